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
  startGitHubSite,
  uploaded,
} from '../../../test/support/github-site.ts';
import { github } from './adapter.ts';
import { remoteOf } from './receipt.ts';
import type { GitHubSettings } from './settings.ts';

const site = await startGitHubSite();
afterAll(() => site.stop());

/** Delivered with a link in place of its image, whose copy is there now. */
async function withLateCopy(settings: GitHubSettings) {
  const at = site.place(settings);
  const key = await github.deliveryKey(DRAFT, NONCE, at.open());
  const receipt = await deliver(DRAFT, key, at.open());
  return { ...at, receipt, remote: remoteOf(receipt), images: await uploaded(at.open()) };
}

describe.each([
  ['a pull request', JEKYLL_PULL],
  ['a commit', JEKYLL_COMMIT],
])('%s', (_, settings) => {
  test('gets a late copy by one more commit, and nothing else changes', async () => {
    const { repository, receipt, remote, images, open } = await withLateCopy(settings);
    const before = repository.read(remote.path, remote.branch) ?? '';
    const updated = await github.updateDraft?.(receipt, DRAFT, {}, open(), images);
    const after = repository.read(remote.path, remote.branch) ?? '';
    expect(before).toContain('https://example.com/cat.png');
    const [copy = ''] = /\/assets\/images\/[^)\s]+/.exec(after) ?? [];
    expect(copy).toMatch(/cat\.png$/);
    expect(after).toBe(before.replace('https://example.com/cat.png', copy));
    expect(repository.paths(remote.branch)).toHaveLength(3);
    expect(repository.messages(remote.branch)).toHaveLength(3);
    expect(updated).toMatchObject({ editUrl: receipt.editUrl, revision: repository.head(remote.branch) });
    // Once more changes nothing, and an undo takes all of it.
    expect(await github.updateDraft?.(updated ?? receipt, DRAFT, {}, open(), images)).toEqual(updated);
    await github.deleteDraft(updated ?? receipt, open());
    expect(repository.paths()).toEqual(['index.md']);
    expect(repository.branches()).toEqual(['main']);
  });

  test('that was changed meanwhile stays as it is', async () => {
    const { repository, receipt, remote, images, open } = await withLateCopy(settings);
    repository.commit({ [remote.path]: 'Mine now.' }, { branch: remote.branch });
    const update = github.updateDraft?.(receipt, DRAFT, {}, open(), images);
    expect(await errorOf(update)).toMatchObject({ code: 'conflict', reason: 'github_changed_meanwhile' });
    expect(repository.read(remote.path, remote.branch)).toBe('Mine now.');
  });

  test('whose branch or file is gone gets none', async () => {
    const { repository, receipt, remote, images, open } = await withLateCopy(settings);
    repository.commit({ [remote.path]: null }, { branch: remote.branch });
    const update = () => github.updateDraft?.(receipt, DRAFT, {}, open(), images);
    expect(await errorOf(update())).toMatchObject({ reason: 'github_changed_meanwhile' });
    repository.commit({ 'a.md': 'A' }, { branch: 'trunk' });
    repository.deleteRef(`refs/heads/${remote.branch}`);
    expect(await errorOf(update())).toMatchObject({ reason: 'github_changed_meanwhile' });
  });

  test('killed at any request, has its copy in one commit once it is asked for again', async () => {
    for (let number = 1; ; number += 1) {
      const { repository, receipt, remote, images, open } = await withLateCopy(settings);
      const killer = deadAt(number, number % 2 === 0 ? 'before' : 'after');
      await errorOf(github.updateDraft?.(receipt, DRAFT, {}, open(killer), images));
      const updated = await github.updateDraft?.(receipt, DRAFT, {}, open(), images);
      const about = `killed at request ${number}`;
      expect(repository.messages(remote.branch), about).toHaveLength(3);
      expect(updated?.revision, about).toBe(repository.head(remote.branch));
      if (killer.count() < number) break;
    }
  });
});

test('what somebody added to the branch after our lost answer is not ours to undo', async () => {
  const { repository, receipt, remote, images, open } = await withLateCopy(JEKYLL_PULL);
  await github.updateDraft?.(receipt, DRAFT, {}, open(), images);
  repository.commit({ 'more.md': 'More.' }, { branch: remote.branch });
  const updated = (await github.updateDraft?.(receipt, DRAFT, {}, open(), images)) ?? receipt;
  expect(await errorOf(github.deleteDraft(updated, open()))).toMatchObject({ reason: 'github_changed_meanwhile' });
});

test('a draft whose pull request was closed or merged gets none', async () => {
  const { repository, receipt, images, open } = await withLateCopy(JEKYLL_PULL);
  repository.merge(1);
  const update = github.updateDraft?.(receipt, DRAFT, {}, open(), images);
  expect(await errorOf(update)).toMatchObject({ reason: 'github_changed_meanwhile' });
});

describe('set up otherwise since a draft was committed', () => {
  const HUGO_COMMIT = githubSettings('hugo', { delivery: 'commit' });

  async function switchedTo(other: GitHubSettings) {
    const { repository, settings, remote, receipt, images } = await withLateCopy(HUGO_COMMIT);
    const session = site.session({ ...other, repository: settings.repository });
    return { repository, remote, update: github.updateDraft?.(receipt, DRAFT, {}, session, images) };
  }

  test('to pull requests: a late copy leaves the line that hides it', async () => {
    const { repository, remote, update } = await switchedTo(githubSettings('hugo'));
    await update;
    expect(repository.read(remote.path)).toMatch(/\ndraft: true\n[\s\S]*cat\.png/);
    expect(repository.messages()).toHaveLength(3);
  });

  test.each([
    ['without such a line', githubSettings('hugo', { layout: { keys: { ...HUGO_COMMIT.layout.keys, draft: null } } })],
    ['to a site that hides what is elsewhere', JEKYLL_COMMIT],
  ])('%s: it stays as it is', async (_, other) => {
    const { repository, update } = await switchedTo(other);
    expect(await errorOf(update)).toMatchObject({ code: 'insufficient_scope', reason: 'github_would_publish' });
    expect(repository.messages()).toHaveLength(2);
  });
});

test('a copy that comes after another of the same name leaves that one where it is', async () => {
  const named = (id: string) => ({
    id,
    originalUrl: `https://example.com/${id}/cat.png`,
    alt: '',
    state: 'stored' as const,
  });
  const draft = { ...DRAFT, images: [named('one'), named('two')] };
  const { open } = site.place(JEKYLL_COMMIT);
  const [copy] = (await uploaded(open())).values();
  if (copy === undefined) throw new Error('no copy');
  const key = await github.deliveryKey(draft, '0a1b2c3d', open());
  const later = new Map([['https://example.com/two/cat.png', copy]]);
  const receipt = await github.createDraft(draft, key, {}, open(), later);
  const both = new Map([['https://example.com/one/cat.png', copy], ...later]);
  const updated = await github.updateDraft?.(receipt, draft, {}, open(), both);
  const names = (of = receipt): string[] => remoteOf(of).images.map(({ path }) => path.replace(/.*\//, ''));
  expect(names()).toEqual(['cat-2.png']);
  expect(names(updated)).toEqual(['cat.png', 'cat-2.png']);
});
