/** Our GitHub for tests has GitHub's rules: what it refuses, in which words, and what a token may do. */
import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { handClock } from '../support/memory.ts';
import { appJwt, gitHubToCall, textIn } from './github-calls.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const clock = handClock(NOW);
const { github, call } = await gitHubToCall({ clock });

beforeEach(() => {
  clock.set(NOW);
  github.requests.length = 0;
});

const now = (): number => Math.floor(clock.now() / 1000);
const jwt = (more: object = {}, key = github.privateKey): string =>
  appJwt(key, { iat: now() - 60, exp: now() + 540, iss: String(github.app.id), ...more });
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();

describe('an App says who it is by RS256', () => {
  test.each([
    ['its id as text', () => jwt()],
    ['its id as a number', () => jwt({ iss: github.app.id })],
    ['its client id', () => jwt({ iss: github.app.clientId })],
    ['one second less than ten minutes', () => jwt({ exp: now() + 599 })],
  ])('with %s', async (_name, token) => {
    const { status, body } = await call('GET', 'app', { token: token() });
    expect([status, body]).toMatchObject([200, { id: github.app.id, slug: 'clipdraft-of-ada' }]);
  });

  const EXP = /^'Expiration time' claim \('exp'\) must be a numeric value/;
  test.each([
    [
      'exactly ten minutes',
      () => jwt({ exp: now() + 600 }),
      401,
      /^'Expiration time' claim \('exp'\) is too far in the future$/,
    ],
    ['an end that is past', () => jwt({ exp: now() - 1 }), 401, EXP],
    ['an end in fractions', () => jwt({ exp: now() + 1.5 }), 401, EXP],
    ['no end', () => jwt({ exp: undefined }), 401, EXP],
    ['a beginning to come', () => jwt({ iat: now() + 1 }), 401, /^'Issued at' claim \('iat'\) must be an Integer/],
    ['no beginning', () => jwt({ iat: undefined }), 401, /^'Issued at' claim \('iat'\) must be an Integer/],
    ['the id of no App', () => jwt({ iss: '1' }), 404, /^Integration not found$/],
    ["another's key", () => jwt({}, otherKey), 401, /^A JSON web token could not be decoded$/],
    ['no algorithm', () => appJwt(github.privateKey, {}, { alg: 'none' }), 401, /^A JSON web token could not be/],
    ['another algorithm', () => appJwt(github.privateKey, {}, { alg: 'HS256' }), 401, /^A JSON web token could not be/],
    ['garbage', () => 'a.b.c', 401, /^A JSON web token could not be decoded$/],
    ["a person's token", () => github.token, 401, /^A JSON web token could not be decoded$/],
  ])('not with %s', async (_name, token, status, message) => {
    const answer = await call('GET', 'app', { token: token() });
    expect([answer.status, textIn(answer, 'message')]).toEqual([status, expect.stringMatching(message)]);
  });

  test('finds where it is installed, by list and by repository', async () => {
    const { id } = github.installation;
    const found = { id, account: { login: 'ada' }, repository_selection: 'all', suspended_at: null };
    expect((await call('GET', 'app/installations', { token: jwt() })).body).toMatchObject([found]);
    expect((await call('GET', `app/installations/${id}`, { token: jwt() })).body).toMatchObject(found);
    expect((await call('GET', 'repos/ada/blog/installation', { token: jwt() })).body).toMatchObject(found);
    expect((await call('GET', 'repos/press/site/installation', { token: jwt() })).status).toBe(404);
    expect((await call('GET', 'repos/ada/blog', { token: jwt() })).status).toBe(401);
  });
});

