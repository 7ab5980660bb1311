import { toHtml } from 'hast-util-to-html';
import { afterEach, describe, expect, test } from 'vitest';
import { clipped, read, select, show, takeMark } from '../../test/fixtures/on-page.ts';
import { capture } from './capture.ts';
import { liveLooks } from './looks.ts';
import { capturePasted } from './paste.ts';
import { spanOf } from './span.ts';
import { Walk } from './walk.ts';

const parse = (markup: string) => new DOMParser().parseFromString(markup, 'text/html');

afterEach(() => {
  getSelection()?.removeAllRanges();
  show('');
});

const kindOf = (html: string) => {
  select(html);
  return read(capture({ kind: 'selection' }, document)).kind;
};

describe('what was asked for', () => {
  test('nothing selected', () => {
    show('<p>a</p>');
    expect(capture({ kind: 'selection' }, document).found).toBe(false);
  });

  test('only white space selected', () => {
    select('<p>a⟦ ⟧b</p>');
    expect(capture({ kind: 'selection' }, document).found).toBe(false);
  });

  test.each([
    ['a part of the article', '<article><p>⟦a⟧ and much more text that nobody selected</p></article>', 'selection'],
    ['all of the article', '<nav>menu</nav><article><p>⟦all of the article⟧</p></article>', 'article'],
    ['nine tenths of it', '<main><p>⟦123456789⟧0</p></main>', 'article'],
    ['more than the article', '<p>⟦menu</p><article><p>text</p></article><p>foot⟧</p>', 'article'],
    ['a page of several articles', '<article>a</article><article>b</article>', 'selection'],
    ['no article at all', '<div>a</div>', 'selection'],
    ['an article by its role', '<div role="main"><p>a</p></div>', 'article'],
  ])('%s', (_, html, kind) => {
    expect(kindOf(html)).toBe(kind);
  });

  test('a link: a paragraph with the link that was clicked', () => {
    show('<ul><li><a href="/x?a=1"><b>One</b> link</a></li></ul><a href="/x?a=1">Other</a>');
    const url = new URL('/x?a=1', document.baseURI).href;
    expect(clipped({ kind: 'link', url, text: 'One link' })).toBe(`<p><a href="${url}"><b>One</b> link</a></p>`);
    expect(clipped({ kind: 'link', url, text: 'Other' })).toBe(`<p><a href="${url}">Other</a></p>`);
  });

  test('a link that is no longer there is its address and text', () => {
    show('<p>a</p>');
    expect(clipped({ kind: 'link', url: 'https://e.com/x', text: ' gone ' })).toBe(
      '<p><a href="https://e.com/x">gone</a></p>',
    );
    expect(clipped({ kind: 'link', url: 'https://e.com/x', text: '' })).toBe(
      '<p><a href="https://e.com/x">https://e.com/x</a></p>',
    );
  });

  test('an image, in its figure with the caption', () => {
    show(
      '<blockquote><figure><img src="https://e.com/a.png" alt="A"><figcaption>cap</figcaption></figure></blockquote>',
    );
    expect(clipped({ kind: 'image', url: 'https://e.com/a.png' })).toBe(
      '<figure><img src="https://e.com/a.png" alt="A"><figcaption>cap</figcaption></figure>',
    );
  });

  test('an image alone', () => {
    show('<ul><li><a href="/"><img src="https://e.com/a.png" alt="A"></a> text</li></ul>');
    expect(clipped({ kind: 'image', url: 'https://e.com/a.png' })).toBe(
      '<p><img src="https://e.com/a.png" alt="A"></p>',
    );
  });

  test('an image that is not in the page (a background)', () => {
    show('<p>a</p>');
    expect(clipped({ kind: 'image', url: 'https://e.com/b.png' })).toBe(
      '<p><img src="https://e.com/b.png" alt=""></p>',
    );
  });
});

/** Firefox makes several ranges: of cells, of Ctrl-selected words, around what can't be selected. */
function walked(html: string, pairs: readonly (readonly [string, string])[]): string {
  show(html);
  const walk = new Walk({ looks: liveLooks(), rendered: true, lang: 'en', dir: 'ltr' });
  const spans = pairs.map(([from, to]) => {
    const start = takeMark(document.body, from);
    const end = takeMark(document.body, to);
    if (start === null || end === null) throw new Error(`no ${from}${to}`);
    return spanOf({ container: start.node, offset: start.offset }, { container: end.node, offset: end.offset });
  });
  for (const span of spans) if (span !== null) walk.add(span);
  return toHtml(walk.finish().content);
}

describe('several ranges', () => {
  const two = [
    ['⟦', '⟧'],
    ['⟪', '⟫'],
  ] as const;

  test('of one paragraph are not glued', () => {
    expect(walked('<p>a ⟦b⟧c d⟪e⟫</p>', two)).toBe('<p>b e</p>');
  });

  test('of two items are one list', () => {
    expect(walked('<ol><li>a</li><li>⟦b⟧</li><li>c</li><li>⟪d⟫</li></ol>', two)).toBe(
      '<ol start="2"><li>b</li><li>d</li></ol>',
    );
  });

  test('of two blocks are two blocks', () => {
    expect(walked('<h2>⟦a⟧</h2><p>x</p><p>⟪b⟫</p>', two)).toBe('<h2>a</h2><p>b</p>');
  });

  test('of cells of one row are one row', () => {
    show('<table><tr><td>a</td><td>b</td><td>c</td></tr></table>');
    const row = document.querySelector('tr');
    if (row === null) throw new Error('no row');
    const walk = new Walk({ looks: liveLooks(), rendered: true, lang: 'en', dir: 'ltr' });
    for (const i of [1, 2]) {
      const span = spanOf({ container: row, offset: i }, { container: row, offset: i + 1 });
      if (span !== null) walk.add(span);
    }
    expect(toHtml(walk.finish().content)).toBe('<table><tbody><tr><td></td><td>b</td><td>c</td></tr></tbody></table>');
  });
});

