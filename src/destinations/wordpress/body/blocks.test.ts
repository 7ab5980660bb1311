import { describe, expect, test } from 'vitest';
import { bodyBlocks } from '../../../../test/fixtures/wordpress-body.ts';

const IMG = '<img src="https://e.example/a.png" alt="A">';
const item = (html: string): string => `[list-item]<li>${html}</li>[/list-item]`;

describe('headings', () => {
  test.each([
    ['level 2 is core’s own', '<h2>a</h2>', '[heading]<h2 class="wp-block-heading">a</h2>'],
    ['others are named', '<h5>a</h5>', '[heading {"level":5}]<h5 class="wp-block-heading">a</h5>'],
    ['images stay in the line', `<h2>${IMG} a</h2>`, `[heading]<h2 class="wp-block-heading">${IMG} a</h2>`],
    ['nothing but an image', `<h2>${IMG}</h2>`, `[image]<figure class="wp-block-image">${IMG}</figure>`],
    ['paragraphs become lines', '<h2><p>a</p><p>b</p></h2>', '[heading]<h2 class="wp-block-heading">a<br>b</h2>'],
    [
      'other blocks part it',
      '<h2>a<hr>b</h2>',
      '[heading]<h2 class="wp-block-heading">a</h2>[separator]<hr class="wp-block-separator has-alpha-channel-opacity">' +
        '[heading]<h2 class="wp-block-heading">b</h2>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });
});

describe('lists', () => {
  test.each([
    [
      'nested',
      '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
      `[list]<ul class="wp-block-list">${item(`a[list]<ul class="wp-block-list">${item('b')}</ul>[/list]`)}${item('c')}</ul>[/list]`,
    ],
    [
      'a list directly in an item',
      '<ul><li><ul><li>b</li></ul></li></ul>',
      `[list]<ul class="wp-block-list">${item(`[list]<ul class="wp-block-list">${item('b')}</ul>[/list]`)}</ul>[/list]`,
    ],
    [
      'numbered, from a start',
      '<ol start="5"><li>a</li></ol>',
      `[list {"ordered":true,"start":5}]<ol class="wp-block-list" start="5">${item('a')}</ol>[/list]`,
    ],
    [
      'counting down',
      '<ol reversed><li>a</li><li>b</li></ol>',
      `[list {"ordered":true,"reversed":true}]<ol class="wp-block-list" reversed>${item('a')}${item('b')}</ol>[/list]`,
    ],
    [
      'with numbers of their own: a list for each run',
      '<ol><li>a</li><li value="7">b</li><li>c</li></ol>',
      `[list {"ordered":true}]<ol class="wp-block-list">${item('a')}</ol>[/list]` +
        `[list {"ordered":true,"start":7}]<ol class="wp-block-list" start="7">${item('b')}${item('c')}</ol>[/list]`,
    ],
    [
      'paragraphs in an item are lines with an empty line between',
      '<ul><li><p>a</p><p>b</p></li></ul>',
      `[list]<ul class="wp-block-list">${item('a<br><br>b')}</ul>[/list]`,
    ],
    ['images stay in the item', `<ul><li>${IMG}</li></ul>`, `[list]<ul class="wp-block-list">${item(IMG)}</ul>[/list]`],
    [
      'code in an item stands between two lists',
      '<ol><li>a<pre>x</pre></li><li>b</li></ol>',
      `[list {"ordered":true}]<ol class="wp-block-list">${item('a')}</ol>[/list]` +
        '[code]<pre class="wp-block-code"><code>x</code></pre>' +
        `[list {"ordered":true,"start":2}]<ol class="wp-block-list" start="2">${item('b')}</ol>[/list]`,
    ],
    [
      'text after a nested list stands behind the list: core would pull it up',
      '<ul><li>a<ul><li>b</li></ul>c</li></ul>',
      `[list]<ul class="wp-block-list">${item(`a[list]<ul class="wp-block-list">${item('b')}</ul>[/list]`)}</ul>[/list][paragraph]<p>c</p>`,
    ],
    [
      'terms and what they mean, for which core has no block',
      '<dl><dt>T</dt><dd>D</dd></dl>',
      '[paragraph]<p><strong>T</strong></p>[paragraph]<p>D</p>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });

  test('letters as numbers where the site says them as today', () => {
    const html = '<ol type="a"><li>a</li></ol>';
    expect(bodyBlocks(html)).toBe(
      '[list {"ordered":true,"type":"lower-alpha"}]' +
        `<ol class="wp-block-list" style="list-style-type:lower-alpha">${item('a')}</ol>[/list]`,
    );
    expect(bodyBlocks(html, { blocks: null })).toBe(
      `[list {"ordered":true}]<ol class="wp-block-list">${item('a')}</ol>[/list]`,
    );
  });
});

describe('quotes', () => {
  test('hold blocks of any kind', () => {
    const html = `<p>a</p><ul><li>b</li></ul><pre>c</pre>${IMG}<blockquote>d</blockquote><hr>`;
    expect(bodyBlocks(html, { quote: true })).toBe(
      '[quote]<blockquote class="wp-block-quote">[paragraph]<p>a</p>' +
        `[list]<ul class="wp-block-list">${item('b')}</ul>[/list][code]<pre class="wp-block-code"><code>c</code></pre>` +
        `[image]<figure class="wp-block-image">${IMG}</figure>` +
        '[quote]<blockquote class="wp-block-quote">[paragraph]<p>d</p></blockquote>[/quote]' +
        '[separator]<hr class="wp-block-separator has-alpha-channel-opacity"></blockquote>[/quote]',
    );
  });

  test('with who said it', () => {
    expect(bodyBlocks('<figure><blockquote>a</blockquote><figcaption>— <cite>Ada</cite></figcaption></figure>')).toBe(
      '[quote]<blockquote class="wp-block-quote">[paragraph]<p>a</p><cite>— Ada</cite></blockquote>[/quote]',
    );
  });

  test('words above a quote stay above', () => {
    expect(bodyBlocks('<figure><figcaption>Ada:</figcaption><blockquote>a</blockquote></figure>')).toBe(
      '[paragraph]<p>Ada:</p>[quote]<blockquote class="wp-block-quote">[paragraph]<p>a</p></blockquote>[/quote]',
    );
  });
});

describe('code', () => {
  test.each([
    ['bare', '<pre>x\n  y\n</pre>', '[code]<pre class="wp-block-code"><code>x\n  y</code></pre>'],
    [
      'with its language, which highlighters read',
      '<pre><code class="language-js">x</code></pre>',
      '[code {"className":"language-js"}]<pre class="wp-block-code language-js"><code>x</code></pre>',
    ],
    [
      'a caption becomes a paragraph where it stood',
      '<figure><figcaption>c</figcaption><pre>x</pre></figure>',
      '[paragraph]<p>c</p>[code]<pre class="wp-block-code"><code>x</code></pre>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });
});

describe('foldable details', () => {
  const html = '<details open><summary>S <em>T</em></summary><p>a</p></details>';

  test('are a block where the site has it', () => {
    expect(bodyBlocks(html)).toBe(
      '[details {"showContent":true}]<details class="wp-block-details" open><summary>S <em>T</em></summary>' +
        '[paragraph]<p>a</p></details>[/details]',
    );
  });

  test.each([
    ['at an older site', html, null],
    ['without a summary, which core would call "Details"', '<details><p>a</p></details>', undefined],
  ])('are Custom HTML %s', (_name, given, blocks) => {
    expect(bodyBlocks(given, blocks === undefined ? {} : { blocks })).toBe(`[html]${given}`);
  });
});

describe('formulas', () => {
  const tex = '<annotation encoding="application/x-tex">x^2</annotation>';
  const math = `<math><semantics><msup><mi>x</mi><mn>2</mn></msup>${tex}</semantics></math>`;
  const inside = math.slice('<math>'.length, -'</math>'.length);

  test('alone: core’s block', () => {
    expect(bodyBlocks(`<p>${math}</p>`)).toBe(
      `[math {"latex":"x^2"}]<math class="wp-block-math" display="block">${inside}</math>`,
    );
  });

  test('in a sentence: core’s format', () => {
    expect(bodyBlocks(`<p>a ${math} b</p>`)).toBe(`[paragraph]<p>a <math data-latex="x^2">${inside}</math> b</p>`);
  });

  test('without TeX: Custom HTML, since core’s block is made of TeX', () => {
    expect(bodyBlocks('<p><math><mi>x</mi></math></p>')).toBe('[html]<math><mi>x</mi></math>');
  });

  test('at a site whose editor knows none: Custom HTML', () => {
    expect(bodyBlocks(`<p>${math}</p><p>a ${math} b</p>`, { blocks: null })).toBe(
      `[html]${math}[html]<p>a ${math} b</p>`,
    );
  });

  test('by an author where the filter takes MathML out: the source as code, said once', () => {
    for (const blocks of [null, new Set(['core/math'])]) {
      expect(bodyBlocks(`<p>a ${math} b</p>`, { blocks, filtered: true })).toBe(
        '[paragraph]<p>a <code>x^2</code> b</p>',
      );
    }
    expect(bodyBlocks('<p><math><mi>x</mi><mo>=</mo></math></p>', { blocks: null, filtered: true })).toBe(
      '[paragraph]<p><code>x=</code></p>',
    );
  });

  test('by an author whose TeX the filter would escape: Custom HTML', () => {
    const less = math.replaceAll('x^2', 'x &lt; 2');
    expect(bodyBlocks(`<p>${less}</p>`, { filtered: true })).toMatch(/^\[html\]<math data-latex/);
    expect(bodyBlocks(`<p>${less}</p>`)).toMatch(/^\[math /);
  });
});
