import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptTree } from '../../src/clip/accept-tree.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { type MarkdownReader, renderMarkdown } from '../../src/draft/markdown.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element, elementsNamed, isElement, text } from '../../src/draft/tree.ts';
import { hostileTree, lineOf, lineOfSigns } from '../fixtures/hostile-tree.ts';
import { jekyllHtml, plainQuotes, readJekyllPage } from '../fixtures/jekyll-page.ts';
import { linesTree } from '../fixtures/line-tree.ts';
import { readMarkdown } from '../fixtures/markdown-reader.ts';
import { outline } from '../fixtures/outline.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { CONSTRUCTS, NEVER } from '../fixtures/rich-sample.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { keptIn } from '../fixtures/rich-sample-markdown.ts';
import { NO_SOURCE, sampleDraft, WORDS } from '../fixtures/sample-draft.ts';
import { treeWithNotes } from '../fixtures/tree-with-notes.ts';
import { kramdownPages } from '../servers/generators/kramdown.ts';
import { builtPages } from '../servers/generators.ts';
import { runs } from '../support/scale.ts';
import { textDifference } from './same-text.ts';

const READER: MarkdownReader = { kind: 'kramdown', html: true, footnotes: true, templates: 'liquid' };

const LINE = lineOf(
  ...'*_`[]()<>#+-.!|~\\&;:/\'"$%^={} \n\t1aé',
  ...['{{', '{%', '{%-', '{{-', '}}', '%}', '$$', '{:', '{::comment}', '{:.a}', '{#a}', '[^1]', '[^1]: ', '*[a]: '],
  ...['<<', '>>', ' >>', '--', '...', '|', ': ', '- ', '1. ', '^', '~~', '``', '<b>', '</a>', '&amp;', '<a@a.a>'],
);

const signs = (tree: Root): string => plainQuotes(toText(tree)).replace(/[\s\ufeff]+/g, '');

interface Sample {
  tree: Root;
  markdown: string;
}

function sampleOf(raw: Root, quote = false): Sample {
  const draft = sampleDraft(acceptTree(raw), { source: NO_SOURCE }, quote);
  const { markdown } = renderMarkdown(draft, { images: new Map(), reader: READER }, WORDS);
  return { tree: { type: 'root', children: draftSections(draft, WORDS).flatMap(({ content }) => content) }, markdown };
}

/** The pages of all documents here, read in one go: Ruby needs longer to begin than to read thousands. */
const pages = new Map<string, string>();
const documents: string[] = [];

function later(markdown: string): () => string {
  documents.push(markdown);
  return () => pages.get(markdown) ?? '';
}

beforeAll(() => {
  const read = kramdownPages(documents);
  for (const [index, markdown] of documents.entries()) pages.set(markdown, read[index] ?? '');
});

/** The shortest document whose page says something else than the draft, or says it elsewhere; absent for none. */
function shortestWrong(samples: readonly Sample[], pageOf: (markdown: string, index: number) => string) {
  const wrong = samples.flatMap(({ tree, markdown }, index) => {
    const page = pageOf(markdown, index);
    const read = readJekyllPage(page);
    const [is, shouldBe] = [read, tree].map((one) => plainQuotes(outline(one).join('\n')));
    const same = is === shouldBe && signs(read) === signs(tree) && textDifference(toText(tree), toText(read)) === '';
    return same ? [] : [{ markdown, page, is, shouldBe }];
  });
  return wrong.sort((a, b) => a.markdown.length - b.markdown.length)[0];
}

describe('any tree is the same page of Jekyll', () => {
  describe.each([
    ['of words', randomTree],
    ['of the signs of Markdown', hostileTree],
    ['of lines that begin blocks and end them', linesTree],
    ['of one line of signs', lineOfSigns],
    ['of one line of the signs of kramdown and Liquid', LINE],
  ])('%s', (_name, trees) => {
    const samples = fc.sample(fc.tuple(trees, fc.boolean()), runs(120, 80)).map(([raw, quote]) => sampleOf(raw, quote));
    for (const { markdown } of samples) later(markdown);

    test('every text in order, in the same containers and formats', () => {
      expect(shortestWrong(samples, (markdown) => pages.get(markdown) ?? '')).toBe(undefined);
    });
  });

  test('in a site that is built, where an excerpt is cut at the first empty line', async () => {
    const samples = fc.sample(fc.oneof(linesTree, LINE), runs(60)).map((raw) => sampleOf(raw));
    const path = (index: number): string => `_drafts/draft-${index}.md`;
    const files = samples.map(
      ({ markdown }, index) => [path(index), `---\ntitle: Probe\n---\n\n${markdown}\n`] as const,
    );
    const built = await builtPages('jekyll', new Map(files), { drafts: true });
    expect(shortestWrong(samples, (_markdown, index) => built.get(path(index))?.html ?? '')).toBe(undefined);
  });
});

