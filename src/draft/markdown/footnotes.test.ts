import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../../test/fixtures/markdown-body.ts';
import { readMarkdown } from '../../../test/fixtures/markdown-reader.ts';
import { missingLetters } from '../../../test/fixtures/missing-letters.ts';
import { NO_SOURCE, sampleClip, sampleDraft, WORDS } from '../../../test/fixtures/sample-draft.ts';
import { treeWithNotes } from '../../../test/fixtures/tree-with-notes.ts';
import { runs } from '../../../test/support/scale.ts';
import { acceptTree } from '../../clip/accept-tree.ts';
import { type MarkdownReader, renderMarkdown } from '../markdown.ts';

const reader: MarkdownReader = { kind: 'github', html: true, footnotes: true, templates: null };
const PAGE = 'https://a.example/p';
const mark = (name: string, words = '1'): string => `<sup><a href="${PAGE}#${name}">${words}</a></sup>`;
const back = (name: string, words = '↩'): string => `<a href="${PAGE}#${name}">${words}</a>`;
const written = (html: string): string => markdownOf(html, { reader });

/** Without it: what stays what it was. */
const plain = (html: string): string => markdownOf(html);

describe('a mark and its text', () => {
  test('become a footnote; the list that is empty then goes, and so does the arrow', () => {
    expect(written(`<p>Fog${mark('fn1')}.</p><ol><li>Thick. ${back('fnref1')}</li></ol><p>End.</p>`)).toBe(
      'Fog[^1].\n\nEnd.\n\n[^1]: Thick.',
    );
  });

  test.each([
    ['fn1', 'fnref1'],
    ['fn:1', 'fnref:1'],
    ['fn-fog', 'fnref-fog'],
    ['user-content-fn-1', 'user-content-fnref-1'],
    ['cite_note-1', 'cite_ref-1'],
    ['cite_note-Fog-3', 'cite_ref-Fog_3-0'],
    ['footnote-1', 'footnote-ref-1'],
    ['footnote-2-148', 'footnote-anchor-2-148'],
    ['_ftn1', '_ftnref1'],
    ['sdfootnote1sym', 'sdfootnote1anc'],
    ['easy-footnote-bottom-1-99', 'easy-footnote-1-99'],
    ['note1', 'back1'],
  ])('find each other by their names: %s, %s', (to, from) => {
    expect(written(`<p>a${mark(to)}</p><ol><li>b ${back(from)}</li></ol>`)).toBe('a[^1]\n\n[^1]: b');
  });

  test.each([
    ['a link around the raised sign', `<p>a<a href="${PAGE}#fn1"><sup>1</sup></a></p><p>b ${back('fnref1')}</p>`],
    ['brackets around the link', `<p>a<sup>[<a href="${PAGE}#fn1">1</a>]</sup></p><p>b ${back('fnref1')}</p>`],
    ['the number leads back', `<p>a${mark('fn1')}</p><p>${back('fnref1', '1')}. b</p>`],
    ['the number in brackets leads back', `<p>a${mark('fn1')}</p><p>[${back('fnref1', '1')}] b</p>`],
    ['a raised number leads back', `<p>a${mark('fn1')}</p><p>${mark('fnref1')} b</p>`],
    ['a hat leads back', `<p>a${mark('cite_note-1')}</p><ol><li><b>${back('cite_ref-1', '^')}</b> b</li></ol>`],
  ])('%s', (_name, html) => {
    expect(written(html)).toBe('a[^1]\n\n[^1]: b');
  });

  test('a link back that has words stays', () => {
    expect(written(`<p>a${mark('fn1')}</p><p>b ${back('fnref1', 'to the text')}</p>`)).toBe(
      `a[^1]\n\n[^1]: b [to the text](${PAGE}#fnref1)`,
    );
  });

  test('several blocks in a note are indented', () => {
    const note = `<li><p>b</p><pre>c\n\n  d</pre><ul><li>e</li></ul><p>f ${back('fnref1')}</p></li>`;
    expect(written(`<p>a${mark('fn1')}</p><ol>${note}</ol>`)).toBe(
      'a[^1]\n\n[^1]: b\n\n    ```\n    c\n\n      d\n    ```\n\n    - e\n\n    f',
    );
  });

  test('a note that begins with a list', () => {
    const markdown = written(`<p>a${mark('fn1')}</p><ol><li><ul><li>b</li></ul>${back('fnref1')}</li></ol>`);
    expect(markdown).toBe('a[^1]\n\n[^1]:\n    - b');
    expect(JSON.stringify(readMarkdown(markdown))).toContain('"ul"');
  });

  test('a mark that is used several times', () => {
    const html = `<p>a${mark('cite_note-x-1')} b${mark('cite_note-x-1')}</p><ol><li>^ ${mark('cite_ref-x_1-0', 'a')} ${mark('cite_ref-x_1-1', 'b')} c</li></ol>`;
    expect(written(html)).toBe('a[^1] b[^1]\n\n[^1]: c');
  });

  test('numbers go by the marks, over all passages', () => {
    const html = `<p>a${mark('fn2')} b${mark('fn1')}</p><ol><li>c ${back('fnref1')}</li><li>d ${back('fnref2')}</li></ol>`;
    expect(written(html)).toBe('a[^1] b[^2]\n\n[^1]: d\n\n[^2]: c');
    const clip = sampleClip(`<p>a${mark('fn1')}</p><ol><li>b ${back('fnref1')}</li></ol>`, { source: NO_SOURCE });
    const draft = { ...sampleDraft('', {}, true), passages: [clip, clip] };
    expect(renderMarkdown(draft, { images: new Map(), reader }, WORDS).markdown).toBe(
      '> a[^1]\n\n> a[^2]\n\n[^1]: b\n\n[^2]: b',
    );
  });

  test('items that stay in the list have their numbers', () => {
    const html = `<p>a${mark('fn1')}</p><ol><li>b ${back('fnref1')}</li><li>c</li><li>d</li></ol>`;
    expect(written(html)).toBe('a[^1]\n\n2. c\n3. d\n\n[^1]: b');
  });

  test('in a table that Markdown has a form for, and in emphasis', () => {
    const html = `<table><tr><th>a${mark('fn1')}</th></tr></table><p><b>b${mark('fn2')}</b></p><p>c ${back('fnref1')}</p><p>d ${back('fnref2')}</p>`;
    expect(written(html)).toBe('| a[^1] |\n| --- |\n\n**b[^2]**\n\n[^1]: c\n\n[^2]: d');
  });
});

