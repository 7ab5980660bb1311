/** Drafts beside what was there before them: somebody else's, their own from before an end in the middle, and each other. */
import { afterAll, describe, expect, test } from 'vitest';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import {
  DRAFT,
  deadAt,
  deliver,
  errorOf,
  JEKYLL_COMMIT,
  JEKYLL_PULL,
  NONCE,
  own,
  startGitHubSite,
  uploaded,
} from '../../../test/support/github-site.ts';
import { runs } from '../../../test/support/scale.ts';
import { KEY_TAKEN } from '../destination.ts';
import { github } from './adapter.ts';
import { parseDeliveryKey } from './delivery-key.ts';
import type { GitHubSettings } from './settings.ts';

const site = await startGitHubSite();
afterAll(() => site.stop());

/** Fifty, in the long suite. */
const MANY = runs(10, 5);

describe('what somebody else has made', () => {
  test.each([
    ['as a pull request', JEKYLL_PULL],
    ['as a commit', JEKYLL_COMMIT],
  ])('%s, a file is never written over: another key is asked for', async (_, settings) => {
    const at = site.place(settings);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const { path } = parseDeliveryKey(key);
    at.repository.commit({ [path]: 'A stranger’s.' });
    const head = at.repository.head('main');
    expect(await errorOf(deliver(DRAFT, key, at.open()))).toMatchObject({ code: 'conflict', reason: KEY_TAKEN });
    expect([at.repository.head('main'), own(at.repository)]).toEqual([head, []]);
    const next = parseDeliveryKey(await github.deliveryKey(DRAFT, NONCE, at.open()));
    expect(next.path).toBe(path.replace('.md', '-2.md'));
  });

  test('neither is an image', async () => {
    const at = site.place(JEKYLL_COMMIT);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const images = await uploaded(at.open());
    const receipt = await github.createDraft(DRAFT, key, {}, at.open(), images);
    const image = at.repository.paths('main').find((path) => path.endsWith('cat.png')) ?? '';
    await github.deleteDraft(receipt, at.open());
    expect(at.repository.paths('main')).toEqual(['index.md']);
    at.repository.commit({ [image]: 'Another cat.' });
    const late = key.replace(NONCE, '00000001');
    expect(await errorOf(github.createDraft(DRAFT, late, {}, at.open(), images))).toMatchObject({ reason: KEY_TAKEN });
    expect(at.repository.read(image)).toBe('Another cat.');
    // A new key keeps clear of both.
    const next = await github.deliveryKey(DRAFT, '00000001', at.open());
    await github.createDraft(DRAFT, next, {}, at.open(), images);
    expect(at.repository.paths('main')).toEqual(
      ['_drafts/a-draft-2.md', image, image.replace('a-draft', 'a-draft-2'), 'index.md'].sort(),
    );
  });

  test('a key of another way of delivering is given up for a new one', async () => {
    const at = site.place(JEKYLL_COMMIT);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const other = site.session({ ...githubSettings('jekyll'), repository: at.settings.repository });
    expect(await errorOf(deliver(DRAFT, key, other))).toMatchObject({ reason: KEY_TAKEN });
    const back = await github.deliveryKey(DRAFT, NONCE, other);
    expect(await errorOf(deliver(DRAFT, back, at.open()))).toMatchObject({ reason: KEY_TAKEN });
    expect(at.repository.messages('main')).toEqual(['Initial commit']);
  });
});

test.each([
  ['as a pull request', JEKYLL_PULL],
  ['as a commit', JEKYLL_COMMIT],
])('%s, an empty repository and one that is gone say so', async (_, settings) => {
  const empty = site.world.addRepository(`ada/empty-${settings.delivery}`, null);
  const at = { ...settings, repository: { owner: 'ada', name: empty.name, isPrivate: false } };
  const key =
    settings.delivery === 'commit' ? `${NONCE}:main:_drafts/a.md` : `${NONCE}:clipdraft/a-${NONCE}:_posts/a.md`;
  for (const call of [
    () => github.deliveryKey(DRAFT, NONCE, site.session(at)),
    () => github.createDraft(DRAFT, key, {}, site.session(at)),
  ]) {
    expect(await errorOf(call())).toMatchObject({ reason: 'github_empty_repository' });
  }
  const gone = { ...at, repository: { owner: 'ada', name: 'nowhere', isPrivate: false } };
  for (const call of [
    () => github.deliveryKey(DRAFT, NONCE, site.session(gone)),
    () => github.findDraft(key, site.session(gone)),
    () => github.createDraft(DRAFT, key, {}, site.session(gone)),
    () =>
      github.uploadImage?.({ name: 'x', bytes: new Blob(['x']), alt: '', caption: '' }, site.session(gone)) ??
      Promise.resolve(),
  ]) {
    expect(await errorOf(call())).toMatchObject({ code: 'not_found' });
  }
});

