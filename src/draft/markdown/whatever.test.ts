import fc from 'fast-check';
import type { Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { textDifference } from '../../../test/contract/same-text.ts';
import { VECTORS } from '../../../test/fixtures/hostile-markup.ts';
import { hostileTree, lineOfSigns, strangeTree } from '../../../test/fixtures/hostile-tree.ts';
import { markdownOf } from '../../../test/fixtures/markdown-body.ts';
import { readMarkdown } from '../../../test/fixtures/markdown-reader.ts';
import { outline } from '../../../test/fixtures/outline.ts';
import { randomTree } from '../../../test/fixtures/random-tree.ts';
import { NO_SOURCE, sampleDraft, WORDS } from '../../../test/fixtures/sample-draft.ts';
import { runs } from '../../../test/support/scale.ts';
import { acceptTree } from '../../clip/accept-tree.ts';
import { GLOBAL_PROPERTIES, HTML_ELEMENTS, MATH_ELEMENTS } from '../../clip/allow-list.ts';
import { renderMarkdown } from '../markdown.ts';
import { draftSections } from '../sections.ts';
import { toText } from '../text.ts';
import { element, elementsNamed } from '../tree.ts';

/** Without white space, which parts blocks more or less. */
const signs = (tree: Root): string => toText(tree).replace(/[\s\ufeff]+/g, '');

describe('any tree reads back', () => {
  test.each([
    ['of words', randomTree],
    ['of the signs of Markdown', hostileTree],
    ['of one line of them', lineOfSigns],
  ])('%s: every text in order, in the same containers and formats', (_name, trees) => {
    fc.assert(
      fc.property(trees, fc.boolean(), (raw, quote) => {
        const draft = sampleDraft(acceptTree(raw), { source: NO_SOURCE }, quote);
        const read = readMarkdown(renderMarkdown(draft, { images: new Map() }, WORDS).markdown);
        const tree: Root = { type: 'root', children: draftSections(draft, WORDS).flatMap(({ content }) => content) };
        expect(outline(read)).toEqual(outline(tree));
        expect(signs(read)).toBe(signs(tree));
        expect(textDifference(toText(tree), toText(read))).toBe('');
      }),
      { numRuns: runs(500) },
    );
  });

  test('as the same Markdown once more', () => {
    fc.assert(
      fc.property(hostileTree, (raw) => {
        const tree = acceptTree(raw);
        expect(markdownOf(tree)).toBe(markdownOf(structuredClone(tree)));
      }),
    );
  });
});

const ALL = new Map([...MATH_ELEMENTS, ...HTML_ELEMENTS, ['div', {}] as const]);
/** What readers and the writer itself add: boxes to tick, controls, the whole screen. */
const ADDED = ['className', 'type', 'checked', 'disabled', 'controls', 'allowFullScreen'];

function offenders(tree: Root): string[] {
  return elementsNamed(tree).flatMap(({ tagName, properties }) => {
    const rules = ALL.get(tagName);
    if (rules === undefined) return [tagName];
    return Object.entries(properties).flatMap(([name, value]) => {
      const known = Object.hasOwn(rules, name) || Object.hasOwn(GLOBAL_PROPERTIES, name) || ADDED.includes(name);
      const address = ['href', 'src', 'poster', 'cite'].includes(name);
      const safe = !address || /^(?:https?|mailto|tel):|^data:image\/(?!svg)/i.test(String(value));
      return known && safe ? [] : [`${tagName}[${name}=${String(value)}]`];
    });
  });
}

describe('nothing outside the allow-list gets through', () => {
  test('trees of any kind, as a stranger would store them', () => {
    fc.assert(
      fc.property(fc.oneof(strangeTree, hostileTree), (tree) => {
        const markdown = markdownOf(tree);
        expect(offenders(readMarkdown(markdown))).toEqual([]);
        expect(markdown).not.toMatch(/\0|\p{Cs}/u);
      }),
      { numRuns: runs(500) },
    );
  });

  test('an empty line in code that no formula can hold', () => {
    const code = element('code', {}, [{ type: 'text', value: '\n\n<script>alert(1)</script>\n\n' }]);
    const tree: Root = { type: 'root', children: [element('math', {}, [code])] };
    expect(offenders(readMarkdown(markdownOf(tree)))).toEqual([]);
  });

  const reader = unified().use(rehypeRaw).freeze();
  const parsed = (html: string): Root => {
    const root: Root = JSON.parse(JSON.stringify({ type: 'root', children: [{ type: 'raw', value: html }] }));
    return reader.runSync(root);
  };

  test.each(VECTORS)('%s', (vector) => {
    const tree = parsed(`<p>before</p>${vector}<p>after</p>`);
    for (const content of [tree, acceptTree(tree)]) {
      const read = readMarkdown(markdownOf(content));
      expect(offenders(read)).toEqual([]);
      expect(toText(read)).toContain('before');
    }
    // As text it is that text.
    const words: Root = { type: 'root', children: [element('p', {}, [{ type: 'text', value: vector }])] };
    expect(outline(readMarkdown(markdownOf(words)))).toEqual(outline(words));
    expect(offenders(readMarkdown(markdownOf(words)))).toEqual([]);
  });
});
