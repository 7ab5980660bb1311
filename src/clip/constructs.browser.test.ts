import { describeCases, type PageCase } from '../../test/fixtures/page-cases.ts';

const blocks: PageCase[] = [
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

const boundaries: PageCase[] = [
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

const inline: PageCase[] = [
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
  ].map((tag): PageCase => [`<${tag}>`, `<p>a<${tag}>b</${tag}>c</p>`, `<p>a<${tag}>b</${tag}>c</p>`]),
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

describeCases({ blocks, boundaries, inline });