describe.each([
  ['as a pull request', JEKYLL_PULL],
  ['as a commit', JEKYLL_COMMIT],
])('killed at any request, %s', (how, settings) => {
  test.each(['before', 'after'] as const)(
    'just %s it: exactly one commit, one file, one pull request',
    async (side) => {
      for (let number = 1; ; number += 1) {
        const at = site.place(settings);
        const key = await github.deliveryKey(DRAFT, NONCE, at.open());
        const images = await uploaded(at.open());
        const killer = deadAt(number, side);
        await errorOf(deliver(DRAFT, key, at.open(killer), images));
        const receipt = await deliver(DRAFT, key, at.open(), images);
        const { branch, path } = parseDeliveryKey(key);
        const about = `killed ${side} request ${number}`;
        const isPull = settings.delivery === 'pull_request';
        expect(own(at.repository), about).toEqual(isPull ? [branch] : []);
        expect(at.repository.pulls.length, about).toBe(isPull ? 1 : 0);
        expect(at.repository.messages(branch), about).toHaveLength(2);
        expect(at.repository.paths(branch), about).toHaveLength(3);
        expect(receipt.remote, about).toMatchObject({ branch, path, commitSha: at.repository.head(branch) });
        await github.deleteDraft(receipt, at.open());
        expect(at.repository.paths('main'), about).toEqual(['index.md']);
        expect(own(at.repository), about).toEqual([]);
        if (killer.count() < number) {
          console.log(`GitHub, ${how}: killed just ${side} each of ${number - 1} requests`);
          break;
        }
      }
    },
  );
});

test('many drafts of one title: as many files, and pull requests that can all be merged', async () => {
  const at = site.place(JEKYLL_PULL);
  const paths = new Set<string>();
  for (let index = 0; index < MANY; index += 1) {
    const nonce = index.toString(16).padStart(8, '0');
    const key = await github.deliveryKey(DRAFT, nonce, at.open());
    await deliver(DRAFT, key, at.open());
    paths.add(parseDeliveryKey(key).path);
    if (index % 3 === 0) at.repository.merge(at.repository.pulls.length);
  }
  expect(paths.size).toBe(MANY);
  expect(at.repository.pulls).toHaveLength(MANY);
});

test('many drafts of one title as commits: as many files', async () => {
  const at = site.place(JEKYLL_COMMIT);
  for (let index = 0; index < MANY; index += 1) {
    const nonce = index.toString(16).padStart(8, '0');
    await deliver(DRAFT, await github.deliveryKey(DRAFT, nonce, at.open()), at.open());
  }
  expect(at.repository.paths('main')).toHaveLength(MANY + 1);
  expect(at.repository.messages('main')).toHaveLength(MANY + 1);
});

describe('set up otherwise since the path was chosen', () => {
  const SHOWN = { ...JEKYLL_COMMIT, hidesDrafts: true, layout: { ...JEKYLL_COMMIT.layout, folder: '_posts' } };
  const flagged = { ...SHOWN, layout: { ...SHOWN.layout, keys: { ...SHOWN.layout.keys, draft: 'draft' } } };

  test.each([
    ['Hugo’s content, in a site that Jekyll makes', githubSettings('hugo', { delivery: 'commit' })],
    ['Jekyll’s posts, where the site’s own mark hid them', flagged],
  ])('%s: a draft is not committed there any more', async (_, former) => {
    const at = site.place(former);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const session = site.session({ ...JEKYLL_COMMIT, repository: at.settings.repository });
    const head = at.repository.head();
    expect(await errorOf(github.createDraft(DRAFT, key, {}, session))).toMatchObject({ reason: KEY_TAKEN });
    expect(at.repository.head()).toBe(head);
    const anew = await github.deliveryKey(DRAFT, NONCE, session);
    await github.createDraft(DRAFT, anew, {}, session);
    expect(at.repository.paths()).toEqual(['_drafts/a-draft.md', 'index.md']);
  });
});

test('a file in a folder that differs from another one in case only is never written over', async () => {
  const at = site.place(githubSettings('hugo', { delivery: 'commit' }));
  at.repository.commit({ 'Content/posts/x.md': 'A', 'content/posts/a-draft/index.md': 'Mine.' });
  const key = await github.deliveryKey(DRAFT, NONCE, at.open());
  expect(parseDeliveryKey(key).path).toBe('content/posts/a-draft-2/index.md');
  const taken = key.replace('a-draft-2', 'a-draft');
  expect(await errorOf(github.createDraft(DRAFT, taken, {}, at.open()))).toMatchObject({ reason: KEY_TAKEN });
  expect(at.repository.read('content/posts/a-draft/index.md')).toBe('Mine.');
});

describe('a site that publishes its drafts', () => {
  const open = (more: Partial<GitHubSettings> = {}) => {
    const at = site.place({ ...JEKYLL_COMMIT, ...more });
    at.repository.commit({ '_config.yml': 'title: x\nshow_drafts: true\n' });
    return at.open();
  };

  test('gets none by a commit', async () => {
    const refused = { code: 'insufficient_scope', reason: 'github_shows_drafts' };
    expect(await errorOf(github.deliveryKey(DRAFT, NONCE, open()))).toMatchObject(refused);
  });

  test('nor where the command that builds it does', async () => {
    const at = site.place(JEKYLL_COMMIT);
    const workflow = 'on: push\njobs:\n  site:\n    steps:\n      - run: bundle exec jekyll build --drafts\n';
    at.repository.commit({ '.github/workflows/site.yml': workflow.replace(' --drafts', '') });
    expect(await github.deliveryKey(DRAFT, NONCE, at.open())).toMatch(/:main:_drafts/);
    at.repository.commit({ '.github/workflows/site.yml': workflow });
    expect(await errorOf(github.deliveryKey(DRAFT, NONCE, at.open()))).toMatchObject({ reason: 'github_shows_drafts' });
  });

  test('gets them as pull requests, and where the person has said that they are hidden', async () => {
    expect(await github.deliveryKey(DRAFT, NONCE, open({ delivery: 'pull_request' }))).toMatch(/clipdraft/);
    expect(await github.deliveryKey(DRAFT, NONCE, open({ hidesDrafts: true }))).toMatch(/:main:_drafts/);
  });
});
