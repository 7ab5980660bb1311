import fc from 'fast-check';
import type { Element, ElementContent, Root } from 'hast';
import { render } from 'preact';
import { describe, expect, test, vi } from 'vitest';

vi.mock('../platform/i18n.ts', () => ({ getMessage: (key: string) => key }));
const { BEGINNING, showTree, WHOLE } = await import('./tree.tsx');

const text = (value: string): ElementContent => ({ type: 'text', value });
const el = (tagName: string, properties: Element['properties'], ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const root = (...children: ElementContent[]): Root => ({ type: 'root', children });

function shown(tree: Root, limit = WHOLE): HTMLElement {
  const place = document.createElement('div');
  render(showTree(tree, limit).nodes, place);
  return place;
}

/** Everything a preview may consist of; none of it runs, loads, submits or navigates. */
const ALLOWED_ELEMENTS = new Set(
  (
    'p blockquote pre ul ol li table thead tbody tfoot tr th td caption figure figcaption dl dt dd hr br strong b em i u s ' +
    'del ins mark kbd samp var code abbr sub sup small q cite time ruby rt rp details summary span'
  ).split(' '),
);
const ALLOWED_ATTRIBUTES = new Set(['class', 'title', 'lang', 'dir', 'colspan', 'rowspan', 'start', 'value', 'open']);

function expectHarmless(place: HTMLElement): void {
  for (const element of place.querySelectorAll('*')) {
    expect(ALLOWED_ELEMENTS).toContain(element.localName);
    expect(element.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
    for (const { name } of element.attributes) expect(ALLOWED_ATTRIBUTES).toContain(name);
  }
}

describe('a clip as people see it', () => {
  test('text, emphasis, lists, tables and code stand as they were', () => {
    const place = shown(
      root(
        el('p', {}, text('One '), el('em', {}, text('two'))),
        el('ol', { start: 3 }, el('li', {}, text('three'))),
        el('table', {}, el('tbody', {}, el('tr', {}, el('td', { colSpan: 2 }, text('cell'))))),
        el('pre', {}, el('code', { className: ['language-js'] }, text('a\n  b'))),
      ),
    );
    expect(place.querySelector('p')?.textContent).toBe('One two');
    expect(place.querySelector('em')?.textContent).toBe('two');
    expect(place.querySelector('ol')?.start).toBe(3);
    expect(place.querySelector('td')?.colSpan).toBe(2);
    expect(place.querySelector('pre')?.textContent).toBe('a\n  b');
  });

  test('a link shows where it would lead and leads nowhere', () => {
    const place = shown(root(el('a', { href: 'https://example.org/x' }, text('there'))));
    expect(place.querySelector('a')).toBeNull();
    expect(place.querySelector('.tree-link')?.getAttribute('title')).toBe('https://example.org/x');
  });

  test('an image is a quiet placeholder with its words, its host and its size: nothing is loaded', () => {
    const place = shown(root(el('img', { src: 'https://cdn.example/a.jpg', alt: 'A hand', width: 12, height: 8 })));
    expect(place.querySelector('img')).toBeNull();
    expect(place.textContent).toBe('A handcdn.example · 12 × 8');
  });

  test('headings of the page are not headings of the popup', () => {
    const place = shown(root(el('h2', {}, text('Title'))));
    expect(place.querySelector('h2')).toBeNull();
    expect(place.querySelector('p.tree-h2')?.textContent).toBe('Title');
  });

  test('direction and language of a passage are kept', () => {
    const place = shown(root(el('p', { dir: 'rtl', lang: 'ar' }, text('نص'))));
    expect(place.querySelector('p')?.dir).toBe('rtl');
    expect(place.querySelector('p')?.lang).toBe('ar');
  });

  test('a tick box of a list is its sign', () => {
    const place = shown(root(el('li', {}, el('input', { type: 'checkbox', checked: true }), text('done'))));
    expect(place.textContent).toBe('☑ done');
  });
});

describe('a hostile tree', () => {
  test('handlers, scripts, styles, frames and forms never come to stand', () => {
    const place = shown(
      root(
        el('script', {}, text('window.owned = 1')),
        el('style', {}, text('*{display:none}')),
        el('iframe', { srcDoc: '<script>1</script>' }),
        el('svg', { onLoad: 'owned()' }, el('script', {}, text('1'))),
        el('form', { action: 'https://evil.example' }, el('button', { formAction: 'javascript:1' }, text('Go'))),
        el('p', { onClick: 'owned()', style: 'position:fixed', id: 'app', className: ['send'] }, text('text')),
        el('a', { href: 'javascript:owned()', onMouseOver: 'owned()', ping: ['https://evil.example'] }, text('link')),
        el('img', { src: 'x', onError: 'owned()', srcSet: 'https://evil.example/a 1x' }),
        el('object', { data: 'data:text/html,1' }),
      ),
    );
    expectHarmless(place);
    expect(place.textContent).toBe('Gotextlinktree_image');
  });

  test('names of Object.prototype are no elements', () => {
    const place = shown(
      root(el('constructor', {}, text('a')), el('__proto__', {}, text('b')), el('toString', {}, text('c'))),
    );
    expectHarmless(place);
    expect(place.textContent).toBe('abc');
  });

  test('depth 10,000 is cut, not followed', () => {
    let deep: ElementContent = text('bottom');
    for (let depth = 0; depth < 10_000; depth += 1) deep = el('div', {}, deep);
    expect(showTree(root(deep), WHOLE).cut).toBe(true);
  });

  test('whatever the tree: only harmless elements and attributes', () => {
    const names = fc.oneof(
      fc.constantFrom(
        'p',
        'a',
        'img',
        'script',
        'svg',
        'math',
        'input',
        'video',
        'h1',
        'details',
        'template',
        'base',
        'link',
      ),
      fc.string(),
    );
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom('javascript:alert(1)', 'data:text/html,1'),
      fc.integer(),
      fc.boolean(),
    );
    const keys = fc.oneof(
      fc.constantFrom(
        'href',
        'src',
        'style',
        'id',
        'className',
        'onClick',
        'onclick',
        'dangerouslySetInnerHTML',
        'ref',
        'key',
        'dir',
      ),
      fc.string(),
    );
    const { node } = fc.letrec<{ node: ElementContent }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string().map(text),
        fc
          .record({
            tagName: names,
            properties: fc.dictionary(keys, values),
            children: fc.array(tie('node'), { maxLength: 3 }),
          })
          .map(({ tagName, properties, children }) => el(tagName, properties, ...children)),
      ),
    }));
    fc.assert(fc.property(fc.array(node, { maxLength: 4 }), (nodes) => expectHarmless(shown(root(...nodes)))));
  });
});

describe('a very long clip', () => {
  const long = root(...Array.from({ length: 100 }, (_, index) => el('p', {}, text(`Paragraph ${index}`))));

  test('shows its beginning and says that there is more', () => {
    const { nodes, cut } = showTree(long, BEGINNING);
    expect(cut).toBe(true);
    expect(nodes).toHaveLength(BEGINNING.blocks);
  });

  test('shows everything when asked', () => {
    const { nodes, cut } = showTree(long, WHOLE);
    expect(cut).toBe(false);
    expect(nodes).toHaveLength(100);
  });

  test('a short one is not cut', () => {
    expect(showTree(root(el('p', {}, text('Short'))), BEGINNING).cut).toBe(false);
  });
});
