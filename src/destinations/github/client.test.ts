import { createHash, randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { errorOf, JEKYLL_PULL, startGitHubSite } from '../../../test/support/github-site.ts';
import { blobShaOf } from './commit.ts';
import { uploadBlob } from './images.ts';
import { targetOf } from './repository.ts';

const site = await startGitHubSite();
afterAll(() => site.stop());

function opened() {
  const at = site.place(JEKYLL_PULL);
  return { ...at, ...targetOf(at.open()) };
}

describe('names in addresses', () => {
  test.each(['release/2026', 'a#b', '50%25', 'ü/東京', "it's", 'a+b=c&d'])('the branch %s is found', async (branch) => {
    const { repository, client, repo } = opened();
    const sha = repository.commit({ 'a.md': 'A' }, { branch });
    expect(await client.head(repo, branch)).toBe(sha);
    expect(await client.branches(repo)).toContain(branch);
    expect((await client.commitsOf(repo, branch, 'a.md')).map((commit) => commit.sha)).toEqual([sha]);
    await client.deleteBranch(repo, branch);
    expect(await client.head(repo, branch)).toBeNull();
  });

  test.each(['a b.md', 'what?.md', 'a#b/50%25.md', 'é/東京.md', '&=+.md'])('the file %s is found', async (path) => {
    const { repository, client, repo } = opened();
    repository.commit({ [path]: 'Wörds 🎉' });
    expect(await client.file(repo, path, 'main')).toMatchObject({ text: 'Wörds 🎉' });
  });

  test.each(['../notes', 'a/../../notes', './a.md', 'a//b.md', ''])('“%s” leads nowhere else', async (path) => {
    const { client, repo } = opened();
    const before = site.double.requests.length;
    expect(await errorOf((async () => client.file(repo, path, 'main'))())).toMatchObject({ code: 'not_found' });
    expect(site.double.requests).toHaveLength(before);
  });
});

test('lists are read to their end', async () => {
  const { repository, client, repo } = opened();
  const head = repository.head() ?? '';
  for (let number = 0; number < 230; number += 1) repository.setRef(`refs/heads/b-${number}`, head);
  expect(await client.branches(repo)).toHaveLength(231);
});

test('a folder is no file', async () => {
  const { repository, client, repo } = opened();
  repository.commit({ 'posts/a.md': 'A' });
  expect(await client.file(repo, 'posts', 'main')).toBeNull();
});

test.each([
  [Date.UTC(2099, 11, 1, 10, 30), '2099-12-01T10:30:00.000Z'],
  [null, null],
])('a token’s end is told where it has one', async (expiresAt, told) => {
  const token = site.world.addFineGrainedToken('ada', { expiresAt });
  const { settings } = opened();
  const { client } = targetOf(site.session(settings, {}, token));
  expect(await client.me()).toMatchObject({ login: 'ada', tokenEndsAt: told });
});

test('an image of any size becomes a blob of the same bytes, under a name without the key’s digits', async () => {
  for (const size of [0, 1, 2, 3, 24_575, 24_576, 24_577, 3_000_000]) {
    const { repository, open } = opened();
    const bytes = randomBytes(size);
    const file = { name: '0a1b2c3d:main:_posts/a-draft.md-1', bytes: new Blob([bytes], { type: 'image/jpeg' }) };
    const { url, remoteId } = await uploadBlob({ ...file, alt: '', caption: '' }, open());
    const sha = createHash('sha1').update(`blob ${size}\0`).update(bytes).digest('hex');
    expect([url, remoteId]).toEqual([`git-blob:${sha}/a-draft.md-1.jpg`, `ada/${repository.name}@${sha}`]);
    expect(repository.objects.blob(sha)?.equals(bytes)).toBe(true);
  }
});

test('the name under which git has a text is known without asking', async () => {
  for (const text of ['', 'A\n', 'Wörds 🎉\r\n\0']) {
    const sha = createHash('sha1')
      .update(`blob ${Buffer.byteLength(text)}\0${text}`)
      .digest('hex');
    expect(await blobShaOf(text)).toBe(sha);
  }
});