describe('footnotes are notes at the foot of the page', () => {
  const documentOf = (raw: Root, reader: MarkdownReader): string =>
    renderMarkdown(sampleDraft(acceptTree(raw), { source: NO_SOURCE }), { images: new Map(), reader }, WORDS).markdown;
  const marks = (markdown: string): number => markdown.match(/(?<!\\)\[\^\d+\]/g)?.length ?? 0;
  const samples = fc
    .sample(treeWithNotes, runs(200))
    .map((raw) => ({
      markdown: documentOf(raw, READER),
      same: documentOf(raw, { ...READER, kind: 'github', templates: null }),
    }))
    // Within some elements of html only GitHub reads marks.
    .filter(({ markdown, same }) => marks(markdown) > 0 && marks(markdown) === marks(same));
  for (const { markdown } of samples) later(markdown);

  test('the same ones with the same marks as GitHub shows them', () => {
    expect(samples.length).toBeGreaterThan(5);
    const wrong = samples.flatMap(({ markdown, same }) => {
      const is = withNotes(readJekyllPage(pages.get(markdown) ?? ''));
      const shouldBe = withNotes(readMarkdown(same));
      return is === shouldBe ? [] : [{ markdown, is, shouldBe }];
    });
    expect(wrong.sort((a, b) => a.markdown.length - b.markdown.length)[0]).toBe(undefined);
  });
});

/** The outline of a page and, below it, of its notes, without the links that lead back. */
function withNotes(page: Root): string {
  const isNotes = (node: ElementContent): boolean =>
    isElement(node) && /\bfootnotes\b/.test(String(node.properties.className));
  const bare = (node: ElementContent): ElementContent[] => {
    if (!isElement(node)) return [node];
    if (/reversefootnote|backref/.test(String(node.properties.className))) return [];
    return [{ ...node, children: childrenOf(node).flatMap(bare) }];
  };
  const [body, notes] = [false, true].map((which) => childrenOf(page).filter((node) => isNotes(node) === which));
  const lists = (notes ?? []).flatMap((section) => childrenOf(section)).filter((node) => isElement(node, 'ol'));
  return plainQuotes(
    [...(body ?? []), ...lists].flatMap((node) => outline({ type: 'root', children: bare(node) })).join('\n'),
  );
}

describe('the signs of Liquid are inert, each where it stands', () => {
  const SIGNED = '{{ site.title }}{% include no.html %}{%- raw -%}{{{{{%{{-';
  const ADDRESS = 'https://a.example/?{{a}}{%25b%25}';
  const signed = (): ElementContent => text(SIGNED);
  const cells = [signed(), element('code', {}, [signed()])];
  const page = later(
    sampleOf({
      type: 'root',
      children: [
        element('h2', {}, [signed()]),
        element('p', {}, [signed(), element('code', {}, [signed()])]),
        element('p', {}, [element('u', {}, [signed()]), element('abbr', { title: SIGNED }, [text('long')])]),
        element('p', {}, [element('a', { href: ADDRESS }, [signed()])]),
        element('p', {}, [element('img', { src: ADDRESS, alt: SIGNED, title: SIGNED }, [])]),
        element('pre', {}, [text(`${SIGNED}\n\n${SIGNED}`)]),
        element('table', {}, [element('tr', {}, [element('td', {}, cells)])]),
      ],
    }).markdown,
  );

  test('in text, code and html', () => {
    expect(toText(readJekyllPage(page())).split(SIGNED).length - 1).toBe(9);
  });

  test('in addresses, and in the words of an image and of an abbreviation', () => {
    const read = readJekyllPage(page());
    const all = (name: string, property: string) =>
      elementsNamed(read, name).map(({ properties }) => properties[property]);
    expect([...all('a', 'href'), ...all('img', 'src')].map((url) => decodeURIComponent(String(url)))).toEqual([
      ...[decodeURIComponent(ADDRESS), decodeURIComponent(ADDRESS)],
    ]);
    expect([...all('img', 'alt'), ...all('img', 'title'), ...all('abbr', 'title')]).toEqual([SIGNED, SIGNED, SIGNED]);
  });
});

describe.each([
  ['as it was', false],
  ['as a quote', true],
])('the rich sample as a page of Jekyll, %s', (_name, quote) => {
  const clip = richSampleClip({ source: NO_SOURCE });
  const names = CONSTRUCTS.map(({ name }) => name);
  const draft = composeDraft(clip, { quote }, 'rich');
  const { markdown } = renderMarkdown(draft, { images: new Map(), reader: READER }, WORDS);
  const page = later(markdown);
  let kept: string[] = [];

  beforeAll(() => {
    kept = keptIn(jekyllHtml(page()));
  });

  test.each(names)('%s', (name) => {
    expect(kept).toContain(name);
  });

  test('all constructs kept', () => {
    console.log(`Jekyll${quote ? ', quoted' : ''}: kept ${kept.length}/${names.length}`);
    expect(kept).toEqual(names);
  });

  test('every text, in order and not glued, in the same containers and formats', () => {
    const nodes = childrenOf(clip.content);
    const tree: Root = { type: 'root', children: quote ? [element('blockquote', {}, nodes)] : nodes };
    const read = readJekyllPage(page());
    expect(textDifference(toText(tree), toText(read))).toBe('');
    expect(plainQuotes(outline(read).join('\n'))).toEqual(plainQuotes(outline(tree).join('\n')));
    for (const forbidden of NEVER) expect(markdown).not.toContain(forbidden);
  });
});
