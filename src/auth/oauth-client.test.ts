import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AS_SECRETS, tokenAnswer } from '../../test/servers/authorization-server-faults.ts';
import { type Fault, htmlPage, jsonAnswer } from '../../test/servers/faults.ts';
import {
  type OAuthClientWorld,
  oauthClientWorld,
  oauthErrorOf,
  REDIRECT,
  VERIFIER,
} from '../../test/support/oauth-client-world.ts';
import { runs } from '../../test/support/scale.ts';
import { createOAuthClient } from './oauth-client.ts';

const { code, clientSecret, accessToken, refreshToken } = AS_SECRETS;

let world: OAuthClientWorld;
beforeAll(async () => {
  world = await oauthClientWorld();
});
beforeEach(() => world.server.reset());
afterAll(() => world.server.stop());

describe('what is asked', () => {
  test('the exchange: the code, where it came to, and the verifier (RFC 6749 §4.1.3, RFC 7636 §4.5)', async () => {
    await world.exchange(world.client());
    expect(world.asked()).toMatchObject({
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    });
    expect(world.asked().headers).not.toHaveProperty('authorization');
    expect(world.asked().form).toEqual({
      ...{ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER },
      ...{ client_id: 'clipdraft', client_secret: clientSecret },
    });
  });

  test('a refresh (§6): nothing but the refresh token', async () => {
    await world.client().refresh(refreshToken);
    expect(world.asked().form).toEqual({
      ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
      ...{ client_id: 'clipdraft', client_secret: clientSecret },
    });
  });

  test.each([
    ['no secret', null],
    ['an empty one', ''],
  ])('a client with %s only names itself (§2.1)', async (_, secret) => {
    await world.client({ clientAuthentication: 'client_secret_basic' }, secret).refresh(refreshToken);
    expect(world.asked().form).toEqual({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: 'clipdraft',
    });
    expect(world.asked().headers).not.toHaveProperty('authorization');
  });

  test('whatever characters client and secret have, HTTP Basic carries them, each encoded (§2.3.1)', async () => {
    const clientId = fc.stringMatching(/^[\x20-\x7e]+$/);
    const secret = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(clientId, secret, async (id, password) => {
        world.server.reset();
        await world
          .client({ clientAuthentication: 'client_secret_basic', clientId: id }, password)
          .refresh(refreshToken);
        const [scheme, value = ''] = world.asked().headers.authorization?.split(' ') ?? [];
        expect(scheme).toBe('Basic');
        const pair = Buffer.from(value, 'base64').toString();
        expect(pair).toMatch(/^[\w%+]+:[\w%+]+$/);
        expect(pair.split(':').map((part) => new URLSearchParams(`x=${part}`).get('x'))).toEqual([id, password]);
        expect(world.asked().form).toEqual({ grant_type: 'refresh_token', refresh_token: refreshToken });
      }),
      { numRuns: runs(50, 10), examples: [['a:b c', clientSecret]] },
    );
  });
});

describe('what is answered', () => {
  test('the tokens, with their end by our clock from the moment when they were asked for', async () => {
    const askedAt = world.clock.now();
    world.server.at('token', () => {
      world.clock.advance(20_000);
      return tokenAnswer();
    });
    expect(await world.exchange(world.client())).toEqual({
      ...{ v: 1, accessToken, refreshToken },
      ...{ issuedAt: askedAt, expiresAt: askedAt + 3_599_000 },
    });
  });

  test('a refresh without a refresh token leaves the one that was sent (§6)', async () => {
    world.server.at('token', tokenAnswer({ refresh_token: undefined }));
    expect(await world.client().refresh(refreshToken)).not.toHaveProperty('refreshToken');
  });

  test.each(['e30.e30.x', 'no token at all', 7, null])(
    'an id token like %j is dropped unread: nobody is authenticated by it',
    async (id_token) => {
      world.server.at('token', tokenAnswer({ id_token }));
      expect(Object.keys(await world.exchange(world.client())).sort()).toEqual([
        'accessToken',
        'expiresAt',
        'issuedAt',
        'refreshToken',
        'v',
      ]);
    },
  );

  test('what is JSON need not say so', async () => {
    const body = JSON.stringify({ access_token: accessToken, token_type: 'bearer' });
    world.server.at('token', { kind: 'answer', status: 200, body });
    expect(await world.exchange(world.client())).toMatchObject({ v: 1, accessToken, expiresAt: null });
  });
});

describe('revocation (RFC 7009)', () => {
  test('names the token and its kind, as the same client (§2.1)', async () => {
    await world.client().revoke(refreshToken, 'refresh_token');
    expect(world.asked('revoke').form).toEqual({
      ...{ token: refreshToken, token_type_hint: 'refresh_token' },
      ...{ client_id: 'clipdraft', client_secret: clientSecret },
    });
  });

  test.each<[string, Fault]>([
    ['done, or never known (§2.2)', { kind: 'answer', status: 200, body: 'bye' }],
    ['done without a word', { kind: 'answer', status: 204, body: '' }],
    ['a kind of token that can’t be revoked (§2.2.1)', jsonAnswer(400, { error: 'unsupported_token_type' })],
  ])('%s is the end of it', async (_, fault) => {
    world.server.at('revoke', fault);
    await expect(world.client().revoke(accessToken, 'access_token')).resolves.toBeUndefined();
  });

  test.each<[string, Fault, object]>([
    [
      'a server that is busy (§2.2.1)',
      { kind: 'answer', status: 503, body: '' },
      { code: 'server_error', status: 503 },
    ],
    ['another client', jsonAnswer(401, { error: 'invalid_client' }), { reason: 'oauth_wrong_client' }],
    ['a page', htmlPage(404), { reason: 'oauth_bad_answer', status: 404 }],
  ])('of %s nobody knows what it did', async (_, fault, expected) => {
    world.server.at('revoke', fault);
    expect(await oauthErrorOf(world.client().revoke(accessToken, 'access_token'))).toMatchObject(expected);
  });

  test('where the server has none, nothing is asked', async () => {
    const { revocationEndpoint: _, ...settings } = world.server.settings();
    await createOAuthClient({ ...world.deps(), settings, clientSecret }).revoke(refreshToken, 'refresh_token');
    expect(world.server.requests).toEqual([]);
  });
});
