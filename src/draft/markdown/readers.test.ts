import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../../test/fixtures/markdown-body.ts';
import type { MarkdownReader } from '../markdown.ts';
import { element, text } from '../tree.ts';

const HUGO: MarkdownReader = { kind: 'goldmark', html: true, footnotes: true, templates: 'shortcodes' };
const ELEVENTY: MarkdownReader = { kind: 'markdown-it', html: true, footnotes: false, templates: 'liquid' };

const hugo = (html: string): string => markdownOf(html, { reader: HUGO });
const bare = (html: string): string => markdownOf(html, { reader: { ...HUGO, html: false } });
const eleventy = (html: string): string => markdownOf(html, { reader: ELEVENTY });
const paragraph = (words: string, reader: MarkdownReader = HUGO): string =>
  markdownOf({ type: 'root', children: [element('p', {}, [text(words)])] }, { reader });
const block = (tagName: string, words: string, reader: MarkdownReader = HUGO): string =>
  markdownOf({ type: 'root', children: [element(tagName, {}, [text(words)])] }, { reader });

describe('Hugo', () => {
  test.each([
    ['dashes and dots', 'a -- b --- c ... d', 'a -\\- b -\\-\\- c .\\.\\. d'],
    ['angled quotation marks', 'a << b >> c', 'a \\<< b \\>> c'],
    ['quotation marks, which the site may turn', '"a" it’s', '"a" it’s'],
    ['a definition', ': a', '\\: a'],
    ['attributes of a block', '{.a}', '\\{.a}'],
    ['a footnote', 'a[^1]', 'a\\[^1]'],
    ['addresses', 'http://a.example www.a.example a@b.example', 'http:\\//a.example www\\.a.example a\\@b.example'],
    ['shortcodes', '{{< a >}} {{% b %}}', '{\\{< a >}} {\\{% b %}}'],
    ['the end of a summary', '<!--more-->', '\\<!-\\-more-\\->'],
  ])('text that looks like %s', (_name, words, markdown) => {
    expect(paragraph(words)).toBe(markdown);
  });

  test.each([
    ['a<code>b@c.example</code>', '&#x61;`b@c.example`'],
    ['a+<b>.<code>@c.example</code></b>', '&#x61;+**.`@c.example`**'],
    ['<i>a</i><code>`b@c.example`</code>', '*&#x61;*`` `b@c.example` ``'],
    ['a <code>b@c.example</code>', 'a `b@c.example`'],
    ['<b>a</b>, <code>b@c</code>', '**a**, `b@c`'],
    ['a<code>b@c</code>', 'a`b@c`'],
    ['<code>a</code>+<code>b@c.example</code>', '`a`+`b@c.example`'],
  ])('an address of a mailbox in code is none that begins before it: %s', (inner, markdown) => {
    expect(bare(`<p>${inner}</p>`)).toBe(markdown);
    expect(hugo(`<h2>${inner}</h2>`)).toBe(`## ${markdown}`);
  });

  test('attributes of a heading', () => {
    expect(block('h2', 'a {#b}')).toBe('## a {#b\\}');
  });

  test.each([
    ['as its documentation writes it', 'a {{< b >}} {{% c %}}', '```\na {{</* b */>}} {{%/* c */%}}\n```'],
    ['without an end: as html', 'a {{< b', '<pre><code>a &#x7B;&#x7B;&#x3C; b&#xA;</code></pre>'],
    ['that closes another: as html', '{{</ a >}}', '<pre><code>&#x7B;&#x7B;&#x3C;/ a >}}&#xA;</code></pre>'],
    ['the end of a summary: as html', '<!--more-->', '<pre><code>&#x3C;!--more-->&#xA;</code></pre>'],
  ])('a shortcode in code, %s', (_name, source, markdown) => {
    expect(block('pre', source)).toBe(markdown);
  });

  test('a shortcode in code that has no other form without html: as lines', () => {
    expect(block('pre', 'a {{< b\n    c', { ...HUGO, html: false })).toBe('a {\\{< b\\\n\u00a0\u00a0\u00a0\u00a0c');
    expect(bare('<p><code>a {{&lt; b</code></p>')).toBe('a {\\{< b');
  });

  test('a shortcode in an address, in an image’s words and in html', () => {
    expect(hugo('<p><a href="https://a.example/?{{%b%}}">c</a></p>')).toBe('[c](https://a.example/?{\\{%b%}})');
    expect(hugo('<p><u>{{&lt; a >}}</u> <abbr title="{{&lt; b >}}">c</abbr></p>')).toBe(
      '<u>{\\{< a >}}</u> <abbr title="&#x7B;&#x7B;&#x3C; b >}}">c</abbr>',
    );
    expect(hugo('<p>a <img src="https://a.example/" alt="b" title="{{&lt; c"></p>')).toBe(
      'a ![b](https://a.example/ "{&#123;< c")',
    );
  });

  test('an image’s words with signs: as html', () => {
    expect(hugo('<p><img src="https://a.example/" alt="a *b* &quot;c&quot;"></p>')).toBe(
      '<img alt="a *b* &#x22;c&#x22;" src="https://a.example/"><wbr>',
    );
    expect(bare('<p><img src="https://a.example/" alt="a *b* &quot;c&quot;"></p>')).toBe(
      '![a  b  “c”](https://a.example/)',
    );
  });

  test('signs that end its build, or that it does not find the end of: as html', () => {
    expect(hugo('<h2><b>a <s>b</s></b></h2>')).toBe('## **a <del>b</del>**');
    const image = '<a href="https://a.example/"><img src="https://a.example/i.png" alt="I"></a>';
    expect(hugo(`<p><b>a ${image}</b></p>`)).toBe(
      '<strong>a [![I](https://a.example/i.png)](https://a.example/)</strong>',
    );
    expect(bare(`<p><b>a ${image}</b></p>`)).toBe('a [![I](https://a.example/i.png)](https://a.example/)');
  });

  test('an empty item, and a backslash that ends a line', () => {
    expect(hugo('<ol><li>a</li><li></li></ol>')).toBe('1. a\n2. &#32;');
    expect(hugo('<p>a\\<br>b</p>')).toBe('a&#92;\\\nb');
  });

  test('a link that would be a box to tick, in an item', () => {
    const link = '<a href="https://a.example/">X</a>';
    expect(hugo(`<ul><li>\\\` ${link} <code>[x](\`)</code></li></ul><p>${link}</p>`)).toBe(
      '- \\\\\\` [&#88;](https://a.example/) ``[x](`)``\n\n[X](https://a.example/)',
    );
  });
});

