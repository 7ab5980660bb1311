/** Why a window came to nothing, by what servers answer at the address that it opened. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { type RunningOidc, startOidc } from '../../test/servers/oidc.ts';
import { authorizationError } from '../auth/authorization.ts';
import { authorizationUrl } from '../auth/authorization-request.ts';
import { DestinationError } from '../core/errors.ts';
import { oauthDeps } from '../destinations/oauth-deps.ts';
import { explainWindow } from './window-reason.ts';

const page = (status: number, html: string): Fault => ({
  ...{ kind: 'answer', status, headers: { 'content-type': 'text/html; charset=utf-8' } },
  body: `<!doctype html><html><head><title>Error</title></head><body>${html}</body></html>`,
});
/** What many pages repeat of the request that they refuse. */
const REQUEST = '/authorize?client_id=clipdraft&redirect_uri=https%3A%2F%2Fabc.chromiumapp.org%2Foauth';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaults();
});
afterAll(() => server?.stop());

const oauth = (timeoutMs = 5000) =>
  oauthDeps({
    ...{ fetch: (url: string, init: RequestInit) => fetch(url, init), clock: { now: () => 0 }, destination: 'ghost' },
    timeoutMs,
  });

/** The reason that is told of a window that ended so. */
async function told(address: string, { window = 'closed', may = true, timeoutMs = 5000 } = {}): Promise<unknown> {
  const error = window === 'closed' ? authorizationError('ghost', 'authorization_closed') : new DestinationError(OTHER);
  const explained = await explainWindow(error, address, { oauth: oauth(timeoutMs), mayReach: async () => may });
  return explained instanceof DestinationError ? explained.reason : explained;
}
const OTHER = { code: 'credentials_rejected', destination: 'ghost', reason: 'authorization_state' } as const;

const REDIRECT = 'oauth_redirect_unregistered';
const CLIENT = 'oauth_wrong_client';

test.each<[string, Fault, string]>([
  ['Keycloak', page(400, '<p class="instruction">Invalid parameter: redirect_uri</p>'), REDIRECT],
  ['Keycloak', page(400, '<p class="instruction">Client not found.</p>'), CLIENT],
  ['Auth0', page(403, `<h1>Callback URL mismatch.</h1><a href="${REQUEST}">Details</a>`), REDIRECT],
  ['Auth0', page(403, '<div>Unknown client: clipdraft</div>'), CLIENT],
  [
    'Okta',
    page(400, "<p>The 'redirect_uri' parameter must be a Login redirect URI in the client app settings</p>"),
    REDIRECT,
  ],
  ['Okta', jsonAnswer(401, { error: 'invalid_client', error_description: 'Invalid value for client_id' }), CLIENT],
  ['Authentik', page(400, '<h1>Redirect URI Error</h1>'), REDIRECT],
  ['Authentik', page(400, '<h1>Client ID Error</h1>'), CLIENT],
  ['Django OAuth Toolkit', page(400, '<p>Mismatching redirect URI.</p>'), REDIRECT],
  ['Django OAuth Toolkit', page(400, '<p>Invalid client_id parameter value.</p>'), CLIENT],
  ['Doorkeeper', page(400, '<pre>The redirect URI included is not valid.</pre>'), REDIRECT],
  ['Doorkeeper', page(401, 'Client authentication failed due to unknown client'), CLIENT],
  ['Google', page(400, 'Error 400: redirect_uri_mismatch'), REDIRECT],
  [
    'Zitadel',
    jsonAnswer(400, { error: 'invalid_request', error_description: 'The requested redirect_uri is missing' }),
    REDIRECT,
  ],
  ['League', jsonAnswer(401, { error: 'invalid_client', message: 'Client authentication failed' }), CLIENT],
  ['a scope', jsonAnswer(400, { error: 'invalid_scope' }), 'oauth_scope_refused'],
  ['a proxy', page(502, 'Bad Gateway'), 'oauth_unreachable'],
  ['a wrong path', page(404, 'Not Found'), 'oauth_unreachable'],
])('%s: as its answer says', async (_, fault, reason) => {
  server.set(fault);
  expect(await told(`${server.url}/authorize`)).toBe(reason);
});

test.each<[string, Fault]>([
  ['asks the person to sign in', htmlPage()],
  ['asks on another page, or sends the person back', { kind: 'redirect', status: 302, to: 'https://as.example/login' }],
  ['refuses in words nobody knows, repeating the request', page(400, `No. <a href="${REQUEST}">${REQUEST}</a>`)],
  ['has the words in its script alone', page(400, '<script>say("Client not found")</script><p>No.</p>')],
  ['refuses something else', jsonAnswer(400, { error: 'invalid_request', error_description: 'nonce is missing' })],
  ['speaks a language of its own', jsonAnswer(400, [])],
  // Nobody was asked anything by us: it was no person's no.
  ['lets in nobody who brings no cookie', jsonAnswer(403, { error: 'access_denied' })],
])('a server that %s leaves it as it was', async (_, fault) => {
  server.set(fault);
  expect(await told(`${server.url}/authorize`)).toBe('authorization_closed');
});

test('a server that is not there, or does not answer, can’t be reached', async () => {
  const gone = await startFaults();
  await gone.stop();
  expect(await told(`${gone.url}/authorize`)).toBe('oauth_unreachable');
  const slow = await startFaults(server.url);
  slow.set({ kind: 'delay', ms: 60_000 });
  expect(await told(`${slow.url}/authorize`, { timeoutMs: 50 })).toBe('oauth_unreachable');
  await slow.stop();
});

test('nobody is asked whom we may not reach, or where the reason is known', async () => {
  server.set(page(404, 'Not Found'));
  server.requests.length = 0;
  expect(await told(`${server.url}/authorize`, { may: false })).toBe('authorization_closed');
  expect(await told(`${server.url}/authorize`, { window: 'another' })).toBe('authorization_state');
  expect(server.requests).toEqual([]);
});

test('it is one request, by GET and without cookies', async () => {
  server.set(page(400, 'Client not found'));
  server.requests.length = 0;
  await told(`${server.url}/authorize?x=1`);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/authorize?x=1', body: '' });
  expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
});

describe('a certified server', () => {
  let oidc: RunningOidc;
  beforeAll(async () => {
    oidc = await startOidc();
    oidc.register({
      clientId: 'clipdraft',
      authentication: 'none',
      redirectUris: ['https://abc.chromiumapp.org/oauth/1'],
    });
  });
  afterAll(() => oidc?.stop());

  const at = (clientId: string, redirectUrl: string): Promise<unknown> => {
    const { authorizationEndpoint } = oidc;
    const settings = { authorizationEndpoint, clientId, scope: 'openid', responseMode: 'query' } as const;
    return told(authorizationUrl(settings, { state: 's', redirectUrl, codeChallenge: 'c'.repeat(43) }));
  };

  test('says what is wrong, and nothing where nothing is', async () => {
    expect(await at('nobody', 'https://abc.chromiumapp.org/oauth/1')).toBe(CLIENT);
    expect(await at('clipdraft', 'https://abc.chromiumapp.org/oauth/2')).toBe(REDIRECT);
    expect(await at('clipdraft', 'https://abc.chromiumapp.org/oauth/1')).toBe('authorization_closed');
  });
});
