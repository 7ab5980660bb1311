import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { captured, codeOf, contentOf, element, META, SAID, SOURCE, text } from '../../test/fixtures/captured.ts';
import { acceptClip, clipFromImage, clipFromLink, clipFromText } from './accept.ts';
import { CAPS } from './allow-list.ts';

const htmlOf = (children: unknown[]) => toHtml(contentOf(children));

describe('the shape', () => {
  test('a clip is what was captured, with id and time', () => {
    const accepted = acceptClip(captured([element('p', {}, [text('a')])]), META);
    expect(accepted).toEqual({
      found: true,
      clip: {
        v: 1,
        ...META,
        kind: 'selection',
        source: SOURCE,
        content: { type: 'root', children: [element('p', {}, [text('a')])] },
        notes: [],
      },
    });
  });

  test('its JSON text is taken as well', () => {
    expect(acceptClip(JSON.stringify(captured([text('a')])), META).found).toBe(true);
  });

  test('nothing found, or nothing left of it', () => {
    expect(acceptClip({ found: false, source: SAID }, META)).toEqual({ found: false, source: SOURCE });
    expect(acceptClip(captured([element('script', {}, [text('a')])]), META).found).toBe(false);
  });

  test.each([
    ['null', null],
    ['a string that is no JSON', '{'],
    ['no source', { found: false }],
    ['an unknown kind', captured([], { kind: 'x' })],
    ['a note of its own', captured([text('a')], { notes: [{ code: 'x', count: 1 }] })],
    ['a count that is no number', captured([text('a')], { notes: [{ code: 'too_large', count: '1' }] })],
    ['no tree', captured([], { content: 'x' })],
    ['a tree without root', captured([], { content: element('p') })],
    ['children that are no list', captured([], { content: { type: 'root', children: { length: 1 } } })],
    ['a node that is null', captured([null])],
    ['a text without value', captured([{ type: 'text' }])],
    ['an element without name', captured([{ type: 'element', properties: {}, children: [] }])],
    ['an element without children', captured([{ type: 'element', tagName: 'p', properties: {} }])],
  ])('%s is rejected', (_, raw) => {
    expect(codeOf(() => acceptClip(raw, META))).toBe('clipdraft draft_rejected');
  });

  test('more nodes, more text or more levels than the walk ever writes are too large', () => {
    const many = Array.from({ length: CAPS.nodes * 2 + 1 }, () => text('a'));
    expect(codeOf(() => contentOf(many))).toBe('clipdraft too_large');
    const long = 'x'.repeat(CAPS.text);
    expect(codeOf(() => contentOf([text(long), text(long), text('x')]))).toBe('clipdraft too_large');
    let deep: unknown = text('a');
    for (let i = 0; i < 10_000; i++) deep = element('x-y', {}, [deep]);
    expect(codeOf(() => contentOf([deep]))).toBe('clipdraft too_large');
  });

  test('what is deeper than the cap keeps its text', () => {
    let deep: unknown = text('a');
    for (let i = 0; i < CAPS.depth + 50; i++) deep = element('blockquote', {}, [deep]);
    expect(htmlOf([deep]).match(/<blockquote>/g)?.length).toBe(CAPS.depth);
  });
});

