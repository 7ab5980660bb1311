/** Random drafts in a site: what each says stands in its page and its front matter, whatever it is. */
import fc from 'fast-check';
import type { Root } from 'hast';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { oneLine } from '../../src/destinations/draft-texts.ts';
import { tagsOf } from '../../src/destinations/github/front-matter.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { toText } from '../../src/draft/text.ts';
import { elementsNamed } from '../../src/draft/tree.ts';
import { pageTree, signsOf } from '../fixtures/built-page.ts';
import { randomDraft } from '../fixtures/random-draft.ts';
import { WORDS } from '../fixtures/sample-draft.ts';
import type { BuiltGenerator } from '../servers/generators.ts';
import { runs } from '../support/scale.ts';
import { type BuiltPosts, DATE, type PostOfDraft } from './github-posts.ts';
import { textDifference } from './same-text.ts';

/** Tried by every run of the tests; the long suite tries many times more. */
const FEW = 300;

/** Any drafts. Eleventy goes through all pages for each tag there is: there they share those of the first ones. */
export function someDrafts(generator: BuiltGenerator): Draft[] {
  const drafts = fc.sample(randomDraft, runs(FEW, 34));
  if (generator !== 'eleventy') return drafts;
  return drafts.map((draft, index) => ({ ...draft, tags: drafts[index % FEW]?.tags ?? [] }));
}

/** What is said in other words where no html may stand. */
const IN_OTHER_WORDS = ['table', 'ruby', 'abbr', 'iframe', 'video', 'audio'];

export function anyDrafts({ layout }: GitHubSettings, built: () => BuiltPosts): void {
  const { generator, html } = layout;

  test('the front matter reads back as what was written, by the generator and by js-yaml', () => {
    const compare = (draft: Draft, read: Readonly<Record<string, unknown>>): string => {
      const expected = expectedData(draft, layout);
      const found = Object.fromEntries(Object.keys(expected).map((name) => [name, read[name]]));
      const date = new Date(String(read.date)).getTime() === DATE ? '' : `date: ${read.date}`;
      return differenceOf(JSON.stringify(expected), JSON.stringify(found)) || date;
    };
    const { posts, pages } = built();
    expect(failures(posts, ({ draft, post }) => compare(draft, pages.get(post.path)?.data ?? {}))).toEqual([]);
    expect(
      failures(posts, ({ draft, post: { text } }) => {
        const read = load(text.slice(4, text.indexOf('\n---\n')));
        return compare(draft, Object.fromEntries(Object.entries(read ?? {})));
      }),
    ).toEqual([]);
  });

  test('every page has its draft’s text, sign for sign, in order and not glued', () => {
    const { posts, pages } = built();
    expect(
      failures(posts, ({ draft, post }) => {
        const before = bodyOf(draft);
        if (!html && elementsNamed(before, ...IN_OTHER_WORDS).length > 0) return '';
        const after = pageTree(pages.get(post.path)?.html ?? '');
        const difference = textDifference(toText(before), toText(after));
        // What only html could show is told by signs of its own.
        return difference || (html ? differenceOf(signsOf(before), signsOf(after)) : '');
      }),
    ).toEqual([]);
  });

  /** What the front matter has to say, under the names of the preset. */
  function expectedData(draft: Draft, { keys }: GitHubSettings['layout']): Record<string, unknown> {
    const [tags, excerpt] = [tagsOf(draft, generator), oneLine(draft.excerpt)];
    return {
      title: oneLine(draft.title) || WORDS.untitled,
      source: 'https://paper.example/a',
      ...(tags.length === 0 ? {} : { tags }),
      ...(excerpt === '' ? {} : { [keys.excerpt ?? '']: excerpt }),
    };
  }
}

const bodyOf = (draft: Draft): Root => ({
  type: 'root',
  children: draftSections(draft, WORDS).flatMap(({ content }) => content),
});

/** The shortest few, with the file that shows them. */
function failures(posts: readonly PostOfDraft[], differenceOf: (one: PostOfDraft) => string): string[] {
  return posts
    .flatMap((one) => {
      const difference = differenceOf(one);
      return difference === '' ? [] : [`${difference}\n${one.post.text}`];
    })
    .sort((one, other) => one.length - other.length)
    .slice(0, 3);
}

function differenceOf(expected: string, found: string): string {
  if (expected === found) return '';
  let same = 0;
  while (expected[same] === found[same]) same += 1;
  const at = (text: string): string => text.slice(Math.max(0, same - 20), same + 40);
  return `…${at(expected)}… became …${at(found)}…`;
}
