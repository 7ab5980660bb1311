/** Drafts as readers see them: any, and the rich sample, in one site of each generator. */
import { beforeAll, describe, expect, test } from 'vitest';
import { githubSettings } from '../fixtures/github-settings.ts';
import type { BuiltGenerator } from '../servers/generators.ts';
import { LONG } from '../support/scale.ts';
import { anyDrafts, someDrafts } from './github-any-drafts.ts';
import { type BuiltPosts, builtPosts } from './github-posts.ts';
import { OWN_IMAGE, RICH_DRAFTS, richSample } from './github-rich-sample.ts';

/** Milliseconds: Jekyll reads and writes ten thousand posts in minutes. */
const LONGEST = 1_800_000;

/** Begun side by side; as many as the long suite's are too large for that. */
const builds: (() => Promise<BuiltPosts>)[] = [];
beforeAll(() => {
  if (!LONG) for (const build of builds) build().catch(() => undefined);
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

describe.each<[BuiltGenerator, string, boolean]>([
  ['jekyll', '', true],
  ['hugo', ', which lets html through', true],
  ['hugo', '', false],
  ['eleventy', '', true],
])('a site made by %s%s', (generator, how, html) => {
  const settings = githubSettings(generator, { layout: { html } });
  let built: BuiltPosts;

  const build = once(() => builtPosts(generator, [...RICH_DRAFTS, ...someDrafts(generator)], settings, [OWN_IMAGE]));
  builds.push(build);
  beforeAll(async () => {
    built = await build();
  }, LONGEST);

  /** Of the rich sample, or of the random ones. */
  const part = (...range: [number, number?]): BuiltPosts => ({ ...built, posts: built.posts.slice(...range) });

  test('each draft has a page, and none takes the place of another', () => {
    expect([...built.pages.keys()].sort()).toEqual(built.posts.map(({ post }) => post.path).sort());
  });

  describe('any drafts', () => {
    anyDrafts(settings, () => part(RICH_DRAFTS.length));
  });

  describe.each([
    ['as it was', false],
    ['as a quote', true],
  ])('the rich sample, %s', (name, quote) => {
    const index = RICH_DRAFTS.findIndex((draft) => draft.quote === quote);
    richSample({ name: `${generator}${how}, ${name}`, html, quote }, () => part(index, index + 1));
  });
});
