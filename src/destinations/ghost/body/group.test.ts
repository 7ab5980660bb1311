import { describe, expect, test } from 'vitest';
import { bodyHtml } from '../../../../test/fixtures/ghost-body.ts';

const IMG = '<img src="https://e.example/a.png">';

describe('quotes', () => {
  test.each([
    ['paragraphs become lines with an empty line between', '<p>a</p><p>b</p>', '<blockquote>a<br><br>b</blockquote>'],
    ['line breaks stay', '<p>a<br>b</p>', '<blockquote>a<br>b</blockquote>'],
    [
      'lists stand between',
      '<p>a</p><ul><li>x</li></ul><p>b</p>',
      '<blockquote>a</blockquote><ul><li>x</li></ul><blockquote>b</blockquote>',
    ],
    [
      'headings, code, tables and images stand between',
      `<h2>H</h2><p>a</p><pre>c</pre><table><tr><td>t</td></tr></table><p>b${IMG}c</p>`,
      '<h2>H</h2><blockquote>a</blockquote><pre><code>c</code></pre>[html]<table><tr><td>t</td></tr></table>[/html]' +
        `<blockquote>b</blockquote><figure>${IMG}</figure><blockquote>c</blockquote>`,
    ],
    [
      'a quote in a quote is a quote of its own',
      '<p>a</p><blockquote><p>b</p></blockquote><p>c</p>',
      '<blockquote>a</blockquote><blockquote>b</blockquote><blockquote>c</blockquote>',
    ],
    [
      'a sentence with a formula is quoted in its card, never a card inside a quote',
      '<p>a</p><p>so <math><mi>x</mi></math></p>',
      '<blockquote>a</blockquote>[html]<blockquote><p>so <math><mi>x</mi></math></p></blockquote>[/html]',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyHtml(html, { quote: true })).toBe(body);
    expect(bodyHtml(`<blockquote>${html}</blockquote>`)).toBe(body);
  });
});
