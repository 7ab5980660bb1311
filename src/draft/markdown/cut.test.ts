import fc from 'fast-check';
import type { Root } from 'hast';
import { describe, expect, test } from 'vitest';
import { hostileTree } from '../../../test/fixtures/hostile-tree.ts';
import { readMarkdown } from '../../../test/fixtures/markdown-reader.ts';
import { randomTree } from '../../../test/fixtures/random-tree.ts';
import { NO_SOURCE, SOURCE, sampleClip, sampleDraft, WORDS } from '../../../test/fixtures/sample-draft.ts';
import { runs } from '../../../test/support/scale.ts';
import { acceptTree } from '../../clip/accept-tree.ts';
import type { Draft } from '../draft.ts';
import { type MarkdownBody, renderMarkdown } from '../markdown.ts';
import { renderPlainBody } from '../plain-body.ts';
import { toText } from '../text.ts';

const render = (draft: Draft, cutAt: number): MarkdownBody =>
  renderMarkdown(draft, { images: new Map(), cutAt }, WORDS);

/** Room for so much besides the source line and the sign that something is missing. */
const LINE = 'Source: [The Title, Ann Author, The Paper](https://paper.example/a)';
const room = (units: number): number => units + `\n\n…\n\n${LINE}`.length;

/** The body cut to that, without what stands after the cut. */
function cutTo(html: string, units: number, quote = false): string {
  const draft = sampleDraft(html, { source: SOURCE }, quote);
  const { markdown, whole, cut } = render(draft, room(units));
  expect(cut).toBe(true);
  expect(whole).toBe(render(draft, Number.POSITIVE_INFINITY).markdown);
  expect(markdown.slice(-room(0))).toBe(`\n\n…\n\n${LINE}`);
  return markdown.slice(0, -room(0));
}

