import { toHtml } from 'hast-util-to-html';
import { afterEach, describe, expect, test } from 'vitest';
import { VECTORS } from '../../test/fixtures/hostile-markup.ts';
import { body, clipOf, clipped, read, select, show } from '../../test/fixtures/on-page.ts';
import { acceptClip } from './accept.ts';
import { capture } from './capture.ts';
import './inject.ts';
import { capturePasted } from './paste.ts';

const META = { id: 'test', capturedAt: '2026-01-02T03:04:05.000Z' };
const parse = (markup: string) => new DOMParser().parseFromString(markup, 'text/html');

afterEach(() => {
  show('');
});

describe('pages that shadow the DOM', () => {
  const names = [
    'firstChild',
    'nextSibling',
    'childNodes',
    'nodeType',
    'nodeName',
    'localName',
    'attributes',
    'parentNode',
  ];
  const more = [
    'getAttribute',
    'hasAttributes',
    'shadowRoot',
    'querySelector',
    'closest',
    'checkVisibility',
    'className',
  ];

  test.each([...names, ...more])('an input named %s in a form', (name) => {
    expect(clipOf(`<form><p>a</p><input name="${name}"><p>b</p></form><p>c</p>`)).toBe('<p>a</p><p>b</p><p>c</p>');
  });

  test.each([
    'body',
    'head',
    'querySelectorAll',
    'getSelection',
    'defaultView',
    'documentElement',
    'getElementsByTagName',
  ])('an image named %s on the document', (name) => {
    expect(clipOf(`<img name="${name}" src="https://e.com/a.png" alt=""><p>a</p>`)).toContain('<p>a</p>');
  });

  test('properties of their own that throw', () => {
    select('<p>a <b>b</b></p>');
    for (const element of body.querySelectorAll('*')) {
      for (const name of [...names, ...more]) {
        Object.defineProperty(element, name, {
          get() {
            throw new Error('gotcha');
          },
        });
      }
    }
    expect(clipped()).toBe('<p>a <b>b</b></p>');
  });
});

/** Built by script: a parser stops at 512 levels. */
function nest(tag: string, depth: number, leaf: string): void {
  let top: Element = document.createElement('p');
  top.textContent = leaf;
  for (let i = 0; i < depth; i++) {
    const wrapper = document.createElement(tag);
    wrapper.append(top);
    top = wrapper;
  }
  body.append(top);
  getSelection()?.selectAllChildren(body);
}

describe('depth and size', () => {
  test.each(['div', 'b', 'blockquote', 'x-y', 'sup'])('2 000 levels of %s keep their text', (tag) => {
    nest(tag, 2000, 'deep');
    expect(clipped()).toContain('deep');
  });

  test('10 000 levels that are never rendered keep their text', () => {
    const doc = parse('');
    let top: Element = doc.createElement('p');
    top.textContent = 'deep';
    for (let i = 0; i < 10_000; i++) {
      const wrapper = doc.createElement(i % 2 === 0 ? 'blockquote' : 'span');
      wrapper.append(top);
      top = wrapper;
    }
    doc.body.append(top);
    expect(read(capturePasted('<p>', '', () => doc)).html).toContain('deep');
  });

  test('the tree is never deeper than the cap', () => {
    nest('blockquote', 1000, 'deep');
    const json = JSON.stringify(capture({ kind: 'selection' }, document));
    let deepest = 0;
    let depth = 0;
    for (const character of json) {
      if (character === '[') deepest = Math.max(deepest, ++depth);
      else if (character === ']') depth--;
    }
    expect(deepest).toBeLessThanOrEqual(202);
  });

  test('more than 200 000 nodes end with a note, and what was taken is accepted', () => {
    const doc = parse('');
    doc.body.innerHTML = '<p>a<b>b</b></p>'.repeat(60_000);
    const captured = capturePasted('<p>', '', () => doc);
    const { html, notes } = read(captured);
    expect(notes).toEqual([{ code: 'too_large', count: 1 }]);
    expect(html.length).toBeGreaterThan(500_000);
  });

  test('more than five million characters end with a note', () => {
    const doc = parse('');
    doc.body.innerHTML = `<p>${'word '.repeat(1_200_000)}</p>`;
    const captured = capturePasted('<p>', '', () => doc);
    expect(read(captured).notes).toEqual([{ code: 'too_large', count: 1 }]);
  });
});