describe('Hugo without html', () => {
  test.each([
    ['what only html could show', '<p><u>a</u> <mark>b</mark> <ins>c</ins> <small>d</small></p>', 'a b c d'],
    ['raised and lowered text', '<p>H<sub>2</sub>O x<sup>2</sup> 1<sup>st</sup></p>', 'H2O x^2 1st'],
    ['keys', '<p><kbd>Ctrl</kbd></p>', '`Ctrl`'],
    ['readings', '<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>', '漢字(かんじ)'],
    ['long forms', '<p><abbr title="World Wide Web">WWW</abbr></p>', 'WWW (World Wide Web)'],
    ['a long form of white space', '<p>a <abbr title="fog">\u2028</abbr> b</p>', 'a \u2028 b'],
    ['quotes in a line', '<p><q>a</q></p>', '“a”'],
    ['emphasis without a sign', '<p><b>注意。</b>请看</p>', '注意。请看'],
    [
      'line breaks in headings and cells',
      '<h2>a<br>b</h2><table><tr><th>c<br>d</th></tr></table>',
      '## a b\n\n| c d |\n| --- |',
    ],
    ['another direction', '<p dir="rtl">ب</p>', 'ب'],
    ['details', '<details><summary>a</summary><p>b</p></details>', '**a**\n\nb'],
    [
      'players and frames',
      '<video src="https://a.example/v.mp4"></video><iframe src="https://a.example/f" title="A film"></iframe>',
      '<https://a.example/v.mp4>\n\n[A film](https://a.example/f)',
    ],
    [
      'formulas',
      '<p><math><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></math> <math><mi>y</mi></math></p>',
      '`x_1` y',
    ],
    [
      'merged cells',
      '<table><caption>t</caption><tr><td colspan="2">a</td><td rowspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      't\n\n| a |  | b |\n| --- | --- | --- |\n| c | d |  |',
    ],
    ['paragraphs in cells', '<table><tr><td><p>a</p><p>b</p></td></tr></table>', '| a b |\n| --- |'],
    ['lists in cells: no table', '<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>', '- a\n\nb'],
    ['numbers below nought', '<ol start="-1"><li>a</li></ol>', '- a'],
  ])('%s', (_name, html, markdown) => {
    expect(bare(html)).toBe(markdown);
  });

  test('a caption that a page’s script has put into a cell is told there alone', () => {
    const cell = element('td', {}, [element('caption', {}, [text('t')])]);
    const table = element('table', {}, [element('tr', {}, [cell])]);
    const reader = { ...HUGO, html: false };
    expect(markdownOf({ type: 'root', children: [table] }, { reader })).toBe('| t |\n| --- |');
  });
});