describe('what is too long', () => {
  test('what fits stays whole', () => {
    const draft = sampleDraft('<p>a</p><p>b</p>', { source: SOURCE });
    const { markdown } = render(draft, 1000);
    expect(render(draft, markdown.length)).toEqual({ markdown, whole: markdown, leftOut: [], cut: false });
    expect(render(draft, markdown.length - 1).cut).toBe(true);
  });

  test('is cut at the end of a block', () => {
    expect(cutTo('<p>one</p><p>two</p><p>three</p>', 9)).toBe('one\n\ntwo');
  });

  test('at the end of a block in the quote that holds the passage', () => {
    expect(cutTo('<p>one</p><h2>two</h2><p>three</p>', 19, true)).toBe('> one\n>\n> ## two');
  });

  test('at the end of an item, in other lists too', () => {
    expect(cutTo('<ul><li>one<ul><li>two</li><li>three</li></ul></li><li>four</li></ul>', 13)).toBe('- one\n  - two');
    expect(cutTo('<ol><li>one</li><li></li><li>three</li></ol>', 12)).toBe('1. one\n2.');
  });

  test('boxes are closed', () => {
    expect(cutTo('<details><summary>s</summary><p>one</p><p>two three four</p></details>', 53)).toBe(
      '<details>\n<summary>s</summary>\n\none\n\n</details>',
    );
    const { markdown } = render(
      sampleDraft('<p>א</p><p>בגדהוזחטיכל</p>', { source: { ...NO_SOURCE, dir: 'rtl' } }),
      43,
    );
    expect(markdown).toBe('<div dir="rtl" lang="en">\n\nא\n\n</div>\n\n…');
  });

  test('a long paragraph is cut at the end of a word where else more than half would stay empty', () => {
    const words = 'word '.repeat(100);
    expect(cutTo(`<p>one</p><p>${words}</p>`, 90)).toBe(`one\n\n${'word '.repeat(16)}word`);
    expect(cutTo(`<p>${words}</p><p>${words}</p>`, 700)).toBe(words.trim());
  });

  test('formats and links that are cut are closed', () => {
    expect(cutTo(`<p><b>one <a href="https://e.example/">${'two '.repeat(50)}</a></b></p>`, 120)).toBe(
      `**one [${'two '.repeat(21)}two](https://e.example/)**`,
    );
  });

  test('a long line of code at the end of a line; one without an end anywhere', () => {
    expect(cutTo(`<pre>${'line\n'.repeat(99)}</pre>`, 60)).toBe(`\`\`\`\n${'line\n'.repeat(10)}\`\`\``);
    expect(cutTo(`<p>${'😀'.repeat(200)}</p>`, 101)).toBe('😀'.repeat(50));
  });

  test('a long table at the end of a row', () => {
    const row = '<tr><td>one</td><td>two</td></tr>';
    expect(cutTo(`<table><tr><th>a</th><th>b</th></tr>${row.repeat(50)}</table>`, 60)).toBe(
      '| a | b |\n| --- | --- |\n| one | two |\n| one | two |',
    );
    expect(cutTo(`<table><tbody>${row.repeat(50)}</tbody></table>`, 100)).toBe(
      '<table><tbody>\n<tr><td>one</td><td>two</td></tr>\n<tr><td>one</td><td>two</td></tr></tbody>\n</table>',
    );
  });

  test('readings and formulas stay whole', () => {
    const ruby = '<ruby>漢字<rt>kanji</rt></ruby>';
    expect(cutTo(`<p>one ${ruby} ${'two '.repeat(50)}</p>`, 30)).toBe('one');
    expect(cutTo(`<p>one ${ruby} ${'two '.repeat(50)}</p>`, 38)).toBe(`one ${ruby} two`);
  });

  test('the note is kept first', () => {
    const draft = { ...sampleDraft('<p>one</p><p>two</p>', { source: SOURCE }, true), note: 'Mine.' };
    expect(render(draft, room(13)).markdown).toBe(`Mine.\n\n> one\n\n…\n\n${LINE}`);
  });

  test('of several passages, the one that is cut names its source', () => {
    const other = sampleClip('<p>three</p>', { source: { ...NO_SOURCE, title: 'Other' } });
    const draft = { ...sampleDraft('<p>one</p>', { source: SOURCE }), passages: [sampleClip('<p>one</p>'), other] };
    const markdown = `one\n\n${LINE}\n\n…\n\nSource: Other`;
    expect(render(draft, markdown.length + 3).markdown).toBe(markdown);
  });

  test('a source line that is itself too long is left out', () => {
    expect(render(sampleDraft('<p>one</p><p>two</p>', { source: SOURCE }), 7).markdown).toBe('one\n\n…');
    expect(render(sampleDraft('<p>one</p>'), 0)).toMatchObject({ markdown: '', leftOut: [], cut: true });
  });
});

const compact = (text: string): string => text.replace(/[\s\ufeff]+/g, '');
const SAID = /(?:…)?(?:Source:TheTitle,AnnAuthor,ThePaper)?(?:https:\/\/paper\.example\/a)?$/;

test('whatever the draft: never longer, and what is there is its beginning', () => {
  const trees: fc.Arbitrary<Root> = fc.oneof(randomTree, hostileTree);
  fc.assert(
    fc.property(trees, fc.boolean(), fc.nat(600), fc.constantFrom('', 'Mine 😀.'), (raw, quote, cutAt, note) => {
      const draft = { ...sampleDraft(acceptTree(raw), { source: SOURCE }, quote), note };
      const whole = renderMarkdown(draft, { images: new Map() }, WORDS).markdown;
      const { markdown, cut } = render(draft, cutAt);
      expect(cut).toBe(whole.length > cutAt);
      expect(markdown.length).toBeLessThanOrEqual(cutAt);
      const beginning = compact(toText(readMarkdown(markdown))).replace(SAID, '');
      const all = compact(toText(readMarkdown(whole)));
      expect(all.slice(0, beginning.length)).toBe(beginning);

      const text = renderPlainBody(draft, {}, WORDS).text;
      const plain = renderPlainBody(draft, { cutAt }, WORDS);
      expect(plain.cut).toBe(text.length > cutAt);
      expect(plain.text.length).toBeLessThanOrEqual(cutAt);
    }),
    { numRuns: runs(300) },
  );
});
