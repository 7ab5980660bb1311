import { describe, expect, test } from 'vitest';
import { htmlTree } from '../../../test/fixtures/html-tree.ts';
import { markdownOf } from '../../../test/fixtures/markdown-body.ts';
import { readMarkdown } from '../../../test/fixtures/markdown-reader.ts';
import { outline } from '../../../test/fixtures/outline.ts';

type Example = [name: string, html: string, markdown: string];

/** Each reads back line by line, in the same containers and formats. */
function becomes(_name: string, html: string, markdown: string): void {
  expect(markdownOf(html)).toBe(markdown);
  expect(outline(readMarkdown(markdown))).toEqual(outline(htmlTree(html)));
}

describe('text', () => {
  test.each<Example>([
    ['loose text between blocks becomes paragraphs', 'a<p>b</p>c', 'a\n\nb\n\nc'],
    ['white space collapses', '<p>  a \n  b<em> c </em> d </p>', 'a b *c* d'],
    ['line breaks stay, none at the ends', '<p><br>a<br>b <br><br>c<br></p>', 'a\\\nb\\\n\\\nc'],
    ['headings', '<h1>a</h1><h6>b <em>c</em></h6>', '# a\n\n###### b *c*'],
    ['a line break in a heading', '<h2>a<br>b</h2>', '## a<br>b'],
    ['blocks in a heading part it', '<h2>a<p>b</p><ul><li>c</li></ul></h2>', '## a\n\n## b\n\n- c'],
    ['an emoji drawn as an image', '<p>a <img src="https://e.example/1f600.png" alt="😀"> b</p>', 'a 😀 b'],
  ])('%s', becomes);
});

describe('emphasis', () => {
  test.each<Example>([
    ['strong, b', '<p><strong>x</strong> <b>y</b></p>', '**x** **y**'],
    ['em, i, cite, var', '<p><em>x</em> <i>y</i> <cite>z</cite> <var>v</var></p>', '*x* *y* *z* *v*'],
    ['del, s', '<p><del>x</del> <s>y</s></p>', '~~x~~ ~~y~~'],
    ['white space at its edges stands outside', '<p>a<b> b </b>c</p>', 'a **b** c'],
    ['so do line breaks', '<p><b>Title<br></b>text</p>', '**Title**\\\ntext'],
    ['within a word', '<p>un<em>believ</em>able</p>', 'un*believ*able'],
    ['in each other', '<p><b>a <i>b</i></b> <i><b>c</b></i></p>', '**a _b_** _**c**_'],
    ['side by side, which would run together', '<p><b>a</b><b>b</b></p>', '**a**<strong>b</strong>'],
    ['that ends in a sign before a letter', '<p><b>a:</b>b</p>', '<strong>a:</strong>b'],
    ['that ends in a sign before another', '<p><b>a:</b>, (<i>b</i>)</p>', '**a:**, (*b*)'],
    ['in Chinese', '<p><b>注意。</b>请看</p>', '<strong>注意。</strong>请看'],
    ['around a sign that readers class differently', '<p>a<b>€5</b>b</p>', 'a<strong>€5</strong>b'],
    ['doubled once is enough', '<p><b>a <strong>b</strong></b></p>', '**a b**'],
    ['around nothing goes', '<p>a<b> </b><i></i>b</p>', 'a b'],
    ['around blocks goes on inside', '<b><p>a</p><p>b</p></b>', '**a**\n\n**b**'],
  ])('%s', becomes);
});

describe('html, where Markdown has nothing', () => {
  test.each([
    'H<sub>2</sub>O x<sup>2</sup> <u>a</u> <ins>b</ins> <small>c</small> <mark>d</mark> <kbd>e</kbd>',
    '<abbr title="World Wide Web">WWW</abbr> <q>a <q>b</q></q> <bdo dir="rtl">c</bdo>',
    '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>',
    '<math><mi>x</mi> <mo>=</mo> <msqrt><mn>2</mn></msqrt></math>',
  ])('stays as it is: %s', (html) => {
    becomes('', `<p>${html}</p>`, html);
  });

  test.each<Example>([
    ['Markdown goes on inside', '<p><u>a <b>b</b> *</u></p>', '<u>a **b** \\*</u>'],
    ['what means nothing leaves its text', '<p>a <time datetime="1">b</time> <span lang="de">c</span></p>', 'a b c'],
    [
      'the text of attributes',
      '<p><abbr title="a &quot;b&quot; | &lt;c&gt;">d</abbr></p>',
      '<abbr title="a &#x22;b&#x22; &#x7C; &#x3C;c>">d</abbr>',
    ],
    [
      'formulas keep their source',
      '<p>so <math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1*</annotation></semantics></math></p>',
      'so <math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1\\*</annotation></semantics></math>',
    ],
    [
      'video',
      '<video src="https://e.example/v.mp4"></video>',
      '<video controls src="https://e.example/v.mp4"></video>',
    ],
    [
      'a frame with its caption below',
      '<figure><iframe src="https://e.example/x" width="4"></iframe><figcaption>c</figcaption></figure>',
      '<iframe src="https://e.example/x" width="4" allowfullscreen></iframe>\n\nc',
    ],
    [
      'details, Markdown inside',
      '<details open><summary>S <b>t</b></summary><p>a *</p><ul><li>b</li></ul></details>',
      '<details open>\n<summary>S <strong>t</strong></summary>\n\na \\*\n\n- b\n\n</details>',
    ],
    ['details without a summary', '<details><p>a</p></details>', '<details>\n\na\n\n</details>'],
  ])('%s', becomes);
});