/** Parsed again, as a destination or a reader will: what could run? */
function executables(html: string): string[] {
  const found: string[] = [];
  for (const element of parse(html).querySelectorAll('*')) {
    const name = element.localName;
    if (/^(?:script|style|svg|object|embed|base|meta|link|form|template|noscript|xmp|plaintext)$/.test(name)) {
      if (!['head', 'body', 'html'].includes(name)) found.push(name);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^id$|^name$|srcdoc|^xlink/.test(attribute)) found.push(`${name}[${attribute}]`);
      if (
        /^(?:href|src|cite|poster|action)$/.test(attribute) &&
        !/^(?:https?|mailto|tel):|^data:image\/(?:png|gif)/.test(value)
      ) {
        found.push(`${name}[${attribute}=${value}]`);
      }
    }
  }
  return found;
}

describe('markup that would run', () => {
  test.each(VECTORS)('pasted: %s', (vector) => {
    const { html } = read(capturePasted(`<p>before</p>${vector}<p>after</p>`, '', parse));
    expect(executables(html)).toEqual([]);
    expect(executables(`<div>${html}</div><math>${html}</math>`)).toEqual([]);
  });

  test('a stranger who skips the walk and sends a tree of his own', () => {
    const evil = (tagName: string, properties: object, children: object[] = []) => ({
      type: 'element',
      tagName,
      properties,
      children,
    });
    const text = { type: 'text', value: '<img src=x onerror=alert(1)>' };
    const captured = {
      ...capturePasted('<p>a</p>', '', parse),
      content: {
        type: 'root',
        children: [
          evil('script', {}, [text]),
          evil('p', { onClick: 'alert(1)', style: 'x', id: 'y', lang: 'en" onclick="x' }, [text]),
          evil('a', { href: 'javascript:alert(1)' }, [text]),
          evil('math', {}, [
            evil('mtext', {}, [evil('img', { src: 'x', onError: 'alert(1)' }), evil('style', {}, [text])]),
          ]),
          evil('mtext', {}, [text]),
          { type: 'raw', value: '<script>alert(1)</script>' },
          { type: 'comment', value: '--><script>alert(1)</script>' },
          evil('p><script>alert(1)</script><p', {}, [text]),
          evil('__proto__', {}, [text]),
          evil('constructor', { __proto__: { href: 'x' }, constructor: 'x' }, [text]),
        ],
      },
    };
    const accepted = acceptClip(JSON.parse(JSON.stringify(captured)), META);
    if (!accepted.found) throw new Error('not accepted');
    expect(executables(toHtml(accepted.clip.content))).toEqual([]);
  });
});

describe('the injected function', () => {
  test('gives plain JSON, and text where the walk fails', () => {
    const run: unknown = Reflect.get(globalThis, '__clipdraftCapture');
    if (typeof run !== 'function') throw new Error('nothing was put on the global');
    select('<p>one</p><p>two</p>');
    const captured: unknown = run({ kind: 'selection' });
    expect(JSON.parse(JSON.stringify(captured))).toEqual(captured);

    const { getRangeAt } = Selection.prototype;
    Selection.prototype.getRangeAt = () => {
      throw new Error('gotcha');
    };
    try {
      expect(run({ kind: 'selection' })).toMatchObject({
        found: true,
        notes: [{ code: 'formatting_missing', count: 1 }],
        content: { children: [{ tagName: 'p' }, { tagName: 'p' }] },
      });
    } finally {
      Selection.prototype.getRangeAt = getRangeAt;
    }
  });
});