describe('a token of an installation', () => {
  const path = () => `app/installations/${github.installation.id}/access_tokens`;
  const mint = (json?: object, id = github.installation.id) =>
    call('POST', `app/installations/${id}/access_tokens`, { token: jwt(), ...(json && { json }) });
  const tokenFor = async (json?: object): Promise<string> => textIn(await mint(json), 'token');

  test('is long, says who made it, and ends in an hour', async () => {
    const answer = await mint();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ expires_at: '2026-11-21T13:00:00Z', repository_selection: 'all' },
      permissions: { contents: 'write', pull_requests: 'write', metadata: 'read' },
    });
    const token = textIn(answer, 'token');
    expect(token).toMatch(new RegExp(`^ghs_${github.app.id}_.{500,}$`));
    clock.advance(3_599_000);
    expect((await call('GET', 'installation/repositories', { token })).status).toBe(200);
    clock.advance(1000);
    const ended = await call('GET', 'installation/repositories', { token });
    expect([ended.status, textIn(ended, 'message')]).toEqual([401, 'Bad credentials']);
  });

  test('may be narrowed to a repository and to permissions, and is refused beyond', async () => {
    const json = { repositories: ['blog'], permissions: { contents: 'read' } };
    const answer = await mint(json);
    expect(answer.body).toMatchObject({ repository_selection: 'selected', repositories: [{ full_name: 'ada/blog' }] });
    const token = textIn(answer, 'token');
    const listed = await call('GET', 'installation/repositories', { token });
    // What a person may do is not what an App may: these tell nothing.
    const nobody = { admin: false, push: false, pull: false };
    expect(listed.body).toMatchObject({ total_count: 1, repositories: [{ name: 'blog', permissions: nobody }] });
    expect((await call('GET', 'repos/ada/notes', { token })).status).toBe(404);
    const blob = await call('POST', 'repos/ada/blog/git/blobs', { token, json: { content: '' } });
    expect([blob.status, textIn(blob, 'message')]).toEqual([403, 'Resource not accessible by integration']);
    expect(blob.headers.get('x-accepted-github-permissions')).toBe('contents=write');
    const pull = await call('POST', 'repos/ada/blog/pulls', {
      token,
      json: { title: 'T', head: 'main', base: 'main' },
    });
    expect([pull.status, pull.headers.get('x-accepted-github-permissions')]).toEqual([403, 'pull_requests=write']);
  });

  test('is for no person: asked who it is, GitHub refuses', async () => {
    const token = await tokenFor();
    for (const wanted of ['user', 'user/repos']) {
      const answer = await call('GET', wanted, { token });
      expect([answer.status, textIn(answer, 'message')]).toEqual([403, 'Resource not accessible by integration']);
    }
  });

  test.each([
    ['of a repository that it does not reach', { repositories: ['site'] }, /^There is at least one repository/],
    ['of a repository by an id that it does not reach', { repository_ids: [1] }, /^There is at least one repository/],
    [
      'of a permission that it has not',
      { permissions: { issues: 'read' } },
      /^The permissions requested are not granted/,
    ],
  ])('is not made %s', async (_name, json, message) => {
    const answer = await mint(json);
    expect([answer.status, textIn(answer, 'message')]).toEqual([422, expect.stringMatching(message)]);
  });

  test('is made by the App alone, where it is installed', async () => {
    expect((await mint({}, 1)).status).toBe(404);
    expect((await call('POST', path())).status).toBe(401);
    expect((await call('POST', path(), { token: null })).status).toBe(401);
  });

  test('may not be known everywhere for some seconds', async () => {
    github.world.tokenDelayMs = 3000;
    const token = await tokenFor();
    github.world.tokenDelayMs = 0;
    expect((await call('GET', 'installation/repositories', { token })).status).toBe(401);
    clock.advance(3000);
    expect((await call('GET', 'installation/repositories', { token })).status).toBe(200);
  });

  test('does nothing while the installation is suspended, and none is made', async () => {
    const token = await tokenFor();
    github.world.suspend(github.installation.id);
    for (const answer of [await mint(), await call('GET', 'repos/ada/blog', { token })]) {
      expect([answer.status, textIn(answer, 'message')]).toEqual([403, 'This installation has been suspended']);
    }
    const [listed] = [(await call('GET', 'app/installations', { token: jwt() })).body];
    expect(listed).toMatchObject([{ suspended_at: '2026-11-21T12:00:00Z', suspended_by: { login: 'ada' } }]);
    github.world.suspend(github.installation.id, false);
    expect((await call('GET', 'repos/ada/blog', { token })).status).toBe(200);
  });

  test('commits as the App’s bot', async () => {
    const token = await tokenFor();
    const json = { message: 'By the App', content: '' };
    const { body } = await call('PUT', 'repos/ada/blog/contents/by-app.md', { token, json });
    expect(body).toMatchObject({ commit: { author: { name: 'clipdraft-of-ada[bot]' } } });
  });
});