describe('shadow trees and frames', () => {
  test('from light text into a shadow root', () => {
    show('<p>a ⟦b</p><x-y><template shadowrootmode="open"><p>c⟧ d</p></template></x-y>');
    const root = document.querySelector('x-y')?.shadowRoot;
    const start = takeMark(document.body, '⟦');
    const end = root ? takeMark(root, '⟧') : null;
    if (start === null || end === null) throw new Error('no marks');
    const walk = new Walk({ looks: liveLooks(), rendered: true, lang: 'en', dir: 'ltr' });
    const span = spanOf({ container: start.node, offset: start.offset }, { container: end.node, offset: end.offset });
    if (span !== null) walk.add(span);
    expect(toHtml(walk.finish().content)).toBe('<p>b</p><p>c</p>');
  });

  test('inside slotted text: the ancestors of the slot are its own', () => {
    select('<x-y><template shadowrootmode="open"><h2><slot></slot></h2></template>a ⟦b⟧</x-y>');
    expect(clipped()).toBe('<h2>b</h2>');
  });

  test('a slot with nothing in it shows its own content', () => {
    select('<p>⟦a</p><x-y><template shadowrootmode="open"><slot><p>b</p></slot></template></x-y><p>c⟧</p>');
    expect(clipped()).toBe('<p>a</p><p>b</p><p>c</p>');
  });

  test('shadow roots in shadow roots', () => {
    select(
      '<p>⟦a</p><x-y><template shadowrootmode="open"><div><x-z><template shadowrootmode="open"><p>b</p></template></x-z></div></template></x-y><p>c⟧</p>',
    );
    expect(clipped()).toBe('<p>a</p><p>b</p><p>c</p>');
  });

  test('a frame in a frame', () => {
    show('<iframe></iframe>');
    const outer = document.querySelector('iframe')?.contentDocument;
    if (!outer) throw new Error('no frame');
    outer.body.innerHTML = '<iframe></iframe>';
    const inner = outer.querySelector('iframe')?.contentDocument;
    if (!inner) throw new Error('no inner frame');
    inner.body.innerHTML = '<p>deep <a href="https://e.com/">link</a></p>';
    inner.getSelection()?.selectAllChildren(inner.body);
    expect(clipped()).toBe('<p>deep <a href="https://e.com/">link</a></p>');
  });
});

describe('pasted', () => {
  const pasted = (html: string, text = '') => read(capturePasted(html, text, parse)).html;

  test.each([
    [
      'Google Docs',
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">a </span><span style="font-weight:700">b</span><span style="font-style:italic"> c</span></p></b>',
      '<p>a <strong>b</strong> <em>c</em></p>',
    ],
    [
      'Word',
      '<html xmlns:o="urn:x"><head><style>p{}</style></head><body><!--StartFragment--><p class="MsoNormal" style="margin:0"><b>a</b><o:p></o:p></p><!--EndFragment--></body></html>',
      '<p><b>a</b></p>',
    ],
    [
      'Chromium',
      '<meta charset="utf-8"><span style="color:#000;font-weight:400">a <b>b</b></span>',
      '<p>a <b>b</b></p>',
    ],
    [
      'sub, super and line-through',
      '<p><span style="vertical-align:super">a</span><span style="text-decoration:line-through">b</span></p>',
      '<p><sup>a</sup><s>b</s></p>',
    ],
    ['hidden parts', '<p>a<span style="display:none">b</span><i hidden>c</i></p>', '<p>a</p>'],
    [
      'relative links lead nowhere',
      '<p><a href="/x">a</a></p>',
      `<p><a href="${new URL('/x', document.baseURI).href}">a</a></p>`,
    ],
    [
      'tables, lists and code',
      '<ul><li>a</li></ul><table><tr><td>b</td></tr></table><pre>c\n d</pre>',
      '<ul><li>a</li></ul><table><tbody><tr><td>b</td></tr></tbody></table><pre><code>c\n d</code></pre>',
    ],
  ])('%s', (_, html, clip) => {
    expect(pasted(html)).toBe(clip);
  });

  test('plain text becomes paragraphs', () => {
    expect(pasted('', 'a\nb\r\n\r\nc <b>')).toBe('<p>a<br>b</p><p>c &#x3C;b></p>');
  });

  test('html that says nothing gives way to the text', () => {
    expect(pasted('<meta charset="utf-8">', 'a')).toBe('<p>a</p>');
  });

  test('nothing at all', () => {
    expect(capturePasted('', ' \n ', parse).found).toBe(false);
  });

  test('nobody knows where it came from', () => {
    expect(capturePasted('<title>T</title><p>a</p>', '', parse)).toMatchObject({ kind: 'paste', source: null });
  });
});
