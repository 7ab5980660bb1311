/** What is not there to see is no part of a clip, nor what lies beyond its ends; and what the clip says of it. */
import { describe, expect, test } from 'vitest';
import { clipOf, clipped, notesOf, show } from '../../test/fixtures/on-page.ts';
import { describeCases, type PageCase } from '../../test/fixtures/page-cases.ts';

const hidden: PageCase[] = [
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

const passage: PageCase[] = [
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

describeCases({ hidden, 'where the passage begins and ends': passage });

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
