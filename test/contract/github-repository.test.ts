/** Our GitHub for tests keeps repositories as git does, and refuses as GitHub does what would break them. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Repository } from '../servers/github/repository.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { type Called, type Caller, callerOf, textIn } from './github-calls.ts';

let github: RunningGitHub;
let call: Caller;
let repository: Repository;
let root: string;
let count = 0;

beforeAll(async () => {
  github = await startGitHub();
  call = callerOf(github);
});
afterAll(() => github.stop());
beforeEach(() => {
  count += 1;
  repository = github.world.addRepository(`ada/site-${count}`, { '_config.yml': 'title: A site\n', 'a/b.md': 'b\n' });
  root = `repos/${repository.fullName}`;
});
afterEach(() => {
  expect(github.violations.splice(0)).toEqual([]);
});

const refusal = (answer: Called): [number, string] => [answer.status, textIn(answer, 'message')];
const base64 = (text: string): string => Buffer.from(text).toString('base64');

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
  });

  test('may be made by nobody where a ruleset says so', async () => {
    repository.restrictsCreation = true;
    expect(refusal(await create('refs/heads/x'))).toEqual([
      422,
      'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
    ]);
  });
});

describe('files', () => {
  const put = (path: string, json: object): Promise<Called> =>
    call('PUT', `${root}/contents/${path}`, { json: { message: 'm', ...json } });

  test('are new with 201, changed with 200, and only by whoever knows what is there', async () => {
    const first = await put('x.md', { content: base64('one') });
    expect([first.status, first.body]).toMatchObject([201, { content: { path: 'x.md' }, commit: { message: 'm' } }]);
    expect(refusal(await put('x.md', { content: base64('two') }))).toEqual([
      422,
      'Invalid request.\n\n"sha" wasn\'t supplied.',
    ]);
    const stale = 'e'.repeat(40);
    expect(refusal(await put('x.md', { content: '', sha: stale }))).toEqual([409, `x.md does not match ${stale}`]);
    const sha = textIn(first, 'content', 'sha');
    expect((await put('x.md', { content: base64('two'), sha })).status).toBe(200);
    expect(repository.read('x.md')).toBe('two');
    expect((await put('new.md', { content: '', sha: stale })).status).toBe(201);
    expect(refusal(await put('y.md', { content: '', branch: 'none' }))).toEqual([404, 'Branch none not found']);
    expect(refusal(await put('y.md', { content: 'not base 64!' }))).toEqual([422, 'content is not valid Base64']);
    expect(refusal(await put('a', { content: '' }))).toEqual([422, 'The specified path is a directory.']);
  });

  test('are deleted by whoever knows what is there', async () => {
    const remove = (sha: string) =>
      call('DELETE', `${root}/contents/a/b.md`, { json: { message: 'm', sha, branch: 'main' } });
    expect((await remove('e'.repeat(40))).status).toBe(409);
    const sha = textIn(await call('GET', `${root}/contents/a/b.md`), 'sha');
    expect((await remove(sha)).body).toMatchObject({ content: null });
    expect((await remove(sha)).status).toBe(404);
    expect(repository.paths()).toEqual(['_config.yml']);
  });

  test('are read with their text, as they are, or as a list', async () => {
    const file = await call('GET', `${root}/contents/a/b.md?ref=main`);
    expect(file.body).toMatchObject({ type: 'file', encoding: 'base64', content: `${base64('b\n')}\n`, size: 2 });
    const raw = await call('GET', `${root}/contents/a/b.md`, {
      headers: { accept: 'application/vnd.github.raw+json' },
    });
    expect(raw.body).toBe('b\n');
    expect((await call('GET', `${root}/contents/`)).body).toMatchObject([
      { name: '_config.yml' },
      { name: 'a', type: 'dir' },
    ]);
    expect((await call('GET', `${root}/contents/none.md`)).status).toBe(404);
    expect(refusal(await call('GET', `${root}/contents/a/b.md?ref=none`))).toEqual([
      404,
      'No commit found for the ref none',
    ]);
    repository.commit({ 'large.txt': 'x'.repeat(1_000_001) });
    expect((await call('GET', `${root}/contents/large.txt`)).body).toMatchObject({ encoding: 'none', content: '' });
  });

  test('have a history, also after they are gone', async () => {
    repository.commit({ '_drafts/x.md': 'x' }, { message: 'Draft: x' });
    repository.commit({ 'other.md': 'o' }, { message: 'Another' });
    repository.commit({ '_drafts/x.md': null, '_posts/x.md': 'x' }, { message: 'Publish x' });
    const log = await call('GET', `${root}/commits?sha=main&path=_drafts/x.md&per_page=100`);
    expect(log.body).toMatchObject([{ commit: { message: 'Publish x' } }, { commit: { message: 'Draft: x' } }]);
    const last = await call('GET', `${root}/commits/main`);
    expect(last.body).toMatchObject({
      files: [{ filename: '_posts/x.md', status: 'renamed', previous_filename: '_drafts/x.md', changes: 0 }],
    });
    const [, , first] = repository.messages();
    expect(first).toBe('Draft: x');
    const drafted = await call('GET', `${root}/commits/${textIn(log, 1, 'sha')}`);
    expect(drafted.body).toMatchObject({ files: [{ filename: '_drafts/x.md', status: 'added', additions: 1 }] });
    expect((await call('GET', `${root}/commits?sha=main&path=none.md`)).body).toEqual([]);
    expect((await call('GET', `${root}/commits?sha=none`)).status).toBe(404);
  });
});

describe('pull requests', () => {
  const open = (json: object = {}): Promise<Called> =>
    call('POST', `${root}/pulls`, { json: { title: 'T', head: 'x', base: 'main', draft: true, ...json } });
  const custom = (message: string) => [{ resource: 'PullRequest', code: 'custom', message }];

  beforeEach(() => {
    repository.commit({ 'x.md': 'x' }, { branch: 'x' });
  });

  test('are drafts where they are asked for, one for each branch', async () => {
    const made = await open({ body: 'Text' });
    expect([made.status, made.body]).toMatchObject([
      201,
      { number: 1, draft: true, state: 'open', merged: false, changed_files: 1, commits: 1, user: { login: 'ada' } },
    ]);
    const again = await open();
    expect([again.status, again.body]).toMatchObject([
      422,
      { message: 'Validation Failed', errors: custom('A pull request already exists for ada:x.') },
    ]);
    const list = (query: string) => call('GET', `${root}/pulls?${query}`);
    expect((await list('head=ada:x&state=all')).body).toMatchObject([{ number: 1 }]);
    expect((await list('head=ada:y')).body).toEqual([]);
    // Without its owner a head filters nothing.
    expect((await list('head=y')).body).toHaveLength(1);
    expect((await list('state=closed')).body).toEqual([]);
  });

  test.each([
    ['from no branch', { head: 'none' }, [{ resource: 'PullRequest', field: 'head', code: 'invalid' }]],
    ["from another's branch", { head: 'eve:x' }, [{ resource: 'PullRequest', field: 'head', code: 'invalid' }]],
    ['to no branch', { base: 'none' }, [{ resource: 'PullRequest', field: 'base', code: 'invalid' }]],
    ['of nothing', { head: 'main' }, custom('No commits between main and main')],
    ['with a title too long', { title: 't'.repeat(257) }, custom('title is too long (maximum is 256 characters)')],
    ['with a body too long', { body: 'b'.repeat(65_537) }, custom('body is too long (maximum is 65536 characters)')],
    ['without a title', { title: ' ' }, [{ resource: 'PullRequest', field: 'title', code: 'missing_field' }]],
  ])('are not made %s', async (_name, json, errors) => {
    const answer = await open(json);
    expect([answer.status, answer.body]).toMatchObject([422, { message: 'Validation Failed', errors }]);
  });

  test('are no drafts in a private repository, unless its owner pays for a team', async () => {
    repository.isPrivate = true;
    expect(refusal(await open())).toEqual([422, 'Draft pull requests are not supported in this repository.']);
    expect((await open({ draft: false })).body).toMatchObject({ draft: false });
    const { site } = github;
    site.commit({ 'x.md': 'x' }, { branch: 'x' });
    const token = github.world.addFineGrainedToken('ada', { owner: 'press', repositories: ['press/site'] });
    const json = { title: 'T', head: 'x', base: 'main', draft: true };
    expect((await call('POST', 'repos/press/site/pulls', { token, json })).body).toMatchObject({ draft: true });
  });

  test('are closed, and reopened while their branch is there', async () => {
    await open();
    const change = (json: object) => call('PATCH', `${root}/pulls/1`, { json });
    expect((await change({ state: 'closed' })).body).toMatchObject({ state: 'closed', merged: false });
    expect((await change({ state: 'open', title: 'New' })).body).toMatchObject({ state: 'open', title: 'New' });
    await call('DELETE', `${root}/git/refs/heads/x`);
    expect((await call('GET', `${root}/pulls/1`)).body).toMatchObject({ state: 'closed', head: { ref: 'x' } });
    expect((await change({ state: 'open' })).status).toBe(422);
    expect((await call('GET', `${root}/pulls/2`)).status).toBe(404);
  });

  test('bring their changes to the branch, where the person merges them', async () => {
    await open();
    repository.commit({ 'other.md': 'o' });
    const sha = repository.merge(1);
    expect(repository.paths()).toEqual(['_config.yml', 'a/b.md', 'other.md', 'x.md']);
    const merged = { merged: true, state: 'closed', draft: false, merge_commit_sha: sha, merged_by: { login: 'ada' } };
    expect((await call('GET', `${root}/pulls/1`)).body).toMatchObject(merged);
    expect(repository.messages('main', 'x.md')).toEqual(['By hand']);
  });
});

describe('some repositories take nothing', () => {
  test('empty ones have no branch, no object and no file', async () => {
    const empty = github.world.addRepository(`ada/empty-${count}`, null);
    const path = `repos/${empty.fullName}`;
    expect((await call('GET', `${path}/branches`)).body).toEqual([]);
    for (const [method, wanted, json] of [
      ['GET', 'git/ref/heads/main'],
      ['GET', 'commits'],
      ['POST', 'git/blobs', { content: '' }],
    ] as const) {
      const answer = await call(method, `${path}/${wanted}`, json === undefined ? {} : { json });
      expect(refusal(answer)).toEqual([409, 'Git Repository is empty.']);
    }
    expect(refusal(await call('GET', `${path}/contents/`))).toEqual([404, 'This repository is empty.']);
    const first = await call('PUT', `${path}/contents/README.md`, { json: { message: 'm', content: '' } });
    expect([first.status, empty.paths()]).toEqual([201, ['README.md']]);
  });

  test('renamed ones are found at another address', async () => {
    github.world.renameRepository(repository.fullName, `other-${count}`);
    const location = `${github.apiUrl}repositories/${repository.id}`;
    const options = { redirect: 'manual', headers: { authorization: `Bearer ${github.token}` } } as const;
    const answer = await fetch(`${github.apiUrl}${root}`, options);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, location]);
    expect(await answer.json()).toMatchObject({ message: 'Moved Permanently', url: location });
    const body = JSON.stringify({ content: '' });
    const written = await fetch(`${github.apiUrl}${root}/git/blobs`, { ...options, method: 'POST', body });
    expect([written.status, written.headers.get('location')]).toEqual([307, `${location}/git/blobs`]);
    expect((await call('GET', `repos/${repository.fullName}`)).status).toBe(200);
  });

  test('archived ones are read only', async () => {
    repository.archived = true;
    expect((await call('GET', `${root}/contents/_config.yml`)).status).toBe(200);
    expect(refusal(await call('POST', `${root}/git/blobs`, { json: { content: '' } }))).toEqual([
      403,
      'Repository was archived so is read-only.',
    ]);
  });
});