describe('stay what they were', () => {
  test.each([
    ['a mark without its text', `<p>a${mark('fn1')}</p><p>b</p>`],
    ['a text without its mark', `<p>a</p><ol><li>b ${back('fnref1')}</li></ol>`],
    ['a link that is not raised', `<p>a ${back('fn1', 'see')}</p><p>b ${back('fnref1')}</p>`],
    ['two texts for a mark', `<p>a${mark('fn1')}</p><p>b ${back('fnref1')}</p><p>c ${back('fnref1')}</p>`],
    ['two marks for a text', `<p>a${mark('fn1')}${mark('note1')}</p><p>b ${back('ref1')}</p>`],
    ['a text of nothing but its link', `<p>a${mark('fn1')}</p><p>${back('fnref1')}</p>`],
    ['names without anything of their own', `<p>a${mark('note')}</p><p>b ${back('noteref')}</p>`],
    ['other pages', `<p>a<sup><a href="https://b.example/#fn1">1</a></sup></p><p>b ${back('fnref1')}</p>`],
    [
      'a mark in a table that only html has a form for',
      `<table><tr><td>a${mark('fn1')}</td></tr></table><p>b ${back('fnref1')}</p>`,
    ],
    ['a mark of words', `<p>a${mark('fn1', 'see there')}</p><p>b ${back('fnref1')}</p>`],
  ])('%s', (_name, html) => {
    expect(written(html)).toBe(plain(html));
  });

  test('marks in notes', () => {
    const html = `<p>a${mark('fn1')}</p><p>b${mark('fn2')} ${back('fnref1')}</p><p>c ${back('fnref2')}</p>`;
    expect(written(html)).toBe(`a[^1]\n\nc [↩](${PAGE}#fnref2)\n\n[^1]: b<sup>[1](${PAGE}#fn2)</sup>`);
  });

  test('where the reader knows no footnotes, or the body may be cut', () => {
    const html = `<p>a${mark('fn1')}</p><p>b ${back('fnref1')}</p>`;
    expect(markdownOf(html, { reader: { ...reader, footnotes: false } })).toBe(plain(html));
    expect(markdownOf(html, { reader, cutAt: 9999 })).toBe(plain(html));
  });
});

test('whatever the tree, no word of it is lost', () => {
  let found = 0;
  fc.assert(
    fc.property(treeWithNotes, (raw) => {
      const tree = acceptTree(raw);
      const markdown = markdownOf(tree, { reader });
      if (/^\[\^1\]:/m.test(markdown)) found += 1;
      expect(missingLetters(tree, readMarkdown(markdown)), markdown).toBe('');
    }),
    { numRuns: runs(100) },
  );
  expect(found).toBeGreaterThan(3);
});
