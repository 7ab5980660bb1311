import { afterEach, describe, expect, test } from 'vitest';
import { clipOf, clipped, select, show, takeMark } from '../../test/fixtures/on-page.ts';

afterEach(() => {
  show('');
  for (const style of document.head.querySelectorAll('style[data-test]')) style.remove();
});

describe('the fifteen pages on which clippers were compared', () => {
  test('1: part of an ordered list keeps its numbers', () => {
    expect(clipOf('<ol><li>one</li><li>t⟦wo</li><li>three</li><li>fo⟧ur</li></ol>')).toBe(
      '<ol start="2"><li>wo</li><li>three</li><li>fo</li></ol>',
    );
  });

  test('2: inside one list item it is still a list item', () => {
    expect(clipOf('<ul><li>one</li><li>some ⟦words⟧ here</li></ul>')).toBe('<ul><li>words</li></ul>');
  });

  test('3: inside a heading it is still that heading', () => {
    expect(clipOf('<h2>A ⟦fine⟧ heading</h2>')).toBe('<h2>fine</h2>');
  });

  test('4: inside b within a it is both', () => {
    expect(clipOf('<p>See <a href="https://e.com/x">the <b>bold ⟦link⟧</b></a>.</p>')).toBe(
      '<p><a href="https://e.com/x"><b>link</b></a></p>',
    );
  });

  test('5: table rows keep their table, its head and their columns', () => {
    expect(
      clipOf(
        '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>' +
          '<tr><td>⟦3</td><td>4</td></tr><tr><td>5</td><td>6⟧</td></tr><tr><td>7</td><td>8</td></tr></tbody></table>',
      ),
    ).toBe(
      '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>' +
        '<tr><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr></tbody></table>',
    );
  });

  test('6: part of a pre keeps its language and its white space', () => {
    expect(clipOf('<pre><code class="language-js">let a = 1;\n⟦if (a) {\n\ta++;\n  }⟧\n</code></pre>')).toBe(
      '<pre><code class="language-js">if (a) {\n\ta++;\n  }</code></pre>',
    );
  });

  test('7: relative addresses become absolute', () => {
    const { href } = new URL('/somewhere?x=1#y', document.baseURI);
    expect(clipOf('<p>⟦<a href="/somewhere?x=1#y">there</a>⟧</p>')).toBe(`<p><a href="${href}">there</a></p>`);
  });

  test('8: a lazy image is the image, not its placeholder', () => {
    expect(
      clipOf(
        '<p>⟦before <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://e.com/real.jpg" alt="real"> after⟧</p>',
      ),
    ).toBe('<p>before <img src="https://e.com/real.jpg" alt="real"> after</p>');
  });

  test('9: text inside an open shadow root', () => {
    show('<x-note><template shadowrootmode="open"><p>In the <b>sha⟦dow</b> of⟧ it</p></template></x-note>');
    const root = document.querySelector('x-note')?.shadowRoot;
    if (!root) throw new Error('no shadow root');
    const start = takeMark(root, '⟦');
    const end = takeMark(root, '⟧');
    if (start === null || end === null) throw new Error('no marks');
    getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
    expect(clipped()).toBe('<p><b>dow</b> of</p>');
  });

  test('10: slotted text stands where the slot is', () => {
    expect(
      clipOf(
        '<p>⟦before</p><x-card><template shadowrootmode="open"><h3><slot name="t"></slot></h3><p>by the card</p>' +
          '<slot></slot></template><p>body</p><span slot="t">title</span></x-card><p>after⟧</p>',
      ),
    ).toBe('<p>before</p><h3>title</h3><p>by the card</p><p>body</p><p>after</p>');
  });

  test('11: a selection in a same-origin frame is found from the top', () => {
    show('<p>top</p><iframe></iframe>');
    const doc = document.querySelector('iframe')?.contentDocument;
    if (!doc) throw new Error('no frame');
    doc.body.innerHTML = '<h2>In the frame</h2><p>text</p>';
    getSelection()?.removeAllRanges();
    doc.getSelection()?.selectAllChildren(doc.body);
    expect(clipped()).toBe('<h2>In the frame</h2><p>text</p>');
  });

  test('12: KaTeX keeps its MathML and TeX, once', () => {
    const mathml =
      '<math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math>';
    expect(
      clipOf(
        `<p>⟦so <span class="katex"><span class="katex-mathml">${mathml}</span>` +
          '<span class="katex-html" aria-hidden="true"><span class="base">x2</span></span></span> it is⟧</p>',
      ),
    ).toBe(`<p>so ${mathml} it is</p>`);
  });

  test('13: text that can not be selected is not in the selection', () => {
    expect(clipOf('<p>⟦run <span style="user-select:none">$ </span>make <b>now</b>⟧</p>')).toBe(
      '<p>run make <b>now</b></p>',
    );
  });

  test('14: what is not displayed is left out', () => {
    expect(
      clipOf('<p>⟦seen <span style="display:none">gone</span><span style="visibility:hidden">unseen</span>too⟧</p>'),
    ).toBe('<p>seen too</p>');
  });

  test.each(['style="visibility:hidden"', 'hidden', 'aria-hidden="true"', 'style="display:none"'])(
    'a class that was seen shown does not show an element that is hidden by its own %s',
    (attribute) => {
      const style = document.createElement('style');
      style.dataset.test = '';
      style.textContent = '.x[aria-hidden="true"] { visibility: hidden }';
      document.head.append(style);
      const html = `<span class="x">seen</span> <span class="x" ${attribute}>hidden</span>`;
      expect(clipOf(`<p>${html}</p><pre>${html}</pre>`)).toBe('<p>seen</p><pre><code>seen </code></pre>');
    },
  );

  test('15: scripts and handlers stay behind', () => {
    expect(
      clipOf(
        '<p onclick="evil()">⟦one <a href="javascript:evil()" onmouseover="evil()">two</a><script>evil()</script> three⟧</p>',
      ),
    ).toBe('<p>one two three</p>');
    select('');
  });
});