describe('the tree', () => {
  test.each([
    ['unknown elements lose their tag', [element('x-y', {}, [element('p', {}, [text('a')])])], '<p>a</p>'],
    ['scripts go with their text', [element('script', {}, [text('a')]), text('b')], 'b'],
    ['links need a safe address', [element('a', { href: 'javascript:x' }, [text('a')])], 'a'],
    ['relative addresses are none', [element('a', { href: '/x' }, [text('a')])], 'a'],
    ['images need one too', [element('img', { src: 'x.png', alt: '' }), text('a')], 'a'],
    ['svg in a data: address', [element('img', { src: 'data:image/svg+xml;base64,AAAA' }), text('a')], 'a'],
    ['frames by https only', [element('iframe', { src: 'http://e.com/' }), text('a')], 'a'],
    [
      'handlers, styles, ids',
      [element('p', { onClick: 'x', onclick: 'x', style: 'x', id: 'x', className: ['x'] }, [text('a')])],
      '<p>a</p>',
    ],
    [
      'only language classes, one of them',
      [element('code', { className: ['x', 'language-js', 'language-c'] }, [text('a')])],
      '<code class="language-js">a</code>',
    ],
    [
      'html in MathML',
      [element('math', {}, [element('mi', {}, [element('b', {}, [text('a')])])])],
      '<math><mi>a</mi></math>',
    ],
    ['MathML outside of it', [element('mi', {}, [text('a')])], 'a'],
    ['a span without a language', [element('span', {}, [text('a')])], 'a'],
    [
      'values of the wrong kind',
      [element('ol', { start: {}, type: 'x', reversed: 'no' }, [element('li', {}, [text('a')])])],
      '<ol><li>a</li></ol>',
    ],
    ['NUL and lone surrogates', [text('a\u0000b\ud800c\u0085\u200fd')], 'ab\ufffdc\u200fd'],
    [
      'comments, doctypes and raw nodes',
      [{ type: 'comment', value: 'x' }, { type: 'raw', value: '<b>' }, text('a')],
      'a',
    ],
    ['void elements hold nothing', [element('br', {}, [element('p', {}, [text('a')])]), text('b')], '<br>b'],
  ])('%s', (_, children, html) => {
    expect(htmlOf(children)).toBe(html);
  });

  test('data: images up to a cap, all together', () => {
    const image = element('img', { src: `data:image/png;base64,${'A'.repeat(100_000)}`, alt: '' });
    expect(contentOf(Array.from({ length: 40 }, () => image)).children).toHaveLength(20);
  });
});

describe('from the menu alone', () => {
  const from = {
    url: 'https://www.example.com/a?utm_source=x',
    title: '(1) T | example.com',
    notes: ['formatting_missing'] as const,
  };

  test('text as paragraphs', () => {
    const clip = clipFromText({ ...from, text: 'a\nb\n\nc' }, META);
    expect(toHtml(clip.content)).toBe('<p>a<br>b</p><p>c</p>');
    expect(clip).toMatchObject({
      kind: 'selection',
      source: { url: 'https://www.example.com/a', title: 'T', siteName: 'example.com' },
      notes: [{ code: 'formatting_missing', count: 1 }],
    });
  });

  test('text of 16,384 characters may have been cut', () => {
    expect(clipFromText({ ...from, text: 'x'.repeat(16_384) }, META).notes).toContainEqual({
      code: 'text_cut',
      count: 1,
    });
    expect(clipFromText({ ...from, text: 'x'.repeat(16_383) }, META).notes).toHaveLength(1);
  });

  test('a link, with and without text, and one that leads nowhere', () => {
    const link = (linkUrl: string, words: string) =>
      toHtml(clipFromLink({ ...from, linkUrl, text: words }, META).content);
    expect(link('https://e.com/b', 'B')).toBe('<p><a href="https://e.com/b">B</a></p>');
    expect(link('https://e.com/b', ' ')).toBe('<p><a href="https://e.com/b">https://e.com/b</a></p>');
    expect(link('javascript:x', 'B')).toBe('<p>B</p>');
  });

  test('an image, and one that nobody can read', () => {
    expect(toHtml(clipFromImage({ ...from, srcUrl: 'https://e.com/b.png' }, META).content)).toBe(
      '<p><img src="https://e.com/b.png" alt=""></p>',
    );
    expect(clipFromImage({ ...from, srcUrl: 'blob:https://e.com/1' }, META).notes).toContainEqual({
      code: 'media_unreadable',
      count: 1,
    });
  });

  test('a file on this machine has no link', () => {
    expect(clipFromText({ ...from, url: 'file:///a.pdf', text: 'a' }, META).source).toMatchObject({
      url: null,
      siteName: null,
    });
  });
});
