/** Whatever the draft: Hugo and Eleventy show its text, with html let through and without. */
import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import { beforeAll, describe, expect, test } from 'vitest';
import { readerOf } from '../../src/destinations/github/post.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element, hasContent, isElement, stringProperty, text } from '../../src/draft/tree.ts';
import { pageTree, signsOf } from '../fixtures/built-page.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import { hostileTree, lineOfSigns } from '../fixtures/hostile-tree.ts';
import { missingLetters } from '../fixtures/missing-letters.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { treeWithNotes } from '../fixtures/tree-with-notes.ts';
import type { BuiltGenerator } from '../servers/generators.ts';
import { runs } from '../support/scale.ts';
import { LaterPages, sampleOf, shortestWrong, sitePages } from './markdown-pages.ts';
import { textDifference } from './same-text.ts';

/** Milliseconds: ten thousand pages take minutes. */
const LONGEST = 1_800_000;

/** What a template or a shortcode would be, anywhere. */
const LIVE = ['{{< fog >}}', '{{% fog %}}', '{{</ fog >}}', '{{< fog', '<!--more-->', '{{ fog }}', '{% fog %}'];
const liveText = fc.constantFrom(...LIVE).map((value) => text(`Lamp ${value} tide`));
const liveTree: fc.Arbitrary<Root> = fc
  .array(
    fc
      .tuple(fc.constantFrom('p', 'h2', 'pre', 'code', 'u', 'td', 'abbr', 'summary', 'a', 'img', 'li'), liveText)
      .map(([tagName, words]): ElementContent => {
        const href = `https://a.example/?${words.value}`;
        const properties = { ...(tagName === 'a' && { href }), ...(tagName === 'abbr' && { title: words.value }) };
        if (tagName === 'img') return element('img', { src: href, alt: words.value, title: words.value }, []);
        const held = element(tagName, properties, [words]);
        if (tagName === 'td') return element('table', {}, [element('tr', {}, [held])]);
        return tagName === 'summary' ? element('details', {}, [held]) : held;
      }),
    { minLength: 1, maxLength: 3 },
  )
  .map((children) => ({ type: 'root', children }));
const anyTree = fc.oneof(randomTree, hostileTree, lineOfSigns, liveTree);

describe.each<[string, BuiltGenerator, boolean]>([
  ['Hugo with html', 'hugo', true],
  ['Hugo without html', 'hugo', false],
  ['Eleventy', 'eleventy', true],
])('%s', (_name, generator, html) => {
  const reader = readerOf(githubSettings(generator, { layout: { html } }).layout);
  const pages = new LaterPages(sitePages(generator, html));
  const later = <T extends { markdown: string }>(sample: T) => ({ ...sample, page: pages.add(sample.markdown) });

  beforeAll(() => pages.read(), LONGEST);

  describe('any tree', () => {
    const samples = fc
      .sample(fc.tuple(anyTree, fc.boolean()), runs(150, 67))
      .map(([raw, quote]) => later(sampleOf(raw, reader, quote)));

    test('every text in order', () => {
      const wrong = shortestWrong(samples, ({ tree, page }) => {
        const shouldBe: Root = { type: 'root', children: html ? tree.children : childrenOf(tree).flatMap(typed) };
        const is = pageTree(page());
        const same = !html || signsOf(is) === signsOf(shouldBe);
        const difference = textDifference(toText(shouldBe), toText(is));
        return same && difference === '' ? null : { difference, is: toText(is), shouldBe: toText(shouldBe) };
      });
      expect(wrong).toBe(undefined);
    });
  });

  if (reader.footnotes) {
    describe('trees with notes', () => {
      const samples = fc.sample(treeWithNotes, runs(100, 67)).map((raw) => later(sampleOf(raw, reader)));

      test('each at the foot, and no word lost', () => {
        const wrong = shortestWrong(samples, ({ tree, markdown, page }) => {
          const missing = missingLetters(tree, pageTree(page()));
          // In code the signs of a note may begin a line.
          const notes = markdown.replace(/^( *)(`{3,})[\s\S]*?^\1\2$/gm, '').match(/(?<=^|\n)\[\^\d+\]:/g)?.length ?? 0;
          const found = page().match(/<li id="fn:/g)?.length ?? 0;
          return missing === '' && found === notes ? null : { missing, found, notes };
        });
        expect(wrong).toBe(undefined);
      });
    });
  }
});

/** What has no place without html stands as its words. */
function typed(node: ElementContent): ElementContent[] {
  if (!isElement(node)) return [node];
  const children = childrenOf(node).flatMap(typed);
  switch (node.tagName) {
    case 'iframe':
    case 'video':
    case 'audio':
      return [element('p', {}, [text(stringProperty(node, 'title') || stringProperty(node, 'src'))])];
    case 'abbr':
      return hasContent(node) ? [...children, text(` (${stringProperty(node, 'title')})`)] : children;
    default:
      return [{ ...node, children }];
  }
}
