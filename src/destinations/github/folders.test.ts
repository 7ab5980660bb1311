import { afterAll, beforeAll, expect, test } from 'vitest';
import { JEKYLL_COMMIT, startGitHubSite } from '../../../test/support/github-site.ts';
import { type Folders, readSnapshot } from './folders.ts';
import { targetOf } from './repository.ts';

const site = await startGitHubSite();
let folders: Folders;
beforeAll(async () => {
  const { repository, open } = site.place(JEKYLL_COMMIT);
  repository.commit({
    'posts/Café.md': 'A',
    'posts/deep/a.md': 'A',
    'img/cat.png': 'A cat',
    ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`posts/name-${index + 1}.md`, 'A'])),
  });
  const { client, repo } = targetOf(open());
  folders = (await readSnapshot(client, repo, repository.head() ?? '')).at;
});
afterAll(() => site.stop());

test.each([
  ['posts/new.md', 'free'],
  ['new/folder/new.md', 'free'],
  ['posts/name-7.md', 'taken'],
  ['posts/deep', 'taken'],
  ['posts/NAME-7.md', 'taken'],
  ['Posts/Cafe\u0301.md', 'taken'],
  ['index.md/new.md', 'blocked'],
  ['posts/name-7.md/new/index.md', 'blocked'],
])('%s is %s', async (path, kind) => {
  expect((await folders(path)).kind).toBe(kind);
});

test('a name whose ending is not known yet is taken by any', async () => {
  expect((await folders('img/cat')).kind).toBe('free');
  expect((await folders('img/cat', true)).kind).toBe('taken');
  expect((await folders('img/cats', true)).kind).toBe('free');
});

test('each folder is asked for once, however many names are tried', async () => {
  const { repository, open } = site.place(JEKYLL_COMMIT);
  repository.commit({ 'posts/a.md': 'A' });
  const { client, repo } = targetOf(open());
  const before = site.double.requests.length;
  const { at } = await readSnapshot(client, repo, repository.head() ?? '');
  for (const name of ['a', 'b', 'c', 'd']) await at(`posts/${name}.md`);
  expect(
    site.double.requests.slice(before).map(({ path }) => path.replace(/[0-9a-f]{40}/, 'SHA').split('/git/')[1]),
  ).toEqual(['commits/SHA', 'trees/SHA', 'trees/SHA']);
});

test('of names that differ in case only, each is looked at: nothing that stands there is taken for free', async () => {
  const { repository, open } = site.place(JEKYLL_COMMIT);
  repository.commit({ 'Posts/one.md': 'A', 'posts/two.md': 'B', Notes: 'A file.', 'notes/a.md': 'C' });
  const { client, repo } = targetOf(open());
  const { at } = await readSnapshot(client, repo, repository.head() ?? '');
  expect(await at('posts/two.md')).toEqual({ kind: 'taken', sha: expect.stringMatching(/^[0-9a-f]{40}$/) });
  // Only the very path has an object that may be ours.
  expect(await at('posts/one.md')).toEqual({ kind: 'taken', sha: null });
  expect(await at('posts/TWO.md')).toEqual({ kind: 'taken', sha: null });
  expect(await at('notes/a.md')).toMatchObject({ kind: 'taken' });
  expect(await at('notes/b.md')).toEqual({ kind: 'free' });
  expect(await at('Notes/b.md')).toEqual({ kind: 'blocked' });
});
