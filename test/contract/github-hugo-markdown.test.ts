/** Whatever the draft: Hugo and Eleventy show its text, with html let through and without. */
import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import { describe, expect, test } from 'vitest';
import { acceptTree } from '../../src/clip/accept-tree.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { type MarkdownReader, renderMarkdown } from '../../src/draft/markdown.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element, isElement, stringProperty, text, textContent } from '../../src/draft/tree.ts';
import { hostileTree, lineOfSigns } from '../fixtures/hostile-tree.ts';
import { missingLetters } from '../fixtures/missing-letters.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { keptIn, MARKDOWN_CONSTRUCTS } from '../fixtures/rich-sample-markdown.ts';
import { NO_SOURCE, sampleDraft, WORDS } from '../fixtures/sample-draft.ts';
import { treeWithNotes } from '../fixtures/tree-with-notes.ts';
import { runs } from '../support/scale.ts';
import { eleventy, hugo, parsed, type Site, shown } from './markdown-sites.ts';
import { textDifference } from './same-text.ts';

const GOLDMARK: MarkdownReader = { kind: 'goldmark', html: true, footnotes: true, templates: 'shortcodes' };
const MARKDOWN_IT: MarkdownReader = { kind: 'markdown-it', html: true, footnotes: false, templates: 'liquid' };

/** Without white space, which parts blocks more or less, and with the quotation marks of a typewriter. */
const signs = (tree: Root): string =>
  toText(tree)
    .replace(/[\s\ufeff]+/g, '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'");

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

describe.each<[string, MarkdownReader, Site]>([
  ['Hugo with html', GOLDMARK, hugo(true)],
  ['Hugo without html', { ...GOLDMARK, html: false }, hugo(false)],
  ['Eleventy', MARKDOWN_IT, eleventy],
])('%s', (_name, reader, site) => {
  test('any tree: every text in order', async () => {
    const trees = fc.oneof(randomTree, hostileTree, lineOfSigns, liveTree);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(trees, fc.boolean()), { minLength: 1, maxLength: runs(150), size: 'max' }),
        async (raw) => {
          const drafts = raw.map(([tree, quote]) => sampleDraft(acceptTree(tree), { source: NO_SOURCE }, quote));
          const documents = drafts.map((draft) => renderMarkdown(draft, { images: new Map(), reader }, WORDS).markdown);
          const pages = await site(documents);
          drafts.forEach((draft, index) => {
            const nodes = draftSections(draft, WORDS).flatMap(({ content }) => content);
            const tree: Root = { type: 'root', children: reader.html ? nodes : nodes.flatMap(typed) };
            const read = parsed(pages[index] ?? '');
            if (reader.html) expect(signs(read), documents[index]).toBe(signs(tree));
            expect(textDifference(toText(tree), toText(read)), documents[index]).toBe('');
          });
        },
      ),
      { numRuns: runs(1, 3) },
    );
  });

  test('the rich sample: every text, and every construct that there is a form for', async () => {
    const clip = richSampleClip({ source: NO_SOURCE });
    const draft = composeDraft(clip, { quote: false }, 'rich');
    const { markdown } = renderMarkdown(draft, { images: new Map(), reader: { ...reader, footnotes: false } }, WORDS);
    const [page = ''] = await site([markdown]);
    const before: Root = { type: 'root', children: childrenOf(clip.content).flatMap(reader.html ? same : typed) };
    expect(textDifference(toText(before), toText(parsed(page)))).toBe('');
    const names = MARKDOWN_CONSTRUCTS.map(({ name }) => name);
    const kept = keptIn(shown(page));
    console.log(`${_name}: kept ${kept.length}/${names.length}`);
    if (reader.html) {
      const known = reader.kind === 'goldmark' ? names : names.filter((name) => !/box$/.test(name));
      expect(kept).toEqual(expect.arrayContaining(known));
    } else expect(page).not.toContain('raw HTML omitted');
  });
});

test.each([['with', true], ['without']])(
  'Hugo %s html: notes at the foot, and no word lost',
  async (_name, html = false) => {
    await fc.assert(
      fc.asyncProperty(fc.array(treeWithNotes, { minLength: 1, maxLength: runs(100), size: 'max' }), async (raw) => {
        const drafts = raw.map((tree) => sampleDraft(acceptTree(tree), { source: NO_SOURCE }));
        const reader = { ...GOLDMARK, html };
        const documents = drafts.map((draft) => renderMarkdown(draft, { images: new Map(), reader }, WORDS).markdown);
        const pages = await hugo(html)(documents);
        documents.forEach((document, index) => {
          const page = pages[index] ?? '';
          const before = {
            type: 'root' as const,
            children: drafts[index]?.passages.flatMap(({ content }) => childrenOf(content)) ?? [],
          };
          expect(missingLetters(before, parsed(page)), document).toBe('');
          // In code the signs of a note may begin a line.
          const notes = document.replace(/^( *)(`{3,})[\s\S]*?^\1\2$/gm, '').match(/^\[\^\d+\]:/gm)?.length ?? 0;
          expect(page.match(/<li id="fn:/g)?.length ?? 0, document).toBe(notes);
        });
      }),
      { numRuns: runs(1, 3) },
    );
  },
);

const same = (node: ElementContent): ElementContent[] => [node];

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
      return /^[ \t\n\r\f]*$/.test(textContent(node))
        ? children
        : [...children, text(` (${stringProperty(node, 'title')})`)];
    default:
      return [{ ...node, children }];
  }
}
