import { afterAll, describe, expect, test } from 'vitest';
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

async function delivered(settings: GitHubSettings) {
  const at = site.place(settings);
  const key = await github.deliveryKey(DRAFT, NONCE, at.open());
  const receipt = await deliver(DRAFT, key, at.open(), await uploaded(at.open()));
  return { ...at, key, receipt, remote: remoteOf(receipt) };
}

const CHANGED = { code: 'conflict', reason: 'github_changed_meanwhile' };

describe('a pull request', () => {
  test('is closed and its branch deleted; once more is no error', async () => {
    const { repository, receipt, open } = await delivered(JEKYLL_PULL);
    await github.deleteDraft(receipt, open());
    await github.deleteDraft(receipt, open());
    expect(repository.pulls).toMatchObject([{ state: 'closed', merged: null }]);
    expect(repository.branches()).toEqual(['main']);
    expect(await errorOf(github.getDraft(receipt, open()))).toMatchObject({ code: 'not_found' });
  });

  test('that was merged stays, and so does its branch', async () => {
    const { repository, receipt, open } = await delivered(JEKYLL_PULL);
    repository.merge(1);
    expect(await errorOf(github.deleteDraft(receipt, open()))).toMatchObject({
      code: 'conflict',
      reason: 'github_merged',
    });
    expect(repository.branches()).toHaveLength(2);
  });

  test('that somebody has added to stays, also where it was found again', async () => {
    const { repository, key, receipt, remote, open } = await delivered(JEKYLL_PULL);
    repository.commit({ 'more.md': 'More.' }, { branch: remote.branch });
    const found = await github.findDraft(key, open());
    for (const one of [receipt, found ?? receipt]) {
      expect(await errorOf(github.deleteDraft(one, open()))).toMatchObject(CHANGED);
    }
    expect(repository.pulls).toMatchObject([{ state: 'open' }]);
  });

  test('whose branch is gone already is closed', async () => {
    const { repository, receipt, remote, open } = await delivered(JEKYLL_PULL);
    repository.refs.delete(`refs/heads/${remote.branch}`);
    await github.deleteDraft(receipt, open());
    expect(repository.pulls).toMatchObject([{ state: 'closed' }]);
  });
});

describe('a commit', () => {
  test('is taken back by another one, with its images; once more is no error', async () => {
    const { repository, receipt, open } = await delivered(JEKYLL_COMMIT);
    expect(repository.paths()).toHaveLength(3);
    repository.commit({ 'other.md': 'Beside it.' });
    await github.deleteDraft(receipt, open());
    await github.deleteDraft(receipt, open());
    expect(repository.paths()).toEqual(['index.md', 'other.md']);
    expect(repository.messages()[0]).toBe('Revert "Draft: a-draft.md"');
    expect(repository.messages()).toHaveLength(4);
  });

  test('whose file was changed stays', async () => {
    const { repository, receipt, remote, open } = await delivered(JEKYLL_COMMIT);
    repository.commit({ [remote.path]: 'Mine now.' });
    expect(await errorOf(github.deleteDraft(receipt, open()))).toMatchObject(CHANGED);
    expect(repository.read(remote.path)).toBe('Mine now.');
  });

  test('an image that was changed stays; the rest goes', async () => {
    const { repository, receipt, remote, open } = await delivered(JEKYLL_COMMIT);
    const [image] = remote.images;
    repository.commit({ [image?.path ?? '']: 'A better cat.' });
    await github.deleteDraft(receipt, open());
    expect(repository.paths()).toEqual([image?.path, 'index.md']);
  });

  test('whose file was moved is not said to be gone: it may be published', async () => {
    const { repository, receipt, remote, open } = await delivered(JEKYLL_COMMIT);
    const text = repository.read(remote.path) ?? '';
    repository.commit({ [remote.path]: null, '_posts/2026-11-21-a-draft.md': text });
    expect(await errorOf(github.deleteDraft(receipt, open()))).toMatchObject(CHANGED);
  });

  test('whose file or branch is gone already is no error', async () => {
    const { repository, receipt, remote, open } = await delivered(JEKYLL_COMMIT);
    repository.commit({ [remote.path]: null });
    await github.deleteDraft(receipt, open());
    repository.commit({ 'a.md': 'A' }, { branch: 'trunk' });
    repository.deleteRef('refs/heads/main');
    await github.deleteDraft(receipt, open());
    expect(repository.branches()).toEqual(['trunk']);
  });

  test('found again by its key is taken back whole', async () => {
    const { repository, key, open } = await delivered(JEKYLL_COMMIT);
    const found = await github.findDraft(key, open());
    if (found === null) throw new Error('it was not found');
    await github.deleteDraft(found, open());
    expect(repository.paths()).toEqual(['index.md']);
  });
});

test.each([
  ['a pull request', JEKYLL_PULL],
  ['a commit', JEKYLL_COMMIT],
])('%s of a repository that can no longer be seen is not said to be gone', async (_, settings) => {
  const { repository, receipt, open } = await delivered(settings);
  site.world.deleteRepository(repository.fullName);
  expect(await errorOf(github.deleteDraft(receipt, open()))).toMatchObject({ code: 'not_found' });
});

test.each([
  ['a pull request', JEKYLL_PULL],
  ['a commit', JEKYLL_COMMIT],
])('killed at any request, %s is gone once undo is asked for again', async (_, settings) => {
  for (let number = 1; ; number += 1) {
    const { repository, receipt, open } = await delivered(settings);
    const killer = deadAt(number, number % 2 === 0 ? 'before' : 'after');
    await errorOf(github.deleteDraft(receipt, open(killer)));
    await github.deleteDraft(receipt, open());
    expect([repository.branches(), repository.paths()], `killed at request ${number}`).toEqual([
      ['main'],
      ['index.md'],
    ]);
    if (killer.count() < number) break;
  }
});
