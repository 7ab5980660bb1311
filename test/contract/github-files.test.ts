/** Our GitHub for tests keeps files and pull requests as GitHub does, and refuses as GitHub does what would break them. */
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
const base64 = (text: string): string => Buffer.from(text).toString('base64');

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
