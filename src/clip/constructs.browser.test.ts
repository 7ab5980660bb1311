import { describe, expect, test } from 'vitest';
import { clipOf, clipped, notesOf, show } from '../../test/fixtures/on-page.ts';

/** [what, page source, clip]. The whole body is selected where no ⟦ ⟧ says otherwise. */
type Case = readonly [string, string, string];

const MATH = '<math><mi>x</mi></math>';
const TEX = (tex: string, display = '') =>
  `<math${display}><semantics><mtext>${tex}</mtext><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;

const blocks: Case[] = [
  ['headings of every level', '<h1>a</h1><h2>b</h2><h6>c</h6>', '<h1>a</h1><h2>b</h2><h6>c</h6>'],
  ['paragraphs and rules', '<p>a</p><hr><p>b</p>', '<p>a</p><hr><p>b</p>'],
  [
    'nested lists',
    '<ul><li>a<ol type="a"><li>b</li></ol></li></ul>',
    '<ul><li>a<ol type="a"><li>b</li></ol></li></ul>',
  ],
  ['a list in a list without an item', '<ul><ul><li>a</li></ul></ul>', '<ul><li><ul><li>a</li></ul></li></ul>'],
  [
    'items with a number of their own',
    '<ol><li value="3">a</li><li value="x">b</li></ol>',
    '<ol><li value="3">a</li><li>b</li></ol>',
  ],
  ['reversed and started lists', '<ol start="7" reversed><li>a</li></ol>', '<ol start="7" reversed><li>a</li></ol>'],
  ['definition lists', '<dl><div><dt>a</dt><dd>b</dd></div></dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
  [
    'quotes keep their address',
    '<blockquote cite="https://e.com/"><p>a</p></blockquote>',
    '<blockquote cite="https://e.com/"><p>a</p></blockquote>',
  ],
  ['loose text in a quote is a paragraph', '<blockquote>a</blockquote>', '<blockquote><p>a</p></blockquote>'],
  [
    'figures with their caption',
    '<figure><div><img src="https://e.com/a.png" alt="A"></div><figcaption><p>cap</p></figcaption></figure>',
    '<figure><img src="https://e.com/a.png" alt="A"><figcaption><p>cap</p></figcaption></figure>',
  ],
  [
    'a figure without its picture is its caption',
    '<figure><svg width="9"></svg><figcaption>cap</figcaption></figure>',
    '<p>cap</p>',
  ],
  [
    'tables with spans, scope and alignment',
    '<table><caption>c</caption><tbody><tr><th scope="row" colspan="2">h</th><td rowspan="2" align="right">d</td></tr></tbody></table>',
    '<table><caption>c</caption><tbody><tr><th colspan="2" scope="row">h</th><td rowspan="2" align="right">d</td></tr></tbody></table>',
  ],
  [
    'empty cells keep their column',
    '<table><tr><td></td><td>b</td></tr></table>',
    '<table><tbody><tr><td></td><td>b</td></tr></tbody></table>',
  ],
  [
    'details, open and closed',
    '<details><summary>s</summary><p>in</p></details>',
    '<details><summary>s</summary><p>in</p></details>',
  ],
  [
    'a table that only arranges the page',
    '<table role="presentation"><tr><td>a</td><td>b</td></tr></table>',
    '<p>a</p><p>b</p>',
  ],
];

const boundaries: Case[] = [
  ['text of two divs is not glued', '<div>a</div><div>b</div>', '<p>a</p><p>b</p>'],
  ['text around a div is not glued', 'a<div>b</div>c', '<p>a</p><p>b</p><p>c</p>'],
  [
    'sections, articles and unknown elements',
    '<section>a</section><x-y style="display:block">b</x-y><article>c</article>',
    '<p>a</p><p>b</p><p>c</p>',
  ],
  ['one div in an item is the item', '<ul><li><div>a</div></li></ul>', '<ul><li>a</li></ul>'],
  [
    'two divs in an item are its paragraphs',
    '<ul><li><div>a</div><div>b</div></li></ul>',
    '<ul><li><p>a</p><p>b</p></li></ul>',
  ],
  ['blocks in a heading', '<h2><div>a</div><div>b</div></h2>', '<h2>a b</h2>'],
  [
    'spans that are blocks',
    '<p><span style="display:block">a</span><span style="display:block">b</span></p>',
    '<p>a<br>b</p>',
  ],
  ['a drop cap is no line of its own', '<p><span style="float:left">T</span>he</p>', '<p>The</p>'],
  [
    'a link around blocks goes into them',
    '<a href="https://e.com/"><h3>a</h3><p>b</p></a>',
    '<h3><a href="https://e.com/">a</a></h3><p><a href="https://e.com/">b</a></p>',
  ],
  ['two line breaks in loose text part paragraphs', '<div>a<br><br>b<br>c</div>', '<p>a</p><p>b<br>c</p>'],
  ['line breaks in a paragraph stay', '<p>a<br>b</p>', '<p>a<br>b</p>'],
  ['line breaks at the ends go', '<p><br>a<br></p>', '<p>a</p>'],
  ['line ends that are shown are kept', '<p style="white-space:pre-wrap">a\nb</p>', '<p>a<br>b</p>'],
  ['line ends that are not shown are spaces', '<p>a\nb</p>', '<p>a b</p>'],
  ['white space collapses across marks', '<p>a <b> b </b> c</p>', '<p>a <b>b</b> c</p>'],
  ['white space moves out of marks', '<p>a<b> b </b>c</p>', '<p>a <b>b</b> c</p>'],
  ['joined words stay joined', '<p>a<b>b</b>c</p>', '<p>a<b>b</b>c</p>'],
  [
    'no-break spaces, joiners and bidi controls are text',
    '<p>a&nbsp;&nbsp;b&zwnj;c\u200f!</p>',
    '<p>a\u00a0\u00a0b\u200cc\u200f!</p>',
  ],
];

const inline: Case[] = [
  ...[
    'strong',
    'b',
    'em',
    'i',
    'u',
    's',
    'del',
    'ins',
    'mark',
    'small',
    'sub',
    'sup',
    'code',
    'kbd',
    'samp',
    'var',
    'cite',
    'q',
    'bdi',
  ].map((tag): Case => [`<${tag}>`, `<p>a<${tag}>b</${tag}>c</p>`, `<p>a<${tag}>b</${tag}>c</p>`]),
  [
    'abbr and time with their meaning',
    '<p><abbr title="T">a</abbr> <time datetime="2024-01-02">b</time></p>',
    '<p><abbr title="T">a</abbr> <time datetime="2024-01-02">b</time></p>',
  ],
  [
    'ruby',
    '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>',
    '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>',
  ],
  [
    'old names',
    '<p><strike>a</strike> <tt>b</tt> <acronym title="t">c</acronym></p>',
    '<p><s>a</s> <code>b</code> <abbr title="t">c</abbr></p>',
  ],
  ['empty marks never appear', '<p>a<b></b><a href="https://e.com/"></a></p>', '<p>a</p>'],
  ['a mark in itself is one mark', '<p><b>a<b>b</b></b></p>', '<p><b>ab</b></p>'],
  ['word breaks', '<p>super<wbr>cali</p>', '<p>super<wbr>cali</p>'],
  [
    'mail and telephone links',
    '<p><a href="mailto:a@e.com">m</a> <a href="tel:+1">t</a></p>',
    '<p><a href="mailto:a@e.com">m</a> <a href="tel:+1">t</a></p>',
  ],
  [
    'links to nowhere are text',
    '<p><a href="javascript:x()">j</a> <a href="data:text/html,x">d</a> <a>n</a></p>',
    '<p>j d n</p>',
  ],
  [
    'user info is taken out of links',
    '<p><a href="https://me:secret@e.com/">x</a></p>',
    '<p><a href="https://e.com/">x</a></p>',
  ],
  [
    'language and direction where they differ',
    '<p lang="fr">a <i lang="la">b</i> <span dir="rtl">c</span></p>',
    '<p lang="fr">a <i lang="la">b</i> <span dir="rtl">c</span></p>',
  ],
  [
    'a language of a section goes to its blocks',
    '<div lang="de"><p>a</p>b</div>',
    '<p lang="de">a</p><p lang="de">b</p>',
  ],
  ['ids, classes, styles and data stay behind', '<p id="a" class="b" style="color:red" data-c="d">e</p>', '<p>e</p>'],
];

const code: Case[] = [
  ['a bare pre has code in it', '<pre>a\n  b</pre>', '<pre><code>a\n  b</code></pre>'],
  [
    'GitHub',
    '<div class="highlight highlight-source-js"><pre>a</pre></div>',
    '<pre><code class="language-js">a</code></pre>',
  ],
  [
    'pandoc',
    '<div class="sourceCode"><pre class="sourceCode python"><code>a</code></pre></div>',
    '<pre><code class="language-python">a</code></pre>',
  ],
  ['SyntaxHighlighter', '<pre class="brush: css">a</pre>', '<pre><code class="language-css">a</code></pre>'],
  ['data-lang', '<pre><code data-lang="go">a</code></pre>', '<pre><code class="language-go">a</code></pre>'],
  [
    'tokens are text',
    '<pre><code><span class="k">let</span> <span>a</span></code></pre>',
    '<pre><code>let a</code></pre>',
  ],
  ['line breaks as elements', '<pre><code>a<br>b</code></pre>', '<pre><code>a\nb</code></pre>'],
  [
    'a div for each line',
    '<pre><code><div>a</div><div><br></div><div>b</div></code></pre>',
    '<pre><code>a\n\nb</code></pre>',
  ],
  [
    'a block span for each line',
    '<pre><code><span style="display:block">a</span>\n<span style="display:block">b</span></code></pre>',
    '<pre><code>a\nb</code></pre>',
  ],
  [
    'numbers beside the lines',
    '<pre><code><span class="lineno">1</span>a\n<span class="lineno">2</span>b</code></pre>',
    '<pre><code>a\nb</code></pre>',
  ],
  [
    'a table of numbers and code',
    '<table><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><pre>a\nb</pre></td></tr></table>',
    '<pre><code>a\nb</code></pre>',
  ],
  [
    'a row for each line',
    '<table class="highlight"><tr><td class="blob-num">1</td><td class="blob-code">a</td></tr><tr><td class="blob-num">2</td><td class="blob-code">b</td></tr></table>',
    '<pre><code>a\nb</code></pre>',
  ],
  ['a copy button is no code', '<pre><code>a</code><button>Copy</button></pre>', '<pre><code>a</code></pre>'],
  [
    'code styled as a block',
    '<code style="display:block;white-space:pre">a\n b</code>',
    '<pre><code>a\n b</code></pre>',
  ],
];

const formulas: Case[] = [
  ['MathML', `<p>a ${MATH} b</p>`, `<p>a ${MATH} b</p>`],
  [
    'MathJax 3',
    `<p><mjx-container><mjx-math aria-hidden="true">x</mjx-math><mjx-assistive-mml>${MATH}</mjx-assistive-mml></mjx-container></p>`,
    `<p>${MATH}</p>`,
  ],
  [
    'MathJax 2',
    '<p><span class="MathJax_Preview"></span><span class="MathJax"><span>x</span></span><script type="math/tex">x^2</script> b</p>',
    `<p>${TEX('x^2')} b</p>`,
  ],
  [
    'MathJax before it has rendered',
    '<p>a <script type="math/tex; mode=display">y</script></p>',
    `<p>a ${TEX('y', ' display="block"')}</p>`,
  ],
  [
    'Wikipedia',
    `<p><span class="mwe-math-element"><span style="display:none">${MATH}</span><img src="https://e.com/x.svg" alt="x"></span></p>`,
    `<p>${MATH}</p>`,
  ],
  [
    'html in MathML is text',
    '<p><math><mtext>a<b onclick="x()">b</b></mtext><annotation-xml encoding="text/html"><p>evil</p></annotation-xml></math></p>',
    '<p><math><mtext>ab</mtext></math></p>',
  ],
];

const SRC = 'src="https://e.com/s.png"';
const images: Case[] = [
  [
    'alt, title and size',
    `<img ${SRC} alt="A" title="T" width="30" height="20">`,
    '<p><img src="https://e.com/s.png" alt="A" width="30" height="20" title="T"></p>',
  ],
  [
    'the largest of srcset',
    '<img src="https://e.com/s.png" srcset="https://e.com/m.png 600w, https://e.com/l.png 1200w" sizes="9px" alt="">',
    '<p><img src="https://e.com/l.png" alt=""></p>',
  ],
  [
    'densities',
    '<img src="https://e.com/s.png" srcset="https://e.com/2.png 2x, https://e.com/1.png 1x" alt="">',
    '<p><img src="https://e.com/2.png" alt=""></p>',
  ],
  [
    'commas inside an address',
    '<img src="https://e.com/s.png" srcset="https://e.com/w_1,h_2/a.png 1x, https://e.com/w_2,h_4/a.png 2x" alt="">',
    '<p><img src="https://e.com/w_2,h_4/a.png" alt=""></p>',
  ],
  ['lazy srcset', '<img data-srcset="https://e.com/a.png 1x" alt="">', '<p><img src="https://e.com/a.png" alt=""></p>'],
  [
    'a placeholder file',
    '<img src="https://e.com/img/placeholder.gif" data-original="https://e.com/a.jpg" alt="">',
    '<p><img src="https://e.com/a.jpg" alt=""></p>',
  ],
  [
    'a lazy picture',
    '<picture><source data-srcset="https://e.com/a.webp"><img alt="p"></picture>',
    '<p><img src="https://e.com/a.webp" alt="p"></p>',
  ],
  [
    'a linked image',
    `<a href="https://e.com/"><img ${SRC} alt=""></a>`,
    '<p><a href="https://e.com/"><img src="https://e.com/s.png" alt=""></a></p>',
  ],
  ['emoji pictures are emoji', `<p>a<img class="emoji" alt="😀" ${SRC}></p>`, '<p>a😀</p>'],
  ['counting pixels are nothing', `<p>a<img ${SRC} width="1" height="1"></p>`, '<p>a</p>'],
];

const media: Case[] = [
  [
    'video by its https source',
    '<video poster="https://e.com/p.jpg"><source src="https://e.com/v.mp4"></video>',
    '<video poster="https://e.com/p.jpg" src="https://e.com/v.mp4" controls></video>',
  ],
  ['audio', '<audio controls src="https://e.com/a.mp3"></audio>', '<audio src="https://e.com/a.mp3" controls></audio>'],
  [
    'embeds by https',
    '<iframe src="https://e.com/embed/1" width="300" height="200" title="T" onload="x()"></iframe>',
    '<iframe src="https://e.com/embed/1" title="T" width="300" height="200"></iframe>',
  ],
  [
    'a check box',
    '<ul><li><input type="checkbox" checked onclick="x()"> done</li></ul>',
    '<ul><li><input type="checkbox" checked disabled> done</li></ul>',
  ],
];

const hidden: Case[] = [
  ['hidden attribute', '<p>a<span hidden>b</span></p>', '<p>a</p>'],
  ['display:none around much', '<div style="display:none"><p>a</p><div>b</div></div><p>c</p>', '<p>c</p>'],
  ['display:none on an element without attributes', '<style>em{display:none}</style><p>a<em>b</em></p>', '<p>a</p>'],
  [
    'display:none on a wrapper without attributes',
    '<style>section{display:none}</style><section><div>a<p>b</p></div></section><p>c</p>',
    '<p>c</p>',
  ],
  [
    'visibility:hidden, and what is visible in it',
    '<p style="visibility:hidden">a<b style="visibility:visible">b</b></p>',
    '<p><b>b</b></p>',
  ],
  [
    'visibility that comes by class',
    '<style>.v.h{visibility:hidden}</style><p class="v">a</p><p class="v h">b</p>',
    '<p>a</p>',
  ],
  ['display:contents shows its children', '<div style="display:contents"><p>a</p>b</div>', '<p>a</p><p>b</p>'],
  ['content-visibility:hidden', '<div style="content-visibility:hidden"><p>a</p></div><p>b</p>', '<p>b</p>'],
  [
    'text for screen readers',
    '<p>a<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">b</span></p>',
    '<p>a</p>',
  ],
  [
    'text for screen readers, by clip-path',
    '<p>a<span style="position:absolute;clip-path:inset(50%)">b</span></p>',
    '<p>a</p>',
  ],
  ['aria-hidden is seen', '<p>a<span aria-hidden="true">b</span></p>', '<p>ab</p>'],
  [
    'templates, styles and noscript',
    '<template><p>a</p></template><style>p{}</style><noscript>b</noscript><p>c</p>',
    '<p>c</p>',
  ],
  [
    'controls, but not their labels',
    '<form><label>Name <input name="n" value="v"></label><select><option>o</option></select><textarea>t</textarea><button>Go</button></form>',
    '<p>Name</p>',
  ],
  [
    'a button is no text, but a heading that folds is',
    '<h3><button>Question</button></h3><p>a <button>Share</button></p>',
    '<h3>Question</h3><p>a</p>',
  ],
];

for (const [title, cases] of Object.entries({ blocks, boundaries, inline, code, formulas, images, media, hidden })) {
  describe(title, () => {
    test.each(cases)('%s', (_, page, clip) => {
      expect(clipOf(page)).toBe(clip);
    });
  });
}

describe('where the passage begins and ends', () => {
  const cases: Case[] = [
    ['in one word', '<p>un⟦believ⟧able</p>', '<p>believ</p>'],
    ['across blocks', '<h2>a⟦b</h2><p>c</p><ul><li>d⟧e</li></ul>', '<h2>b</h2><p>c</p><ul><li>d</li></ul>'],
    ['across marks', '<p>a <b>b⟦c</b> <i>d⟧e</i></p>', '<p><b>c</b> <i>d</i></p>'],
    ['empty elements at the ends are not there', '<p>a⟦</p><p>b</p><p>⟧c</p>', '<p>b</p>'],
    ['in a quote', '<blockquote><p>a ⟦b⟧</p></blockquote>', '<blockquote><p>b</p></blockquote>'],
    [
      'in a nested item: the innermost list only',
      '<ul><li>a<ol><li>b</li><li>⟦c⟧</li></ol></li></ul>',
      '<ol start="2"><li>c</li></ol>',
    ],
    ['in one cell: no table', '<table><tr><td>a</td><td>⟦b⟧</td></tr></table>', '<p>b</p>'],
    [
      'from the midst of a row: columns stay',
      '<table><tr><td>a</td><td>⟦b</td></tr><tr><td>c</td><td>d⟧</td></tr></table>',
      '<table><tbody><tr><td></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
    ],
    ['in inline code', '<p>a <code>b⟦c⟧d</code></p>', '<p><code>c</code></p>'],
    [
      'in the tokens of code',
      '<pre class="language-c"><span>a ⟦b</span> <span>c⟧</span></pre>',
      '<pre><code class="language-c">b c</code></pre>',
    ],
    ['in a caption', '<figure><img src="https://e.com/a.png"><figcaption>a ⟦b⟧</figcaption></figure>', '<p>b</p>'],
    [
      'a list with values',
      '<ol><li value="5">a</li><li>⟦b</li><li>c⟧</li></ol>',
      '<ol start="6"><li>b</li><li>c</li></ol>',
    ],
    [
      'a reversed list',
      '<ol reversed><li>a</li><li>⟦b</li><li>c⟧</li></ol>',
      '<ol reversed start="2"><li>b</li><li>c</li></ol>',
    ],
    ['in a formula: all of it', `<p>a <math><mi>x⟦y⟧</mi></math></p>`, '<p><math><mi>xy</mi></math></p>'],
    ['a definition', '<dl><dt>a</dt><dd>⟦b⟧</dd></dl>', '<dl><dd>b</dd></dl>'],
    ['in text that can not be selected', '<p style="user-select:none">a ⟦b⟧</p>', '<p>b</p>'],
    ['in a button that was selected all the same', '<p><button>a ⟦b⟧</button></p>', '<p>b</p>'],
    ['in a language of its own', '<div lang="ja"><p>⟦a⟧</p></div>', '<p lang="ja">a</p>'],
  ];
  test.each(cases)('%s', (_, page, clip) => {
    expect(clipOf(page)).toBe(clip);
  });
});

describe('notes on what was left out', () => {
  test.each([
    ['<p>a</p><script>1</script><script>2</script>', [{ code: 'scripts_left_out', count: 2 }]],
    ['<p>a <input> <input type="hidden"> <select></select></p>', [{ code: 'forms_left_out', count: 2 }]],
    ['<p>a <svg width="200" height="200"></svg> <canvas></canvas></p>', [{ code: 'media_unreadable', count: 2 }]],
    ['<p>a <svg width="16" height="16"></svg></p>', []],
    [
      '<p>a <video src="blob:https://e.com/1"></video> <iframe src="http://e.com/"></iframe></p>',
      [{ code: 'media_unreadable', count: 2 }],
    ],
    [`<p>a <img src="data:image/png;base64,${'A'.repeat(200_000)}"></p>`, [{ code: 'media_unreadable', count: 1 }]],
  ])('%#', (page, notes) => {
    expect(notesOf(page)).toEqual(notes);
  });

  test('a small data: image is kept', () => {
    const src = `data:image/png;base64,${'A'.repeat(800)}`;
    expect(clipOf(`<p><img src="${src}" alt=""></p>`)).toBe(`<p><img src="${src}" alt=""></p>`);
  });

  /** A picture of nothing, this wide and high, in px. */
  function picture(size: number): string {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    return canvas.toDataURL('image/png');
  }

  async function clipOfLoaded(attributes: string): Promise<string> {
    show(`<p>a <img ${attributes} alt=""></p>`);
    await document.querySelector('img')?.decode();
    getSelection()?.selectAllChildren(document.body);
    return clipped();
  }

  test('a data: image of a few bytes is kept where it is an image to see', async () => {
    const src = picture(8);
    expect(src.length).toBeLessThan(400);
    expect(await clipOfLoaded(`src="${src}"`)).toContain(src);
  });

  test('a data: image of a few bytes is left out where it has no size to see', async () => {
    expect(await clipOfLoaded(`src="${picture(2)}"`)).toBe('<p>a</p>');
  });

  test('a data: image of a few bytes gives way to the image it stands for', async () => {
    const html = await clipOfLoaded(`src="${picture(8)}" data-src="https://e.com/a.png"`);
    expect(html).toContain('src="https://e.com/a.png"');
  });
});
