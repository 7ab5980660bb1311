import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AS_SECRETS, tokenAnswer } from '../../test/servers/authorization-server-faults.ts';
import { type Fault, htmlPage, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import {
  DESCRIPTION,
  type OAuthClientWorld,
  oauthClientWorld,
  oauthErrorOf,
} from '../../test/support/oauth-client-world.ts';
import { DestinationError } from '../core/errors.ts';
import { createOAuthClient } from './oauth-client.ts';

const { accessToken, refreshToken } = AS_SECRETS;

let world: OAuthClientWorld;
beforeAll(async () => {
  world = await oauthClientWorld();
});
beforeEach(() => world.server.reset());
afterAll(() => world.server.stop());

describe('what is refused (§5.2)', () => {
  const refusal = (status: number, error: string, headers: Record<string, string> = {}): Fault =>
    jsonAnswer(status, { error, error_description: DESCRIPTION, access_token: accessToken }, headers);
  const BASIC = { 'www-authenticate': 'Basic realm="clients"' };

  test.each<[string, Fault, string]>([
    ['another client', refusal(400, 'invalid_client'), 'oauth_wrong_client'],
    ['another client, with a challenge', refusal(401, 'invalid_client', BASIC), 'oauth_wrong_client'],
    [
      'another client, by the challenge alone',
      { kind: 'answer', status: 401, headers: BASIC, body: '' },
      'oauth_wrong_client',
    ],
    ['a client without this grant', refusal(400, 'unauthorized_client'), 'oauth_wrong_client'],
    ['its scope', refusal(400, 'invalid_scope'), 'oauth_scope_refused'],
    ['another address', refusal(400, 'redirect_uri_mismatch'), 'oauth_redirect_unregistered'],
    ['anything else', refusal(400, 'unsupported_grant_type'), 'oauth_refused'],
    ['anything unheard of', refusal(403, '__proto__'), 'oauth_refused'],
    ['anything, with the status of a success', refusal(200, 'unsupported_grant_type'), 'oauth_refused'],
  ])('%s', async (_, fault, reason) => {
    world.server.at('token', fault);
    const expected = { code: 'credentials_rejected', reason, destination: 'ghost' };
    expect(await oauthErrorOf(world.exchange(world.client()))).toMatchObject(expected);
    expect(await oauthErrorOf(world.client().refresh(refreshToken))).toMatchObject(expected);
  });

  test('a request that is called invalid: at the refresh it was the token', async () => {
    world.server.at('token', refusal(401, 'invalid_request'));
    expect(await oauthErrorOf(world.exchange(world.client()))).toMatchObject({ reason: 'oauth_refused' });
    expect(await oauthErrorOf(world.client().refresh(refreshToken))).toMatchObject({
      ...{ code: 'reauthorization_required', reason: 'oauth_sign_in_again' },
    });
  });

  test.each([
    [400, {}],
    [401, BASIC],
    [200, {}],
  ])(
    'a code that does not hold is an expired one, a refresh token that does not asks for a new sign-in (%i)',
    async (status, headers) => {
      world.server.at('token', refusal(status, 'invalid_grant', headers));
      expect(await oauthErrorOf(world.exchange(world.client()))).toMatchObject({
        ...{ code: 'credentials_rejected', status },
        reason: 'oauth_code_expired',
      });
      expect(await oauthErrorOf(world.client().refresh(refreshToken))).toMatchObject({
        ...{ code: 'reauthorization_required', status },
        reason: 'oauth_sign_in_again',
      });
    },
  );
});

describe('what may pass', () => {
  const body = JSON.stringify({ error: 'invalid_grant' });
  const at = (status: number, headers: Record<string, string> = {}): Fault => ({
    kind: 'answer',
    status,
    headers,
    body,
  });

  const DOWN = { code: 'server_error', reason: 'oauth_server_error' };
  test.each<[string, Fault, object]>([
    [
      'too many requests',
      at(429, { 'retry-after': '7' }),
      { code: 'rate_limited', status: 429, retryAfter: 7000, reason: 'oauth_rate_limited' },
    ],
    [
      'a server that is down for a while',
      at(503, { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT', date: 'Sat, 21 Nov 2026 12:00:00 GMT' }),
      { ...DOWN, status: 503, retryAfter: 30_000 },
    ],
    ['a server with a fault', at(500), { ...DOWN, status: 500, retryAfter: undefined }],
    ['one that says so', jsonAnswer(400, { error: 'temporarily_unavailable' }), { ...DOWN, status: 400 }],
  ])('%s is no refusal, whatever stands in its answer', async (_, fault, expected) => {
    world.server.at('token', fault);
    expect(await oauthErrorOf(world.client().refresh(refreshToken))).toMatchObject(expected);
  });

  test.each<[string, Fault]>([
    ['a captive portal', htmlPage(200)],
    ['a page where nothing is', htmlPage(404)],
    ['an empty answer', { kind: 'answer', status: 200, body: '' }],
    ['no object', jsonAnswer(200, [])],
    ['no token', tokenAnswer({ access_token: undefined })],
    ['an empty token', tokenAnswer({ access_token: '' })],
    ['a token that no header can carry', tokenAnswer({ access_token: 'secret\r\nx: y' })],
    ['a token of a kind that we can’t use', tokenAnswer({ token_type: 'DPoP' })],
    ['a refresh token that is none', tokenAnswer({ refresh_token: {} })],
    ['a life that is none', tokenAnswer({ expires_in: 'soon' })],
    ['an error that is none', jsonAnswer(400, { error: { code: 'invalid_grant' } })],
    ['a success of another kind', jsonAnswer(201, { access_token: 'a.b.c', token_type: 'bearer' })],
  ])('%s is no answer', async (_, fault) => {
    world.server.at('token', fault);
    const expected = { code: 'unexpected_response', reason: 'oauth_bad_answer' };
    expect(await oauthErrorOf(world.exchange(world.client()))).toMatchObject(expected);
    expect(await oauthErrorOf(world.client().refresh(refreshToken))).toMatchObject(expected);
  });
});

describe('below HTTP', () => {
  test('what is not reached is the authorization server, not the site', async () => {
    const gone = await startFaults();
    await gone.stop();
    expect(await oauthErrorOf(world.client({ tokenEndpoint: gone.url }).refresh(refreshToken))).toMatchObject({
      ...{ code: 'offline', reason: 'oauth_unreachable', destination: 'ghost' },
    });
    world.server.at('token', { kind: 'redirect', status: 307, to: `${world.server.url}/elsewhere` });
    expect(await oauthErrorOf(world.client().refresh(refreshToken))).toMatchObject({
      ...{ code: 'redirected', reason: 'oauth_redirected', status: 307 },
    });
    expect(world.server.requests.map(({ path }) => path)).toEqual(['/token']);
  });

  test.each([
    ['ftp://login.example/token', 'address_invalid'],
    ['http://login.example/token', 'address_insecure'],
  ])('nothing is sent to %s', async (tokenEndpoint, reason) => {
    expect(await oauthErrorOf(world.client({ tokenEndpoint }).refresh(refreshToken))).toMatchObject({
      code: 'not_this_system',
      reason,
    });
  });

  test('whatever else the fetch throws is thrown on as it is', async () => {
    const thrown = new DestinationError({ code: 'host_permission_missing', destination: 'ghost' });
    const deps = world.deps(() => Promise.reject(thrown));
    const by = createOAuthClient({ ...deps, settings: world.server.settings(), clientSecret: undefined });
    await expect(by.refresh(refreshToken)).rejects.toBe(thrown);
  });
});
