import fc from 'fast-check';
import type { Root } from 'hast';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { oneLine } from '../../src/destinations/draft-texts.ts';
import { tagsOf } from '../../src/destinations/github/front-matter.ts';
import type { Generator } from '../../src/destinations/github/layout-parts.ts';
import type { Post } from '../../src/destinations/github/post.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { toText } from '../../src/draft/text.ts';
import { elementsNamed } from '../../src/draft/tree.ts';
import { pageTree, signsOf } from '../fixtures/built-page.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import { randomDraft } from '../fixtures/random-draft.ts';
import { WORDS } from '../fixtures/sample-draft.ts';
import { type BuiltGenerator, type BuiltPage, builtPages } from '../servers/generators.ts';
import { runs } from '../support/scale.ts';
import { DATE, filesOf, postsOf } from './github-posts.ts';
import { textDifference } from './same-text.ts';

/** What the front matter has to say, under the names of the preset. */
function expectedData(draft: Draft, generator: Generator, excerptKey: string): Record<string, unknown> {
  const [tags, excerpt] = [tagsOf(draft, generator), oneLine(draft.excerpt)];
  return {
    title: oneLine(draft.title) || WORDS.untitled,
    source: 'https://paper.example/a',
    ...(tags.length === 0 ? {} : { tags }),
    ...(excerpt === '' ? {} : { [excerptKey]: excerpt }),
  };
}

const bodyOf = (draft: Draft): Root => ({
  type: 'root',
  children: draftSections(draft, WORDS).flatMap(({ content }) => content),
});

/** The first few, with the file that shows them. */
function failures(
  posts: readonly { draft: Draft; post: Post }[],
  differenceOf: (draft: Draft, post: Post) => string,
): string[] {
  return posts
    .flatMap(({ draft, post }) => {
      const difference = differenceOf(draft, post);
      return difference === '' ? [] : [`${difference}\n${post.text}`];
    })
    .slice(0, 3);
}

function differenceOf(expected: string, found: string): string {
  if (expected === found) return '';
  let same = 0;
  while (expected[same] === found[same]) same += 1;
  const at = (text: string): string => text.slice(Math.max(0, same - 20), same + 40);
  return `…${at(expected)}… became …${at(found)}…`;
}

/** Milliseconds: Jekyll reads and writes ten thousand posts in minutes. */
const LONGEST = 1_800_000;

/** What is said in other words where no html may stand. */
const IN_OTHER_WORDS = ['table', 'ruby', 'abbr', 'iframe', 'video', 'audio'];

describe.each<[BuiltGenerator, string, boolean]>([
  ['jekyll', '', true],
  ['hugo', '', false],
  ['hugo', ', which lets html through', true],
  ['eleventy', '', true],
])('any drafts, built by %s%s all at once', (generator, _how, html) => {
  const settings = githubSettings(generator, { layout: { html } });
  let posts: { draft: Draft; post: Post }[];
  let pages: ReadonlyMap<string, BuiltPage>;

  beforeAll(async () => {
    posts = postsOf(fc.sample(randomDraft, runs(300, 34)), settings);
    pages = await builtPages(generator, filesOf(posts), { drafts: false, html });
  }, LONGEST);

  test('each has a page, and none takes the place of another', () => {
    expect([...pages.keys()].sort()).toEqual(posts.map(({ post }) => post.path).sort());
  });

  test('the front matter reads back as what was written, by the generator and by js-yaml', () => {
    const excerptKey = settings.layout.keys.excerpt ?? '';
    const compare = (draft: Draft, read: Readonly<Record<string, unknown>>): string => {
      const expected = expectedData(draft, generator, excerptKey);
      const found = Object.fromEntries(Object.keys(expected).map((name) => [name, read[name]]));
      const date = new Date(String(read.date)).getTime() === DATE ? '' : `date: ${read.date}`;
      return differenceOf(JSON.stringify(expected), JSON.stringify(found)) || date;
    };
    expect(failures(posts, (draft, { path }) => compare(draft, pages.get(path)?.data ?? {}))).toEqual([]);
    expect(
      failures(posts, (draft, { text }) => {
        const read = load(text.slice(4, text.indexOf('\n---\n')));
        return compare(draft, Object.fromEntries(Object.entries(read ?? {})));
      }),
    ).toEqual([]);
  });

  test('every page has its draft’s text, sign for sign, in order and not glued', () => {
    expect(
      failures(posts, (draft, { path }) => {
        const [before, after] = [bodyOf(draft), pageTree(pages.get(path)?.html ?? '')];
        if (!html && elementsNamed(before, ...IN_OTHER_WORDS).length > 0) return '';
        const difference = textDifference(toText(before), toText(after));
        // What only html could show is told by signs of its own.
        return difference || (html ? differenceOf(signsOf(before), signsOf(after)) : '');
      }),
    ).toEqual([]);
  });
});
