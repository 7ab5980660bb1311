import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DRAFT,
  deadAt,
  deliver,
  errorOf,
  type GitHubSite,
  JEKYLL_COMMIT,
  JEKYLL_PULL,
  startGitHubSite,
  uploaded,
} from '../../../test/support/github-site.ts';
import { github } from './adapter.ts';
import { remoteOf } from './receipt.ts';
import type { GitHubSettings } from './settings.ts';

let site: GitHubSite;
beforeAll(async () => {
  site = await startGitHubSite();
});
afterAll(() => site.stop());

/** Delivered with a link in place of its image, whose copy is there now. */
async function withLateCopy(settings: GitHubSettings) {
  const at = site.place(settings);
  const key = await github.deliveryKey(DRAFT, '0a1b2c3d', at.open());
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