describe('links', () => {
  test.each<Example>([
    [
      'web, mail, telephone',
      '<p><a href="https://e.example/?a=1&amp;b">l</a> <a href="mailto:a@b.example">m</a> <a href="tel:+1">t</a></p>',
      '[l](https://e.example/?a=1&b) [m](mailto:a@b.example) [t](tel:+1)',
    ],
    [
      'that show their own address',
      '<p><a href="https://e.example/a_b">https://e.example/a_b</a></p>',
      '<https://e.example/a_b>',
    ],
    [
      'signs in the address',
      '<p><a href="https://e.example/a_(b)|c&amp;amp;d">l</a></p>',
      '[l](https://e.example/a_\\(b\\)\\|c&amp;amp;d)',
    ],
    ['white space in the address', '<p><a href="https://e.example/a b">l</a></p>', '[l](https://e.example/a%20b)'],
    [
      'brackets in the text',
      '<p><a href="https://e.example/">a [b] ^c</a></p>',
      '[a \\[b\\] \\^c](https://e.example/)',
    ],
    ['behind an exclamation mark', '<p>a!<a href="https://e.example/">b</a></p>', 'a\\![b](https://e.example/)'],
    [
      'around an image',
      '<p><a href="https://e.example/"><img src="https://e.example/i.png" alt="I"></a></p>',
      '[![I](https://e.example/i.png)](https://e.example/)',
    ],
    [
      'in links: the outer one',
      '<p><a href="https://e.example/">a <a href="https://f.example/">b</a></a></p>',
      '[a b](https://e.example/)',
    ],
    [
      'around blocks: each block has the link inside',
      '<a href="https://e.example/"><h3>T</h3><p>d</p></a>',
      '### [T](https://e.example/)\n\n[d](https://e.example/)',
    ],
  ])('%s', becomes);

  test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '/relative', '#fn1', 'vbscript:x'])(
    '%s leaves its text',
    (href) => {
      expect(markdownOf(`<p>a <a href="${href}">b</a> <img src="${href}"></p>`)).toBe('a b');
    },
  );
});

describe('images', () => {
  test.each<Example>([
    [
      'title, and signs in both texts',
      '<p><img src="https://e.example/(i).png" alt="a ] * b" title="t &quot;u&quot;"></p>',
      '![a \\] \\* b](https://e.example/\\(i\\).png "t &quot;u&quot;")',
    ],
    [
      'a caption on the line below',
      '<figure><img src="https://e.example/i.png" alt="I"><figcaption>C <em>d</em></figcaption></figure>',
      '![I](https://e.example/i.png)\\\nC *d*',
    ],
    [
      'a caption above stays above',
      '<figure><figcaption>C</figcaption><img src="https://e.example/i.png" alt="I"></figure>',
      'C\n\n![I](https://e.example/i.png)',
    ],
    ['a figure of text', '<figure><p>a</p><figcaption>C</figcaption></figure>', 'a\n\nC'],
  ])('%s', becomes);
});

