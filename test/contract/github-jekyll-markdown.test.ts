/** Whatever the draft: a site of Jekyll's shows its text, in the same containers and formats. */
import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import { beforeAll, describe, expect, test } from 'vitest';
import { readerOf } from '../../src/destinations/github/post.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element, elementsNamed, isElement, text } from '../../src/draft/tree.ts';
import { pageTree, plainQuotes, signsOf } from '../fixtures/built-page.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import { hostileTree, lineOf, lineOfSigns } from '../fixtures/hostile-tree.ts';
import { linesTree } from '../fixtures/line-tree.ts';
import { readMarkdown } from '../fixtures/markdown-reader.ts';
import { outline } from '../fixtures/outline.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { treeWithNotes } from '../fixtures/tree-with-notes.ts';
import { kramdownPages } from '../servers/generators/kramdown.ts';
import { runs } from '../support/scale.ts';
import { LaterPages, sampleOf, shortestWrong, sitePages } from './markdown-pages.ts';
import { textDifference } from './same-text.ts';

const READER = readerOf(githubSettings('jekyll').layout);

const LINE = lineOf(
  ...'*_`[]()<>#+-.!|~\\&;:/\'"$%^={} \n\t1aé',
  ...['{{', '{%', '{%-', '{{-', '}}', '%}', '$$', '{:', '{::comment}', '{:.a}', '{#a}', '[^1]', '[^1]: ', '*[a]: '],
  ...['<<', '>>', ' >>', '--', '...', '|', ': ', '- ', '1. ', '^', '~~', '``', '<b>', '</a>', '&amp;', '<a@a.a>'],
);

/** Read by Jekyll's own Liquid and kramdown, without a site around them. */
const pages = new LaterPages(kramdownPages);

beforeAll(() => pages.read());

/** Where the page says something else than the draft, or says it elsewhere. */
function difference(tree: Root, page: string): object | null {
  const read = pageTree(page);
  const [is, shouldBe] = [read, tree].map((one) => plainQuotes(outline(one).join('\n')));
  const same = is === shouldBe && signsOf(read) === signsOf(tree) && textDifference(toText(tree), toText(read)) === '';
  return same ? null : { page, is, shouldBe };
}

describe('any tree is the same page of Jekyll', () => {
  describe.each([
    ['of words', randomTree],
    ['of the signs of Markdown', hostileTree],
    ['of lines that begin blocks and end them', linesTree],
    ['of one line of signs', lineOfSigns],
    ['of one line of the signs of kramdown and Liquid', LINE],
  ])('%s', (_name, trees) => {
    const samples = fc.sample(fc.tuple(trees, fc.boolean()), runs(120, 84)).map(([raw, quote]) => {
      const sample = sampleOf(raw, READER, quote);
      return { ...sample, page: pages.add(sample.markdown) };
    });

    test('every text in order, in the same containers and formats', () => {
      expect(shortestWrong(samples, ({ tree, page }) => difference(tree, page()))).toBe(undefined);
    });
  });

  test('in a site that is built, where an excerpt is cut at the first empty line', async () => {
    const samples = fc.sample(fc.oneof(linesTree, LINE), runs(60)).map((raw) => sampleOf(raw, READER));
    const built = await sitePages('jekyll', true)(samples.map(({ markdown }) => markdown));
    expect(shortestWrong(samples, ({ tree }, index) => difference(tree, built[index] ?? ''))).toBe(undefined);
  });
});

describe('footnotes are notes at the foot of the page', () => {
  const marks = (markdown: string): number => markdown.match(/(?<!\\)\[\^\d+\]/g)?.length ?? 0;
  const samples = fc
    .sample(treeWithNotes, runs(200))
    .map((raw) => ({
      markdown: sampleOf(raw, READER).markdown,
      same: sampleOf(raw, { ...READER, kind: 'github', templates: null }).markdown,
    }))
    // Within some elements of html only GitHub reads marks.
    .filter(({ markdown, same }) => marks(markdown) > 0 && marks(markdown) === marks(same))
    .map((sample) => ({ ...sample, page: pages.add(sample.markdown) }));

  test('the same ones with the same marks as GitHub shows them', () => {
    expect(samples.length).toBeGreaterThan(5);
    const wrong = shortestWrong(samples, ({ same, page }) => {
      const [is, shouldBe] = [pageTree(page()), readMarkdown(same)].map(withNotes);
      return is === shouldBe ? null : { is, shouldBe };
    });
    expect(wrong).toBe(undefined);
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
  const page = pages.add(
    sampleOf(
      {
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
      },
      READER,
    ).markdown,
  );

  test('in text, code and html', () => {
    expect(toText(pageTree(page())).split(SIGNED).length - 1).toBe(9);
  });

  test('in addresses, and in the words of an image and of an abbreviation', () => {
    const read = pageTree(page());
    const all = (name: string, property: string) =>
      elementsNamed(read, name).map(({ properties }) => properties[property]);
    expect([...all('a', 'href'), ...all('img', 'src')].map((url) => decodeURIComponent(String(url)))).toEqual([
      ...[decodeURIComponent(ADDRESS), decodeURIComponent(ADDRESS)],
    ]);
    expect([...all('img', 'alt'), ...all('img', 'title'), ...all('abbr', 'title')]).toEqual([SIGNED, SIGNED, SIGNED]);
  });
});
