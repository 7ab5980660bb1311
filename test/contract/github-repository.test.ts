/** Our GitHub for tests keeps repositories as git does, and refuses as GitHub does what would break them. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Repository } from '../servers/github/repository.ts';
import { type Called, gitHubToCall, textIn } from './github-calls.ts';

const { github, call } = await gitHubToCall();
let repository: Repository;
let root: string;
let count = 0;

beforeEach(() => {
  count += 1;
  repository = github.world.addRepository(`ada/site-${count}`, { '_config.yml': 'title: A site\n', 'a/b.md': 'b\n' });
  root = `repos/${repository.fullName}`;
});

const refusal = (answer: Called): [number, string] => [answer.status, textIn(answer, 'message')];

/** One commit on top of the default branch, by the git database; no branch points at it yet. */
async function commitOf(files: Record<string, string>): Promise<string> {
  const parent = repository.head();
  const tree = Object.entries(files).map(([path, content]) => ({ path, mode: '100644', type: 'blob', content }));
  const made = await call('POST', `${root}/git/trees`, { json: { base_tree: parent, tree } });
  const json = { message: 'A draft', tree: textIn(made, 'sha'), parents: [parent] };
  return textIn(await call('POST', `${root}/git/commits`, { json }), 'sha');
}

describe('the git database', () => {
  test('gives the shas that git gives, and git finds nothing wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'github-double-'));
    try {
      const sha = await commitOf({ 'a/c.md': 'Zürich 🎉\n', 'a.b': 'sorts before a/', '_drafts/x.md': '' });
      await call('POST', `${root}/git/refs`, { json: { ref: 'refs/heads/clipdraft/x', sha } });
      await repository.writeBare(join(folder, 'bare'));
      const git = (...args: string[]): string =>
        execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      expect(git('--git-dir=bare', 'fsck', '--strict', '--no-dangling')).toBe('');
      expect(git('--git-dir=bare', 'rev-parse', 'clipdraft/x').trim()).toBe(sha);
      expect(git('--git-dir=bare', 'log', '--format=%s %an', 'clipdraft/x')).toBe(
        'A draft Ada Lovelace\nInitial commit Ada Lovelace\n',
      );
      git('clone', '-q', '-b', 'clipdraft/x', 'bare', 'clone');
      await github.checkout(repository.fullName, 'clipdraft/x', join(folder, 'checkout'));
      for (const path of ['a/c.md', 'a/b.md', 'a.b', '_config.yml', '_drafts/x.md']) {
        expect(await readFile(join(folder, 'clone', path))).toEqual(await readFile(join(folder, 'checkout', path)));
      }
      git('-C', 'clone', 'diff', '--quiet', 'HEAD');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('keeps every byte of a blob', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const json = { content: bytes.toString('base64'), encoding: 'base64' };
    const sha = textIn(await call('POST', `${root}/git/blobs`, { json }), 'sha');
    expect(repository.objects.blob(sha)).toEqual(bytes);
    const shown = await call('GET', `${root}/git/blobs/${sha}`);
    expect(Buffer.from(textIn(shown, 'content'), 'base64')).toEqual(bytes);
    // The empty one is the same everywhere.
    const empty = await call('POST', `${root}/git/blobs`, { json: { content: '', encoding: 'base64' } });
    expect(textIn(empty, 'sha')).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(repository.branches()).toEqual(['main']);
  });

  test('a tree is made from another: what is not named stays, what is null goes, with a folder that is empty then', async () => {
    const tree = [
      { path: 'a/b.md', mode: '100644', type: 'blob', sha: null },
      { path: 'x/y/z.md', mode: '100644', type: 'blob', content: 'z' },
    ];
    const made = await call('POST', `${root}/git/trees`, { json: { base_tree: repository.head(), tree } });
    expect(made.status).toBe(201);
    const all = await call('GET', `${root}/git/trees/${textIn(made, 'sha')}?recursive=1`);
    const paths = [
      { path: '_config.yml' },
      { path: 'x', type: 'tree' },
      { path: 'x/y' },
      { path: 'x/y/z.md', size: 1 },
    ];
    expect(all.body).toMatchObject({ truncated: false, tree: paths });
    repository.treeLimit = 2;
    const cut = await call('GET', `${root}/git/trees/main?recursive=1`);
    expect(cut.body).toMatchObject({ truncated: true, tree: [{}, {}] });
  });

  const blob = { mode: '100644', type: 'blob', content: '' };
  test.each([
    ['above the repository', { ...blob, path: '../x.md' }, 'tree.path contains a malformed path component'],
    ['within git itself', { ...blob, path: 'a/.git/config' }, 'tree.path contains a malformed path component'],
    ['without a name', { ...blob, path: 'a//x.md' }, 'tree.path contains a malformed path component'],
    ['from the root', { ...blob, path: '/x.md' }, 'tree.path cannot start with a slash'],
    ['both ways', { ...blob, path: 'x', sha: 'e'.repeat(40) }, 'Must supply either tree.sha or tree.content'],
    ['that is not there', { path: 'x', mode: '100644', type: 'blob', sha: null }, 'GitRPC::BadObjectState'],
    [
      'of no object',
      { path: 'x', mode: '100644', type: 'blob', sha: 'e'.repeat(40) },
      `tree.sha ${'e'.repeat(40)} is not a valid blob`,
    ],
  ])('no tree has an entry %s', async (_name, entry, message) => {
    const json = { base_tree: repository.head(), tree: [entry] };
    expect(refusal(await call('POST', `${root}/git/trees`, { json }))).toEqual([422, message]);
  });

  test('no commit is made of what is not there', async () => {
    const tree = repository.treeOf(repository.head());
    const commit = (json: object): Promise<Called> => call('POST', `${root}/git/commits`, { json });
    expect(refusal(await commit({ message: 'm', tree: 'e'.repeat(40) }))).toEqual([422, 'Tree SHA does not exist']);
    expect(refusal(await commit({ message: 'm', tree, parents: [tree] }))).toEqual([
      422,
      'Parent SHA does not exist or is not a commit object',
    ]);
    const author = { name: 'Grace', email: 'grace@example.com', date: '2026-01-02T03:04:05Z' };
    expect((await commit({ message: 'm', tree, author })).body).toMatchObject({
      author,
      committer: author,
      parents: [],
    });
  });
});

describe('branches', () => {
  const create = (ref: string, sha = repository.head()): Promise<Called> =>
    call('POST', `${root}/git/refs`, { json: { ref, sha } });
  const move = (json: object, branch = 'main'): Promise<Called> =>
    call('PATCH', `${root}/git/refs/heads/${branch}`, { json });

  test('are made once, moved forward, and deleted once', async () => {
    expect((await create('refs/heads/clipdraft/x')).status).toBe(201);
    expect(refusal(await create('refs/heads/clipdraft/x'))).toEqual([422, 'Reference already exists']);
    expect((await call('GET', `${root}/git/ref/heads/clipdraft/x`)).body).toMatchObject({
      ref: 'refs/heads/clipdraft/x',
    });
    expect((await call('GET', `${root}/git/ref/heads/clipdraft`)).status).toBe(404);
    expect((await call('GET', `${root}/git/matching-refs/heads/clipdraft`)).body).toHaveLength(1);
    expect((await call('GET', `${root}/branches/clipdraft/x`)).body).toMatchObject({ name: 'clipdraft/x' });
    const remove = () => call('DELETE', `${root}/git/refs/heads/clipdraft/x`);
    expect((await remove()).status).toBe(204);
    expect(refusal(await remove())).toEqual([422, 'Reference does not exist']);
    expect(refusal(await move({ sha: repository.head() }, 'none'))).toEqual([422, 'Reference does not exist']);
  });

  test('do not go sideways unless they are forced', async () => {
    const [one, other] = [await commitOf({ 'one.md': '1' }), await commitOf({ 'other.md': '2' })];
    expect((await move({ sha: one, force: false })).status).toBe(200);
    expect(refusal(await move({ sha: other, force: false }))).toEqual([422, 'Update is not a fast forward']);
    expect(repository.head()).toBe(one);
    expect((await move({ sha: other, force: true })).status).toBe(200);
  });

  test.each([
    ['main', "Reference name must start with 'refs/' and have at least two slashes."],
    ['refs/heads', "Reference name must start with 'refs/' and have at least two slashes."],
    ['refs/heads/a b', 'refs/heads/a b is not a valid ref name.'],
    ['refs/heads/a..b', 'refs/heads/a..b is not a valid ref name.'],
    ['refs/heads/a.lock', 'refs/heads/a.lock is not a valid ref name.'],
    ['refs/heads/.a', 'refs/heads/.a is not a valid ref name.'],
    ['refs/heads/main/x', 'Reference update failed'],
  ])('%s is not made', async (ref, message) => {
    expect(refusal(await create(ref))).toEqual([422, message]);
  });

  test('point at commits', async () => {
    expect(refusal(await create('refs/heads/x', 'e'.repeat(40)))).toEqual([422, 'Object does not exist']);
    expect(refusal(await create('refs/heads/x', repository.treeOf(repository.head())))).toEqual([
      422,
      'Object is not a commit',
    ]);
  });

  test.each([
    ['reviews', 'Changes must be made through a pull request.'],
    ['ruleset', 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n'],
  ] as const)('that are protected by %s are not moved', async (protection, message) => {
    const sha = await commitOf({ 'x.md': 'x' });
    repository.protections.set('main', protection);
    expect(refusal(await move({ sha }))).toEqual([422, message]);
    const json = { message: 'm', content: '' };
    const written = await call('PUT', `${root}/contents/x.md`, { json });
    expect([written.status, textIn(written, 'message')]).toEqual([409, expect.stringContaining(message)]);
    expect((await create('refs/heads/free', sha)).status).toBe(201);
    expect((await call('GET', `${root}/branches?protected=true`)).body).toMatchObject([
      { name: 'main', protected: true },
    ]);
    expect((await call('GET', `${root}/branches/main`)).body).toMatchObject({ protected: true });
    const rules = protection === 'ruleset' ? [{ type: 'pull_request' }] : [];
    expect((await call('GET', `${root}/rules/branches/main`)).body).toMatchObject(rules);
    expect((await call('GET', `${root}/rules/branches/gone`)).body).toEqual([]);
  });

  test('may be made by nobody where a ruleset says so', async () => {
    repository.restrictsCreation = true;
    expect(refusal(await create('refs/heads/x'))).toEqual([
      422,
      'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
    ]);
  });
});
