import { describe, expect, test } from 'vitest';
import { hidesCommits } from '../../src/destinations/github/presets.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import { sampleDraft } from '../fixtures/sample-draft.ts';
import { BUILT_GENERATORS, type BuiltGenerator, withBuiltSite } from '../servers/generators.ts';
import { filesOf, postsOf } from './github-posts.ts';

const CLIP = 'Nobody is to read of the third lighthouse yet.';
const draft = { ...sampleDraft(`<p>${CLIP}</p>`), title: 'The third lighthouse', tags: ['fog'] };

/** What the site shows already. */
const PUBLISHED: Record<BuiltGenerator, string> = {
  jekyll: '_posts/2024-01-02-hello.md',
  hugo: 'content/posts/hello.md',
  eleventy: 'posts/hello.md',
};
const published = (generator: BuiltGenerator): [string, string] => [
  PUBLISHED[generator],
  '---\ntitle: Hello\ndate: 2024-01-02\n---\n\nThe first post.\n',
];

interface Seen {
  /** Of the sources of all pages. */
  pages: string[];
  /** Somewhere in what is served, under whatever name: the clip's own words, or the draft's title. */
  clip: boolean;
}

/** What readers could see of the site, with the draft's file among its files. */
function build(generator: BuiltGenerator, settings: GitHubSettings, drafts: boolean): Promise<Seen> {
  const files = new Map([published(generator), ...filesOf(postsOf([draft], settings))]);
  return withBuiltSite(generator, files, { drafts }, async (site) => {
    const texts = await Promise.all(site.files.map(site.read));
    const clip = [...site.files, ...texts].some((text) => text.includes(CLIP) || /third.lighthouse/i.test(text));
    return { pages: [...site.pages.keys()].sort(), clip };
  });
}

const pathIn = (settings: GitHubSettings): string => postsOf([draft], settings)[0]?.post.path ?? '';

describe.each(BUILT_GENERATORS)('a draft that is committed to the branch that %s makes the site from', (generator) => {
  const settings = githubSettings(generator, { delivery: 'commit', hidesDrafts: generator === 'eleventy' });

  test('is not in the site as it is published', async () => {
    expect(hidesCommits(settings)).toBe(true);
    expect(await build(generator, settings, false)).toEqual({ pages: [PUBLISHED[generator]], clip: false });
  });

  test('is in the site as it is built with drafts', async () => {
    const pages = [PUBLISHED[generator], pathIn(settings)].sort();
    expect(await build(generator, settings, true)).toEqual({ pages, clip: true });
  });
});

describe.each(BUILT_GENERATORS)('a draft that waits on a branch of its own, in a site made by %s', (generator) => {
  const settings = githubSettings(generator);

  test('is in the site as it is built of that branch', async () => {
    const pages = [PUBLISHED[generator], pathIn(settings)].sort();
    expect(await build(generator, settings, false)).toEqual({ pages, clip: true });
  });
});

test.each<BuiltGenerator>(['hugo', 'eleventy'])(
  'with its draft flag, a pull request of %s’s holds what a commit would: its own build hides it too',
  (generator) => {
    const pull = githubSettings(generator, { layout: { draftFlag: true } });
    const commit = githubSettings(generator, { delivery: 'commit' });
    expect(filesOf(postsOf([draft], pull))).toEqual(filesOf(postsOf([draft], commit)));
  },
);

describe('where a commit would publish, it is not said to stay hidden', () => {
  const flag = (generator: BuiltGenerator, name: string | null) => ({
    keys: { ...githubSettings(generator).layout.keys, draft: name },
  });
  const dated = { fileName: '{date}-{slug}.md' };

  test.each<[BuiltGenerator, [string, Partial<GitHubSettings['layout']>][]]>([
    [
      'jekyll',
      [
        ['posts', { folder: '_posts', ...dated }],
        ['drafts below posts', { folder: '_posts/more/_drafts', ...dated }],
        ['pages', { folder: 'drafts' }],
      ],
    ],
    [
      'hugo',
      [
        ['no flag', flag('hugo', null)],
        ['a flag of another name', flag('hugo', 'unpublished')],
        ['files that are copied as they are', { folder: 'static' }],
      ],
    ],
    ['eleventy', [['a configuration that hides no drafts', {}]]],
  ])('%s', async (generator, layouts) => {
    const settings = githubSettings(generator, { delivery: 'commit' });
    const risks = layouts.map(([title, layout]) => ({
      title,
      risky: { ...settings, layout: { ...settings.layout, ...layout } },
    }));
    const files = risks.flatMap(({ title, risky }) => [...filesOf(postsOf([{ ...draft, title }], risky))]);
    const names = files.map(([path]) => path.replace(/^.*?([a-z-]+)(?:\/index)?\.md$/, '$1').replace(/^-/, ''));
    expect(risks.filter(({ risky }) => hidesCommits(risky)).map(({ title }) => title)).toEqual([]);
    const served = await withBuiltSite(
      generator,
      new Map(files),
      { drafts: false, hidesDrafts: false },
      async (site) => {
        const texts = await Promise.all(site.files.map(async (file) => `${file}\n${await site.read(file)}`));
        return texts.filter((text) => text.includes(CLIP)).join('\n');
      },
    );
    expect(names.filter((name) => !served.includes(name))).toEqual([]);
  });
});
