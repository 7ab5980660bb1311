import { afterAll, describe, expect, test } from 'vitest';
import { aDraft } from '../../../test/fixtures/draft.ts';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import {
  type Between,
  DRAFT,
  deliver,
  errorOf,
  JEKYLL_COMMIT,
  NONCE,
  startGitHubSite,
  uploaded,
} from '../../../test/support/github-site.ts';
import { github } from './adapter.ts';

const site = await startGitHubSite();
afterAll(() => site.stop());

describe('as a commit', () => {
  test('the site’s branch moves on by one commit, which names its delivery', async () => {
    const at = site.place(JEKYLL_COMMIT);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const receipt = await github.createDraft(DRAFT, key, {}, at.open(), await uploaded(at.open()));
    expect(key).toBe(`${NONCE}:main:_drafts/a-draft.md`);
    expect(at.repository.messages('main')).toEqual([
      expect.stringMatching(
        /^Draft: A draft\n\nSource: example\.com\/post\n\nClipdraft-Delivery: 0a1b2c3d\nClipdraft-Date: \d{4}-\S+Z$/,
      ),
      'Initial commit',
    ]);
    expect(at.repository.branches()).toEqual(['main']);
    expect(receipt.editUrl).toBe(`${site.world.url}/ada/${at.repository.name}/edit/main/_drafts/a-draft.md`);
    expect(await github.findDraft(key, at.open())).toEqual(receipt);
  });

  test.each([
    ['changed', { '_drafts/a-draft.md': 'Mine now.' }],
    ['deleted', { '_drafts/a-draft.md': null }],
    ['moved', { '_drafts/a-draft.md': null, '_posts/2026-11-21-a-draft.md': 'Published.' }],
  ])('a file that was %s since is found, and nothing is sent again', async (_, files) => {
    const at = site.place(JEKYLL_COMMIT);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const { remoteId } = await deliver(DRAFT, key, at.open());
    at.repository.commit(files);
    const head = at.repository.head('main');
    expect(await deliver(DRAFT, key, at.open())).toMatchObject({ remoteId });
    expect(at.repository.head('main')).toBe(head);
  });

  test('never where readers would see it', async () => {
    const at = site.place(githubSettings('eleventy', { delivery: 'commit' }));
    const before = site.double.requests.length;
    const refused = { code: 'insufficient_scope', reason: 'github_would_publish' };
    expect(await errorOf(github.deliveryKey(DRAFT, NONCE, at.open()))).toMatchObject(refused);
    const create = github.createDraft(DRAFT, `${NONCE}:main:posts/a-draft.md`, {}, at.open());
    expect(await errorOf(create)).toMatchObject(refused);
    expect(site.double.requests).toHaveLength(before);
    const confirmed = site.session({ ...at.settings, hidesDrafts: true });
    await deliver(DRAFT, await github.deliveryKey(DRAFT, NONCE, confirmed), confirmed);
    expect(at.repository.read('posts/a-draft.md')).toMatch(/^draft: true$/m);
  });

  test.each(['reviews', 'ruleset'] as const)('a branch that is protected by %s says so', async (protection) => {
    const at = site.place(JEKYLL_COMMIT);
    at.repository.protections.set('main', protection);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    expect(await errorOf(deliver(DRAFT, key, at.open()))).toMatchObject({ reason: 'github_protected_branch' });
  });

  test('two at once on one branch: both files are there, one commit each', async () => {
    const at = site.place(JEKYLL_COMMIT);
    const titles = ['One', 'Two', 'Three'];
    const keys = await Promise.all(
      titles.map((title, index) => github.deliveryKey(aDraft({ title }), `0000000${index}`, at.open())),
    );
    await Promise.all(titles.map((title, index) => deliver(aDraft({ title }), keys[index] ?? '', at.open())));
    expect(at.repository.paths('main')).toEqual(
      expect.arrayContaining(['_drafts/one.md', '_drafts/three.md', '_drafts/two.md']),
    );
    expect(at.repository.messages('main')).toHaveLength(4);
  });

  test('where others write again and again, it stops after five tries, and nothing is written', async () => {
    const at = site.place(JEKYLL_COMMIT);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    let others = 0;
    const busy: Between = {
      before({ method }) {
        if (method !== 'PATCH') return;
        others += 1;
        at.repository.commit({ 'busy.md': String(others) });
      },
    };
    expect(await errorOf(deliver(DRAFT, key, at.open(busy)))).toMatchObject({ reason: 'github_not_fast_forward' });
    expect(others).toBe(5);
    expect(at.repository.paths('main')).toEqual(['busy.md', 'index.md']);
  });
});