describe('Eleventy', () => {
  test('makes no links of addresses and no boxes to tick', () => {
    expect(eleventy('<p>http://a.example www.a.example a@b.example</p>')).toBe(
      'http://a.example www.a.example a@b.example',
    );
    expect(eleventy('<ul><li><input type="checkbox" checked> a</li></ul>')).toBe('- ☑ a');
  });

  test('leaves out escaped signs of an image’s words: as html', () => {
    expect(eleventy('<p><img src="https://a.example/" alt="a *b*"></p>')).toBe(
      '<img alt="a *b*" src="https://a.example/"><wbr>',
    );
  });
});

describe('Pages made to keep the background busy: it takes time in proportion to their length', () => {
  const link = (href: string, words: string) => element('a', { href: `https://a.example/#${href}` }, [text(words)]);
  const noted = (words: string): string =>
    markdownOf(
      {
        type: 'root',
        children: [
          element('p', {}, [element('sup', {}, [link('fn1', words)])]),
          element('p', {}, [link('ref1', '^'), text(' A note.')]),
        ],
      },
      { reader: { ...HUGO, html: false } },
    );

  test('shortcodes that begin and never end', () => {
    expect(block('pre', '{{<'.repeat(300_000))).toMatch(/^<pre><code>&#x7B;&#x7B;&#x3C;/);
    expect(block('pre', '{{%'.repeat(300_000))).toMatch(/^<pre><code>&#x7B;&#x7B;%/);
    expect(block('pre', `${'{{< '.repeat(100_000)}*/ >}}`)).toMatch(/^<pre><code>/);
  });

  test('signs for code in html, each longer than the one before', () => {
    const fences = Array.from({ length: 1200 }, (_, index) => `${'`'.repeat(index + 1)}a`).join('');
    const list = element('ul', {}, [
      element('li', {}, [element('pre', {}, [text(`{{<${fences}`)]), element('p', {}, [link('a', 'x')])]),
    ]);
    expect(markdownOf({ type: 'root', children: [list] }, { reader: HUGO })).toMatch(/\[&#120;\]\([^)]*#a\)$/);
  });

  test('a mark of a note that is a page long is none', () => {
    expect(noted('1')).toBe('[^1]\n\n[^1]: A note.');
    expect(noted(`${'1'.repeat(500_000)}ab`)).toMatch(/^\[1{500000}ab\]\(/);
  });

  test('notes by the ten thousand', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index);
    const marks = numbers.map((index) => element('sup', {}, [link(`fn${index}`, `${index}`)]));
    const notes = numbers.map((index) => element('li', {}, [text('A note.'), link(`ref${index}`, '^')]));
    const children = [element('p', {}, marks), element('ol', {}, notes)];
    expect(markdownOf({ type: 'root', children }, { reader: HUGO })).toMatch(/\n\[\^20000\]: A note\.$/);
  });

  test('a table of empty cells is none where they would have to be written', () => {
    const cell = element('td', { rowSpan: '65534', colSpan: '1000' }, [text('a')]);
    const rows = Array.from({ length: 3000 }, () => element('tr', {}, [cell]));
    const markdown = markdownOf(
      { type: 'root', children: [element('table', {}, rows)] },
      { reader: { ...HUGO, html: false } },
    );
    expect(markdown).toBe(Array.from({ length: 3000 }, () => 'a').join('\n\n'));
  });
});
