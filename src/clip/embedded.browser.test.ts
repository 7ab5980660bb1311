/** Code, formulas, images and what else is set into a text. */
import { describeCases, type PageCase } from '../../test/fixtures/page-cases.ts';

const MATH = '<math><mi>x</mi></math>';
const TEX = (tex: string, display = '') =>
  `<math${display}><semantics><mtext>${tex}</mtext><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;

const code: PageCase[] = [
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

const formulas: PageCase[] = [
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
const images: PageCase[] = [
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

const media: PageCase[] = [
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

describeCases({ code, formulas, images, media });