describe("a person's own token", () => {
  test('says who they are, and when it ends', async () => {
    const token = github.world.addFineGrainedToken('ada', { expiresAt: NOW + 86_400_000 });
    const { status, body, headers } = await call('GET', 'user', { token });
    expect([status, body]).toMatchObject([200, { login: 'ada', name: 'Ada Lovelace' }]);
    expect(headers.get('github-authentication-token-expiration')).toBe('2026-11-22 12:00:00 UTC');
    clock.advance(86_400_000);
    const ended = await call('GET', 'user', { token });
    expect([ended.status, textIn(ended, 'message')]).toEqual([401, 'Bad credentials']);
    expect((await call('GET', 'user')).headers.has('github-authentication-token-expiration')).toBe(false);
  });

  test('that is fine-grained reaches what it was made for; of the rest, what is public is read', async () => {
    const token = github.world.addFineGrainedToken('ada', {
      repositories: ['ada/notes'],
      permissions: { contents: 'read' },
    });
    expect((await call('GET', 'repos/ada/notes', { token })).status).toBe(200);
    expect((await call('GET', 'repos/press/site', { token })).status).toBe(404);
    expect((await call('GET', 'repos/ada/blog', { token })).status).toBe(200);
    // What it shows are the person's own permissions, not the token's.
    const shown = await call('GET', 'user/repos', { token });
    expect(shown.body).toMatchObject([{ full_name: 'ada/notes', permissions: { push: true } }]);
    for (const name of ['notes', 'blog']) {
      const answer = await call('POST', `repos/ada/${name}/git/blobs`, { token, json: { content: '' } });
      expect([answer.status, textIn(answer, 'message')]).toEqual([
        403,
        'Resource not accessible by personal access token',
      ]);
    }
  });

  test('that is classic reaches all that the person may, by its scopes', async () => {
    const token = github.world.addClassicToken('ada');
    const { headers, body } = await call('GET', 'user/repos?sort=pushed', { token });
    expect(headers.get('x-oauth-scopes')).toBe('repo');
    expect(body).toHaveLength(3);
    expect((await call('POST', 'repos/press/site/git/blobs', { token, json: { content: '' } })).status).toBe(201);
    const narrow = github.world.addClassicToken('ada', { scopes: ['public_repo'] });
    expect((await call('GET', 'repos/ada/notes', { token: narrow })).status).toBe(404);
    expect((await call('POST', 'repos/ada/blog/git/blobs', { token: narrow, json: { content: '' } })).status).toBe(201);
    const none = github.world.addClassicToken('ada', { scopes: [] });
    expect((await call('POST', 'repos/ada/blog/git/blobs', { token: none, json: { content: '' } })).status).toBe(404);
  });

  test('that is revoked or unknown is no token; without one, what is public may be read', async () => {
    const token = github.world.addFineGrainedToken('ada');
    github.world.revokeToken(token);
    for (const wrong of [token, 'github_pat_unknown']) {
      expect((await call('GET', 'repos/ada/blog', { token: wrong })).status).toBe(401);
    }
    expect((await call('GET', 'repos/ada/blog', { token: null })).status).toBe(200);
    expect((await call('GET', 'repos/ada/notes', { token: null })).status).toBe(404);
    for (const [method, path] of [
      ['GET', 'user'],
      ['POST', 'repos/ada/blog/git/blobs'],
    ] as const) {
      const answer = await call(method, path, { token: null, ...(method === 'POST' && { json: { content: '' } }) });
      expect([answer.status, textIn(answer, 'message')]).toEqual([401, 'Requires authentication']);
    }
  });

  test('of a person who may only read writes nothing', async () => {
    github.world.addUser('eve');
    github.blog.roles.set('eve', 'read');
    const token = github.world.addFineGrainedToken('eve', { owner: 'ada', repositories: ['ada/blog'] });
    expect((await call('POST', 'repos/ada/blog/git/blobs', { token, json: { content: '' } })).status).toBe(403);
  });
});
