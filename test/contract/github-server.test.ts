import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';

let github: RunningGitHub;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.stop());

test('smoke', async () => {
  const call = async (method: string, path: string, body?: unknown, token = github.token) => {
    const a = await fetch(`${github.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await a.text();
    return { status: a.status, body: text === '' ? null : JSON.parse(text), headers: a.headers };
  };
  for (const path of [
    'meta',
    'rate_limit',
    'user',
    'user/repos',
    'repos/ada/blog',
    'repos/press/site',
    'repos/ada/blog/branches',
    'repos/ada/blog/branches/main',
    'repos/ada/blog/git/ref/heads/main',
    'repos/ada/blog/git/matching-refs/heads/',
    'repos/ada/blog/contents/',
    'repos/ada/blog/contents/_config.yml',
    'repos/ada/blog/contents/_config.yml?ref=main',
    'repos/ada/blog/commits?path=_config.yml&sha=main',
    'repos/ada/blog/pulls?state=all',
    'repos/ada/blog/git/trees/main?recursive=1',
    'app',
    'installation/repositories',
  ]) {
    const r = await call('GET', path);
    console.log(path, r.status);
  }
  const sha = github.blog.head() ?? '';
  const blob = await call('POST', 'repos/ada/blog/git/blobs', { content: 'aGk=', encoding: 'base64' });
  const tree = await call('POST', 'repos/ada/blog/git/trees', {
    base_tree: sha,
    tree: [
      { path: '_drafts/x.md', mode: '100644', type: 'blob', content: 'hi' },
      { path: 'a/b.png', mode: '100644', type: 'blob', sha: blob.body.sha },
    ],
  });
  const commit = await call('POST', 'repos/ada/blog/git/commits', {
    message: 'Draft',
    tree: tree.body.sha,
    parents: [sha],
  });
  const ref = await call('POST', 'repos/ada/blog/git/refs', { ref: 'refs/heads/clipdraft/x', sha: commit.body.sha });
  const pull = await call('POST', 'repos/ada/blog/pulls', {
    title: 'T',
    head: 'clipdraft/x',
    base: 'main',
    draft: true,
  });
  console.log(blob.status, tree.status, commit.status, ref.status, pull.status);
  await call('GET', 'repos/ada/blog/pulls/1');
  await call('PATCH', 'repos/ada/blog/pulls/1', { state: 'closed' });
  await call('PUT', 'repos/ada/blog/contents/new.md', { message: 'm', content: 'aGk=' });
  await call('DELETE', 'repos/ada/blog/git/refs/heads/clipdraft/x');
  expect(github.violations).toEqual([]);
});
