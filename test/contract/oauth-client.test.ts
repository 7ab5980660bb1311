/** The pure part of the authorization-code grant with a certified authorization server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newState } from '../../src/auth/authorization.ts';
import { authorizationUrl, newPkce } from '../../src/auth/authorization-request.ts';
import { readAuthorizationResponse } from '../../src/auth/authorization-response.ts';
import { findAuthorizationServer } from '../../src/auth/authorization-server.ts';
import { type AuthorizationSettings, redirectPath } from '../../src/auth/authorization-settings.ts';
import { createOAuthClient } from '../../src/auth/oauth-client.ts';
import { oauthDeps } from '../../src/destinations/oauth-deps.ts';
import { aPerson, type Visit } from '../servers/oidc/person.ts';
import { type OidcClient, type RunningOidc, startOidc } from '../servers/oidc.ts';
import { realRandom } from '../support/memory.ts';

let oidc: RunningOidc;
let redirectUrl: string;
beforeAll(async () => {
  oidc = await startOidc({ path: '/realms/blog', refreshTokens: 'offline_access' });
  redirectUrl = `https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/${await redirectPath(oidc.issuer)}`;
});
afterAll(() => oidc.stop());

const deps = oauthDeps({
  fetch: (url, init) => fetch(url, init),
  clock: { now: () => Date.now() },
  destination: 'ghost',
});

async function settingsFor(
  client: OidcClient,
  more: Partial<AuthorizationSettings> = {},
): Promise<AuthorizationSettings> {
  const found = await findAuthorizationServer(oidc.issuer, deps);
  if (found === null) throw new Error('The server does not describe itself.');
  const { scopes: _, clientAuthentication, ...server } = found;
  expect(clientAuthentication).toEqual(expect.arrayContaining(['client_secret_basic', 'client_secret_post']));
  return {
    ...{ ...server, clientId: client.clientId, clientAuthentication: 'client_secret_post' },
    ...{ scope: 'openid offline_access drafts', responseMode: 'query' },
    ...more,
  };
}

async function signIn(
  settings: AuthorizationSettings,
  clientSecret: string | undefined,
  visit: (url: string) => Promise<Visit> = aPerson().allow,
) {
  const state = newState(realRandom);
  const { codeVerifier, codeChallenge } = await newPkce();
  const end = await visit(authorizationUrl(settings, { state, redirectUrl, codeChallenge }));
  if (!('url' in end)) throw new Error(`The window ended: ${end.none}.`);
  const response = readAuthorizationResponse(end.url, { destination: 'ghost', redirectUrl, state, settings });
  const client = createOAuthClient({ ...deps, settings, clientSecret });
  return { client, exchange: () => client.exchange(response, redirectUrl, codeVerifier) };
}

const again = { code: 'reauthorization_required', reason: 'oauth_sign_in_again', status: 400 };

describe('from the sign-in to its end', () => {
  test.each([
    ['client_secret_post', 'query', undefined],
    ['client_secret_post', 'fragment', undefined],
    ['client_secret_basic', 'query', 'a client secret-+/%:&= with odd characters'],
    ['none', 'fragment', undefined],
  ] as const)('%s, answered in the %s', async (authentication, responseMode, secret) => {
    const registered = oidc.register({
      ...{ redirectUris: [redirectUrl], authentication },
      ...(secret === undefined ? {} : { clientSecret: secret }),
    });
    const clientAuthentication = authentication === 'none' ? 'client_secret_post' : authentication;
    const settings = await settingsFor(registered, { clientAuthentication, responseMode });
    expect(settings).toMatchObject({ issuer: oidc.issuer, issParameter: true });
    const askedAt = Date.now();
    const { client, exchange } = await signIn(settings, registered.clientSecret);
    const first = await exchange();
    expect(await oidc.lookUp(first.accessToken)).toMatchObject({ login: 'ada', clientId: registered.clientId });
    expect((first.expiresAt ?? 0) - askedAt).toBeGreaterThan(3_590_000);

    const second = await client.refresh(first.refreshToken ?? '');
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await oidc.lookUp(second.accessToken)).toMatchObject({ login: 'ada' });

    await client.revoke(second.refreshToken ?? '', 'refresh_token');
    await expect(client.refresh(second.refreshToken ?? '')).rejects.toMatchObject(again);
    // One that the server has never heard of is revoked as well (RFC 7009 §2.2).
    await client.revoke('never-given', 'access_token');
  });

  test('without offline_access there is no refresh token', async () => {
    const registered = oidc.register({ redirectUris: [redirectUrl] });
    const settings = await settingsFor(registered, { scope: 'openid' });
    const { exchange } = await signIn(settings, registered.clientSecret);
    expect(await exchange()).not.toHaveProperty('refreshToken');
  });
});

describe('what the server refuses', () => {
  test('the person’s no', async () => {
    const registered = oidc.register({ redirectUris: [redirectUrl] });
    const settings = await settingsFor(registered, { responseMode: 'fragment' });
    await expect(signIn(settings, registered.clientSecret, aPerson().deny)).rejects.toMatchObject({
      reason: 'authorization_declined',
    });
  });

  test('a code twice, and with it whatever it gave', async () => {
    const registered = oidc.register({ redirectUris: [redirectUrl] });
    const { client, exchange } = await signIn(await settingsFor(registered), registered.clientSecret);
    const { refreshToken = '' } = await exchange();
    await expect(exchange()).rejects.toMatchObject({ code: 'credentials_rejected', reason: 'oauth_code_expired' });
    await expect(client.refresh(refreshToken)).rejects.toMatchObject(again);
  });

  test.each(['client_secret_post', 'client_secret_basic'] as const)('another secret by %s', async (authentication) => {
    const registered = oidc.register({ redirectUris: [redirectUrl], authentication });
    const { exchange } = await signIn(
      await settingsFor(registered, { clientAuthentication: authentication }),
      'another-secret',
    );
    await expect(exchange()).rejects.toMatchObject({ reason: 'oauth_wrong_client', status: 401 });
  });
});