describe('code', () => {
  test.each<Example>([
    ['a span', '<p>a <code>b*c\\</code> d</p>', 'a `b*c\\` d'],
    ['back ticks in a span', '<p><code>a`b``c</code> <code>`</code></p>', '```a`b``c``` `` ` ``'],
    ['spaces at both ends of a span', '<p>a<code> b </code>c</p>', 'a`  b  `c'],
    ['a no-break space between spaces in a span', '<p>a<code> &nbsp; </code>b</p>', 'a`  \u00a0  `b'],
    ['spans side by side', '<p><code>a</code><code>b</code></p>', '`a`<code>b</code>'],
    ['more than text in a span', '<p><code>a <b>b*</b></code></p>', '<code>a <strong>b\\*</strong></code>'],
    ['a block', '<pre>x\n  y\n</pre>', '```\nx\n  y\n```'],
    ['with its language', '<pre><code class="language-c++">a &lt; b;</code></pre>', '```c++\na < b;\n```'],
    ['with fences in it', '<pre>```js\nx\n````\n~~~</pre>', '`````\n```js\nx\n````\n~~~\n`````'],
    [
      'in an item and a quote',
      '<ul><li><blockquote><pre>a\n\n\tb</pre></blockquote></li></ul>',
      '- > ```\n  > a\n  >\n  > \tb\n  > ```',
    ],
    [
      'images in it stand after it',
      '<pre>a<img src="https://e.example/i.png" alt="I"></pre>',
      '```\na\n```\n\n![I](https://e.example/i.png)',
    ],
  ])('%s', becomes);
});

describe('quotes', () => {
  test.each<Example>([
    ['in each other', '<blockquote><p>a</p><blockquote>b</blockquote>c</blockquote>', '> a\n>\n> > b\n>\n> c'],
    ['side by side', '<blockquote>a</blockquote><blockquote>b</blockquote>', '> a\n\n> b'],
    [
      'with the name of who said it',
      '<figure><blockquote>a</blockquote><figcaption>Ada</figcaption></figure>',
      '> a\n\nAda',
    ],
  ])('%s', becomes);
});

describe('lists', () => {
  test.each<Example>([
    [
      'bullets in each other',
      '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>',
      '- a\n  - b\n    - c\n- d',
    ],
    ['numbers', '<ol><li>a</li><li>b<ol><li>c</li></ol></li></ol>', '1. a\n2. b\n   1. c'],
    ['a start', '<ol start="9"><li>a</li><li>b<ul><li>c</li></ul></li></ol>', '9. a\n10. b\n    - c'],
    ['numbers of their own', '<ol><li>a</li><li value="7">b</li><li>c</li></ol>', '1. a\n\n7) b\n8) c'],
    ['numbers that count down', '<ol reversed><li>a</li><li>b</li></ol>', '2. a\n\n1) b'],
    [
      'numbers below nought',
      '<ol start="-1"><li>a *</li><li>b</li></ol>',
      '<ol start="-1"><li>a *</li><li>b</li></ol>',
    ],
    ['an item without content still counts', '<ol><li>a</li><li></li><li>b</li></ol>', '1. a\n2.\n3. b'],
    ['bullets without content go', '<ul><li>a</li><li> </li></ul>', '- a'],
    ['side by side stay two', '<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>', '- a\n\n+ b\n\n- c'],
    ['paragraphs in items: loose', '<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>', '- a\n\n- b\n\n  c'],
    [
      'a list that cannot follow without an empty line',
      '<ul><li>a<ol start="3"><li>b</li></ol></li></ul>',
      '- a\n\n  3. b',
    ],
    ['text after a list in an item', '<ul><li>a<ul><li>b</li></ul>c</li></ul>', '- a\n\n  - b\n\n  c'],
    ['a list first in an item', '<ul><li><ul><li>a</li></ul></li></ul>', '- - a'],
    [
      'a rule, code, a table in items',
      '<ul><li><hr></li><li><pre>a</pre></li><li>b<table><tr><th>c</th></tr></table></li></ul>',
      '- ***\n\n- ```\n  a\n  ```\n\n- b\n\n  | c |\n  | --- |',
    ],
    [
      'boxes to tick',
      '<ul><li><input type="checkbox" checked> a</li><li><p><input type="checkbox">b</p></li></ul>',
      '- [x] a\n\n- [ ] b',
    ],
    [
      'a box alone, and one among words',
      '<ul><li><input type="checkbox"></li><li>a <input type="checkbox" checked> b</li></ul>',
      '- ☐\n- a ☑ b',
    ],
    ['a list directly in a list', '<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n  - b'],
    ['an item without a list', '<li>a</li>', '- a'],
    [
      'definitions: bold terms',
      '<dl><dt>T <b>u</b></dt><dd>D</dd><dd><p>p</p><ul><li>x</li></ul></dd></dl>',
      '**T u**\n\nD\n\np\n\n- x',
    ],
  ])('%s', becomes);
});

