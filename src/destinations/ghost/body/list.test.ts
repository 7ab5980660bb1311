import { describe, expect, test } from 'vitest';
import { bodyHtml } from '../../../../test/fixtures/ghost-body.ts';

const IMG = '<img src="https://e.example/a.png">';

describe('lists', () => {
  test.each([
    ['nested lists stay', '<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>'],
    ['the start number stays', '<ol start="5"><li>a</li><li>b</li></ol>'],
    ['an empty item still counts', '<ol><li></li><li>b</li></ol>'],
  ])('%s', (_name, html) => {
    expect(bodyHtml(html)).toBe(html);
  });

  test.each([
    [
      'several paragraphs in an item become lines',
      '<ul><li><p>a</p><p>b</p></li></ul>',
      '<ul><li>a<br><br>b</li></ul>',
    ],
    [
      'a heading in an item becomes a bold line',
      '<ul><li><h3>T</h3><p>a</p></li></ul>',
      '<ul><li><strong>T</strong><br><br>a</li></ul>',
    ],
    [
      'a definition list in an item becomes lines',
      '<ul><li><dl><dt>T</dt><dd>D</dd></dl></li></ul>',
      '<ul><li><strong>T</strong><br><br>D</li></ul>',
    ],
    [
      'check boxes become text',
      '<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox">b</li></ul>',
      '<ul><li>☑ a</li><li>☐ b</li></ul>',
    ],
    [
      'code ends the list, which goes on with its number',
      '<ol><li>a</li><li>b<pre>code</pre></li><li>c</li></ol>',
      '<ol><li>a</li><li>b</li></ol><pre><code>code</code></pre><ol start="3"><li>c</li></ol>',
    ],
    [
      'text after code in an item is not a new item',
      '<ol><li>a<pre>code</pre>after</li><li>b</li></ol>',
      '<ol><li>a</li></ol><pre><code>code</code></pre><p>after</p><ol start="2"><li>b</li></ol>',
    ],
    [
      'an image ends the list',
      `<ul><li>a ${IMG}</li><li>b</li></ul>`,
      `<ul><li>a</li></ul><figure>${IMG}</figure><ul><li>b</li></ul>`,
    ],
    [
      'a table and a quote end the list',
      '<ul><li>a<table><tr><td>1</td></tr></table></li><li>b<blockquote>q</blockquote></li></ul>',
      '<ul><li>a</li></ul>[html]<table><tr><td>1</td></tr></table>[/html]<ul><li>b</li></ul><blockquote>q</blockquote>',
    ],
    [
      'text after a nested list stays after it',
      '<ul><li>a<ul><li>b</li></ul>after</li><li>c</li></ul>',
      '<ul><li>a<ul><li>b</li></ul></li></ul><p>after</p><ul><li>c</li></ul>',
    ],
    [
      'an image deep inside ends every list around it',
      `<ol><li>a<ol><li>a1 ${IMG}</li><li>a2</li></ol></li><li>b</li></ol>`,
      `<ol><li>a<ol><li>a1</li></ol></li></ol><figure>${IMG}</figure><ol start="2"><li>a2</li></ol><p></p><ol start="2"><li>b</li></ol>`,
    ],
    [
      'an item with a formula is a card of its own',
      '<ol><li>a</li><li>so <math><mi>x</mi></math></li><li>c</li></ol>',
      '<ol><li>a</li></ol>[html]<ol start="2"><li>so <math><mi>x</mi></math></li></ol>[/html]<ol start="3"><li>c</li></ol>',
    ],
    [
      'numbers that do not count upwards are text',
      '<ol reversed><li>a</li><li>b<ul><li>x</li></ul></li><li></li></ol>',
      '<p>3. a</p><p>2. b</p><ul><li>x</li></ul><p>1.</p>',
    ],
    ['numbers of their own are kept', '<ol><li value="4">a</li><li value="9">b</li></ol>', '<p>4. a</p><p>9. b</p>'],
    [
      'a list directly in a list belongs to the item before',
      '<ul><li>a</li><ul><li>b</li></ul></ul>',
      '<ul><li>a<ul><li>b</li></ul></li></ul>',
    ],
    ['text without an item becomes one', '<ul>a</ul>', '<ul><li>a</li></ul>'],
    ['an item without a list is in one', '<li>a</li>', '<ul><li>a</li></ul>'],
  ])('%s', (_name, html, body) => {
    expect(bodyHtml(html)).toBe(body);
  });
});
