import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { github as destination } from '../../src/destinations/github/adapter.ts';
import { type GitHubKey, parseDeliveryKey } from '../../src/destinations/github/delivery-key.ts';
import { hidesCommits } from '../../src/destinations/github/presets.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import { sampleDraft } from '../fixtures/sample-draft.ts';
import { BUILT_GENERATORS, type BuiltGenerator, withBuiltSite } from '../servers/generators.ts';
import type { Repository } from '../servers/github/repository.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { filesOf, postsOf } from './github-posts.ts';
import { githubSession } from './github-session.ts';

const CLIP = 'Nobody is to read of the third lighthouse yet.';
const draft = { ...sampleDraft(`<p>${CLIP}</p>`), title: 'The third lighthouse', tags: ['fog'] };

interface Seen {
  /** Of the sources of all pages. */
  pages: string[];
  /** Somewhere in what is served, under whatever name: the clip's own words, or the draft's title. */
  clip: boolean;
}

/** What readers could see of a site that is made of these files. */
function build(generator: BuiltGenerator, files: ReadonlyMap<string, Uint8Array>, drafts: boolean): Promise<Seen> {
  return withBuiltSite(generator, files, { drafts }, async (site) => {
    const texts = await Promise.all(site.files.map(site.read));
    const clip = [...site.files, ...texts].some((text) => text.includes(CLIP) || /third.lighthouse/i.test(text));
    return { pages: [...site.pages.keys()].sort(), clip };
  });
}

const PUBLISHED: Record<BuiltGenerator, string> = {
  jekyll: '_posts/2024-01-02-hello.md',
  hugo: 'content/posts/hello.md',
  eleventy: 'posts/hello.md',
};
const HELLO = '---\ntitle: Hello\ndate: 2024-01-02\n---\n\nThe first post.\n';

let github: RunningGitHub;

beforeAll(async () => {
  github = await startGitHub({ unchecked: true });
});

afterAll(() => github?.stop());

describe.each(BUILT_GENERATORS)('in a repository that %s makes a site from', (generator) => {
  let repository: Repository;
  let committed: GitHubKey;
  let waiting: GitHubKey;
  let [published, previewed, ofItsBranch]: Seen[] = [];

  beforeAll(async () => {
    repository = github.world.addRepository(`ada/${generator}`, { [PUBLISHED[generator]]: HELLO });
    waiting = await deliver('pull_request', '0a1b2c3d');
    committed = await deliver('commit', '1b2c3d4e');
    [published, previewed, ofItsBranch] = await Promise.all([
      build(generator, filesOn('main'), false),
      build(generator, filesOn('main'), true),
      build(generator, filesOn(waiting.branch), false),
    ]);
  });

  async function deliver(delivery: GitHubSettings['delivery'], nonce: string): Promise<GitHubKey> {
    const place = { owner: 'ada', name: generator, isPrivate: false };
    const settings = githubSettings(generator, { delivery, repository: place, hidesDrafts: generator === 'eleventy' });
    const session = await githubSession(github, { settings });
    const key = await destination.deliveryKey(draft, nonce, session);
    await destination.createDraft(draft, key, {}, session);
    return parseDeliveryKey(key);
  }

  const filesOn = (branch: string): Map<string, Uint8Array> =>
    new Map(repository.paths(branch).map((path) => [path, repository.readBytes(path, branch) ?? new Uint8Array()]));

  test('neither a committed draft nor one that waits on a branch of its own is in the site as it is published', () => {
    expect([...filesOn('main').keys()].sort()).toEqual([PUBLISHED[generator], committed.path].sort());
    expect(published).toEqual({ pages: [PUBLISHED[generator]], clip: false });
  });

  test('the committed one is in the site as it is built with drafts', () => {
    const pages = [PUBLISHED[generator], committed.path].sort();
    expect(previewed).toEqual({ pages, clip: true });
  });

  test('the other is in the site as it is built of its branch', () => {
    const pages = [PUBLISHED[generator], waiting.path].sort();
    expect(ofItsBranch).toEqual({ pages, clip: true });
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