describe('tables', () => {
  const html = (table: string): string => `<table>${table}</table>`;

  test.each<Example>([
    [
      'with a header',
      html('<thead><tr><th scope="col">A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody>'),
      '| A | B |\n| --- | --- |\n| 1 |  |',
    ],
    [
      'with alignment',
      html(
        '<tr><th align="left">A</th><th align="right">B</th><th>C</th></tr><tr><td>1</td><td>2</td><td align="center">3</td></tr>',
      ),
      '| A | B | C |\n| :-- | --: | :-: |\n| 1 | 2 | 3 |',
    ],
    [
      'with signs, formats, breaks, code and images in the cells',
      html(
        '<tr><th>a|b</th></tr><tr><td><b>c</b><br>d <code>e|f</code> <img src="https://e.example/|.png" alt="g|h"></td></tr>',
      ),
      '| a\\|b |\n| --- |\n| **c**<br>d `e\\|f` ![g\\|h](https://e.example/\\|.png) |',
    ],
    [
      'with a backslash before a bar in code',
      html('<tr><th><code>a\\|b</code></th></tr>'),
      '| <code>a\\\\\\|b</code> |\n| --- |',
    ],
    [
      'with paragraphs as cells',
      html('<tr><th><p>a</p></th></tr><tr><td><div>b</div></td></tr>'),
      '| a |\n| --- |\n| b |',
    ],
    [
      'without a header: html',
      html('<tr><td>a *</td><td>b</td></tr>'),
      '<table>\n<tr><td>a *</td><td>b</td></tr>\n</table>',
    ],
    [
      'with merged cells: html',
      html('<tr><th colspan="2">a</th></tr><tr><td>b</td><td rowspan="1">c</td></tr>'),
      '<table>\n<tr><th colspan="2">a</th></tr>\n<tr><td>b</td><td>c</td></tr>\n</table>',
    ],
    [
      'with blocks in its cells: html, without an empty line',
      html('<tr><th>a</th></tr><tr><td><p>b</p><pre>c\n\n&lt;d</pre><ol start="2"><li>e</li></ol></td></tr>'),
      '<table>\n<tr><th>a</th></tr>\n<tr><td><p>b</p><pre><code>c&#xA;&#xA;&#x3C;d&#xA;</code></pre><ol start="2"><li>e</li></ol></td></tr>\n</table>',
    ],
    [
      'with a caption: html',
      html('<caption>c</caption><tr><th>a</th></tr>'),
      '<table><caption>c</caption>\n<tr><th>a</th></tr>\n</table>',
    ],
    [
      'with rows of other lengths: html',
      html('<tr><th>a</th></tr><tr><td>b</td><td>c</td></tr>'),
      '<table>\n<tr><th>a</th></tr>\n<tr><td>b</td><td>c</td></tr>\n</table>',
    ],
    ['with something between the cells: no table', html('<tr><td>a</td>b</tr>c'), 'a\n\nb\n\nc'],
  ])('%s', becomes);
});

describe('rules', () => {
  test.each<Example>([['none begins front matter or underlines a heading', '<hr><p>a</p><hr>', '***\n\na\n\n***']])(
    '%s',
    becomes,
  );
});

describe('direction', () => {
  test.each<Example>([
    [
      'a paragraph stands in a box that says it',
      '<p>a</p><p dir="rtl" lang="ar">ب *</p>',
      'a\n\n<div dir="rtl" lang="ar">\n\nب \\*\n\n</div>',
    ],
    ['so does what is in an item', '<ul><li dir="rtl">ب</li></ul>', '- <div dir="rtl">\n\n  ب\n\n  </div>'],
    ['words in another direction', '<p>a <span dir="rtl" lang="ar">ب</span></p>', 'a <span dir="rtl">ب</span>'],
    [
      'the same direction again',
      '<div dir="rtl"><p dir="rtl">ب</p><p dir="ltr">c</p></div>',
      '<div dir="rtl">\n\nب\n\n<div dir="ltr">\n\nc\n\n</div>\n\n</div>',
    ],
  ])('%s', becomes);

  test('auto is decided by the first letter', () => {
    expect(markdownOf('<p dir="auto">1 a ب</p><p dir="auto">1 ب a</p>')).toBe(
      '1 a ب\n\n<div dir="rtl">\n\n1 ب a\n\n</div>',
    );
  });
});

test('tight and loose lists read back as such', () => {
  expect(JSON.stringify(readMarkdown(markdownOf('<ul><li>a<ul><li>b</li></ul></li></ul>')))).not.toContain('"p"');
  expect(JSON.stringify(readMarkdown(markdownOf('<ul><li><p>a</p></li><li>b</li></ul>')))).toContain('"p"');
});
