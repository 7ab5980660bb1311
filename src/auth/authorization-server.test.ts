import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { handClock } from '../../test/support/memory.ts';
import { oauthDeps } from '../destinations/oauth-deps.ts';
import { findAuthorizationServer } from './authorization-server.ts';

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

let server: FaultServer;
/** What stands at which path; elsewhere is a page that says that there is nothing. */
let at: Record<string, Fault>;
beforeAll(async () => {
  server = await startFaults();
  server.set(({ path }) => at[path] ?? htmlPage(404));
});
beforeEach(() => {
  at = {};
  server.requests.length = 0;
});
afterAll(() => server.stop());

const deps = () => oauthDeps({ fetch: (url, init) => fetch(url, init), clock: handClock(), destination: 'ghost' });
const find = (address: string) => findAuthorizationServer(address, deps());
const errorOf = (address: string) =>
  find(address).then(
    (found) => found,
    (error) => error.toView(),
  );
const metadata = (path = '', more: Record<string, unknown> = {}) => ({
  issuer: `${server.url}${path}`,
  authorization_endpoint: `${server.url}/authorize?tenant=1`,
  token_endpoint: `${server.url}/token`,
  ...more,
});
const asked = () => server.requests.map(({ path }) => path);

describe('what a server says of itself', () => {
  test('is read from its well-known address, without credentials', async () => {
    at[OAUTH] = jsonAnswer(200, {
      ...metadata(),
      revocation_endpoint: `${server.url}/revoke`,
      authorization_response_iss_parameter_supported: true,
      scopes_supported: ['openid', 'offline_access', 'drafts'],
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post', 'none', 'client_secret_basic'],
      jwks_uri: `${server.url}/jwks`,
    });
    expect(await find(server.url)).toEqual({
      issuer: server.url,
      authorizationEndpoint: `${server.url}/authorize?tenant=1`,
      tokenEndpoint: `${server.url}/token`,
      revocationEndpoint: `${server.url}/revoke`,
      issParameter: true,
      scopes: ['openid', 'offline_access', 'drafts'],
      clientAuthentication: ['client_secret_post', 'client_secret_basic'],
    });
    expect(server.requests).toMatchObject([{ method: 'GET', path: OAUTH, headers: { accept: 'application/json' } }]);
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('may be little: then it authenticates clients by Basic (RFC 8414 §2)', async () => {
    at[OAUTH] = jsonAnswer(200, metadata());
    expect(await find(server.url)).toEqual({
      issuer: server.url,
      authorizationEndpoint: `${server.url}/authorize?tenant=1`,
      tokenEndpoint: `${server.url}/token`,
      scopes: [],
      clientAuthentication: ['client_secret_basic'],
    });
  });

  test.each<[string, Record<string, unknown>, object]>([
    ['scopes that are none', { scopes_supported: 'openid' }, { scopes: [] }],
    ['scopes with characters of no scope', { scopes_supported: ['a', 'b c', '"', ''] }, { scopes: ['a'] }],
    [
      'only methods that we don’t speak',
      { token_endpoint_auth_methods_supported: ['none'] },
      { clientAuthentication: [] },
    ],
    [
      'methods that are none',
      { token_endpoint_auth_methods_supported: 7 },
      { clientAuthentication: ['client_secret_basic'] },
    ],
  ])('may be damaged where a sign-in can do without: %s', async (_, more, expected) => {
    at[OAUTH] = jsonAnswer(200, metadata('', more));
    expect(await find(server.url)).toMatchObject(expected);
  });

  test('promises the issuer in answers only by true itself (RFC 9207 §3)', async () => {
    at[OAUTH] = jsonAnswer(200, metadata('', { authorization_response_iss_parameter_supported: 'true' }));
    expect(await find(server.url)).not.toHaveProperty('issParameter');
  });

  test('is JSON whatever its type says: some servers keep it in a file without an ending', async () => {
    at[OAUTH] = { kind: 'answer', status: 200, body: JSON.stringify(metadata()) };
    expect(await find(server.url)).toMatchObject({ issuer: server.url });
  });
});

describe('where it is looked for', () => {
  test.each([
    ['', [OAUTH, OPENID]],
    ['/', [OAUTH, OPENID]],
    ['/realms/blog', [`${OAUTH}/realms/blog`, `/realms/blog${OPENID}`]],
    ['/realms/blog/', [`${OAUTH}/realms/blog`, `/realms/blog${OPENID}`]],
    ['/realms/blog?x=1#y', [`${OAUTH}/realms/blog`, `/realms/blog${OPENID}`]],
    [OPENID, [OPENID, OAUTH]],
    [OAUTH, [OAUTH, OPENID]],
    [`/realms/blog${OPENID}`, [`/realms/blog${OPENID}`, `${OAUTH}/realms/blog`]],
    [`${OAUTH}/realms/blog`, [`${OAUTH}/realms/blog`, `/realms/blog${OPENID}`]],
    [`/realms/blog${OAUTH}`, [`/realms/blog${OAUTH}`, `${OAUTH}/realms/blog`, `/realms/blog${OPENID}`]],
    ['/.well-known/other', [`${OAUTH}/.well-known/other`, `/.well-known/other${OPENID}`]],
  ])('at “%s”', async (path, places) => {
    expect(await find(`${server.url}${path}`)).toBeNull();
    expect(asked()).toEqual(places);
  });

  test.each(['/realms/blog', '/realms/blog/'])(
    'the issuer %s may end in a slash or not, whatever was entered',
    async (issuer) => {
      at[`/realms/blog${OPENID}`] = jsonAnswer(200, metadata(issuer));
      for (const entered of ['/realms/blog', '/realms/blog/', `/realms/blog${OPENID}`]) {
        expect(await find(`${server.url}${entered}`)).toMatchObject({ issuer: `${server.url}${issuer}` });
      }
    },
  );

  test('so may one without a path', async () => {
    at[OPENID] = jsonAnswer(200, metadata('/'));
    expect(await find(server.url)).toMatchObject({ issuer: `${server.url}/` });
    expect(await find(`${server.url}/`)).toMatchObject({ issuer: `${server.url}/` });
  });

  test.each<[string, Fault]>([
    ['a page', htmlPage(200)],
    ['a page that says that there is nothing', htmlPage(404)],
    ['an API’s answer that there is nothing', jsonAnswer(404, { code: 'rest_no_route', issuer: 'x' })],
    ['JSON of something else', jsonAnswer(200, { name: 'Blog', namespaces: [] })],
    ['a list', jsonAnswer(200, [])],
    ['nothing', { kind: 'answer', status: 200, body: '' }],
    ['a closed door', jsonAnswer(403, {})],
  ])('%s describes no authorization server', async (_, fault) => {
    at[OAUTH] = fault;
    expect(await find(server.url)).toBeNull();
    at[OPENID] = jsonAnswer(200, metadata());
    expect(await find(server.url)).toMatchObject({ issuer: server.url });
  });
});

describe('what can’t be believed', () => {
  const other = { code: 'unexpected_response', destination: 'ghost', reason: 'oauth_issuer_mismatch' };

  test.each([
    ['another host', 'https://evil.example'],
    ['another path', '/realms/other'],
    ['a path more', '/realms/blog/more'],
    ['two slashes', '/realms/blog//'],
    ['a query', '/realms/blog?x=1'],
    ['no address', 'realms'],
    ['nothing', ''],
  ])('the description of another issuer: %s (RFC 8414 §3.3)', async (_, issuer) => {
    const named = issuer.startsWith('/') ? `${server.url}${issuer}` : issuer;
    at[`${OAUTH}/realms/blog`] = jsonAnswer(200, { ...metadata(), issuer: named });
    expect(await errorOf(`${server.url}/realms/blog`)).toEqual(other);
  });

  test('a pasted address at which another server is described', async () => {
    at[`${OAUTH}/realms/blog`] = jsonAnswer(200, metadata());
    expect(await errorOf(`${server.url}${OAUTH}/realms/blog`)).toEqual(other);
  });

  test.each([
    ['http', 'http://login.example/x', { code: 'not_this_system', reason: 'address_insecure' }],
    ['a user name', 'https://me@login.example/x', { code: 'not_this_system', reason: 'address_userinfo' }],
    ['another scheme', 'javascript:alert(1)', { code: 'not_this_system', reason: 'address_invalid' }],
    ['no address', '/x', { code: 'not_this_system', reason: 'address_invalid' }],
    [
      'a fragment (RFC 6749 §3.1)',
      'https://login.example/x#y',
      { code: 'unexpected_response', reason: 'oauth_bad_answer' },
    ],
    ['a number', 7, { code: 'unexpected_response', reason: 'oauth_bad_answer' }],
  ])('an endpoint with %s', async (_, endpoint, expected) => {
    for (const name of ['authorization_endpoint', 'token_endpoint', 'revocation_endpoint']) {
      at[OAUTH] = jsonAnswer(200, metadata('', { [name]: endpoint }));
      expect(await errorOf(server.url)).toMatchObject({ ...expected, destination: 'ghost' });
    }
  });

  test.each(['authorization_endpoint', 'token_endpoint'])('a server without %s', async (name) => {
    at[OAUTH] = jsonAnswer(200, metadata('', { [name]: undefined }));
    expect(await errorOf(server.url)).toMatchObject({ code: 'unexpected_response', reason: 'oauth_bad_answer' });
    at[OPENID] = jsonAnswer(200, metadata());
    expect(await find(server.url)).toMatchObject({ issuer: server.url });
  });
});

describe('what stands in the way', () => {
  test('a redirect is not followed, and said only where nothing else answers', async () => {
    const elsewhere = await startFaults();
    at[OAUTH] = { kind: 'redirect', status: 302, to: `${elsewhere.url}${OAUTH}` };
    expect(await errorOf(server.url)).toEqual({
      ...{ code: 'redirected', destination: 'ghost', status: 302 },
      reason: 'oauth_redirected',
    });
    at[OPENID] = jsonAnswer(200, metadata());
    expect(await find(server.url)).toMatchObject({ issuer: server.url });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  test('a server that has a problem is asked at its other address too', async () => {
    at[OAUTH] = { kind: 'answer', status: 503, headers: { 'retry-after': '9' }, body: '' };
    expect(await errorOf(server.url)).toEqual({
      ...{ code: 'server_error', destination: 'ghost', status: 503, reason: 'oauth_server_error' },
      retryAfter: 9000,
    });
    at[OPENID] = jsonAnswer(200, metadata());
    expect(await find(server.url)).toMatchObject({ issuer: server.url });
  });

  test('a host that nobody reaches is asked once', async () => {
    const gone = await startFaults();
    await gone.stop();
    const calls: string[] = [];
    const counting = oauthDeps({
      fetch: (url, init) => {
        calls.push(url);
        return fetch(url, init);
      },
      clock: handClock(),
      destination: 'ghost',
    });
    await expect(findAuthorizationServer(gone.url, counting)).rejects.toMatchObject({
      ...{ code: 'offline', reason: 'oauth_unreachable' },
    });
    expect(calls).toEqual([`${gone.url}${OAUTH}`]);
  });

  test.each([
    ['login.example', 'address_invalid'],
    ['ftp://login.example', 'address_invalid'],
    ['http://login.example', 'address_insecure'],
    ['https://me:pw@login.example', 'address_userinfo'],
  ])('%s is asked nothing', async (address, reason) => {
    expect(await errorOf(address)).toEqual({ code: 'not_this_system', destination: 'ghost', reason });
  });
});
