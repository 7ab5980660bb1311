/** The authorization server that the other tests sign in at: it has the rules that they count on. */
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { aPerson } from '../servers/oidc/person.ts';
import { hashed } from '../servers/oidc/requests.ts';
import { type OidcClient, type OidcOptions, type RunningOidc, startOidc } from '../servers/oidc.ts';

const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/oauth/1';
const running: RunningOidc[] = [];
afterEach(async () => {
  for (const oidc of running.splice(0)) await oidc.stop();
});

async function start(options: OidcOptions = {}): Promise<RunningOidc> {
  const oidc = await startOidc(options);
  running.push(oidc);
  return oidc;
}

/** A client by hand, for which nothing of ours is needed. */
function clientOf(oidc: RunningOidc, { clientId, clientSecret }: OidcClient) {
  const verifier = randomBytes(32).toString('base64url');
  const ask = (parameters: Record<string, string> = {}): string =>
    `${oidc.authorizationEndpoint}?${new URLSearchParams({
      ...{ response_type: 'code', client_id: clientId, redirect_uri: REDIRECT, state: 'st', scope: 'drafts' },
      ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
      ...parameters,
    })}`;
  const post = async (url: string, parameters: Record<string, string>): Promise<[number, Record<string, string>]> => {
    const own = { client_id: clientId, ...(clientSecret === undefined ? {} : { client_secret: clientSecret }) };
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ ...own, ...parameters }) });
    const text = await answer.text();
    return [answer.status, text === '' ? {} : JSON.parse(text)];
  };
  return {
    ask,
    exchange: (code: string) =>
      post(oidc.tokenEndpoint, {
        ...{ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier },
      }),
    refresh: (refresh_token: string) => post(oidc.tokenEndpoint, { grant_type: 'refresh_token', refresh_token }),
    revoke: (token: string) => post(oidc.revocationEndpoint, { token }),
  };
}

async function answered(visit: ReturnType<ReturnType<typeof aPerson>['allow']>, part: 'search' | 'hash' = 'search') {
  const end = await visit;
  return 'url' in end ? Object.fromEntries(new URLSearchParams(new URL(end.url)[part].slice(1))) : end;
}

test('a sign-in, a rotated refresh token, and the end of all when the old one comes again', async () => {
  const oidc = await start();
  const client = clientOf(oidc, oidc.register({ redirectUris: [REDIRECT] }));
  const answer = await answered(aPerson().allow(client.ask()));
  expect(answer).toEqual({ code: expect.any(String), state: 'st', iss: oidc.issuer });

  const [, first] = await client.exchange(String('code' in answer && answer.code));
  expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'drafts' });
  const [, second] = await client.refresh(first.refresh_token ?? '');
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(await oidc.lookUp(second.access_token ?? '')).toMatchObject({ login: 'ada', scopes: ['drafts'] });

  expect(await client.refresh(first.refresh_token ?? '')).toMatchObject([400, { error: 'invalid_grant' }]);
  expect(await client.refresh(second.refresh_token ?? '')).toMatchObject([400, { error: 'invalid_grant' }]);
  expect(await oidc.lookUp(second.access_token ?? '')).toBeNull();
  expect(oidc.tokenRequests.map(({ grantType, status }) => `${grantType} ${status}`)).toEqual([
    ...['authorization_code 200', 'refresh_token 200', 'refresh_token 400', 'refresh_token 400'],
  ]);
  expect(oidc.tokenRequests[1]?.refreshToken).toBe(hashed(first.refresh_token ?? ''));
  expect(JSON.stringify(oidc.tokenRequests)).not.toContain(second.access_token);
});

test('the answer comes in the fragment where that is asked for; a no is a no', async () => {
  const oidc = await start();
  const client = clientOf(oidc, oidc.register({ redirectUris: [REDIRECT], authentication: 'none' }));
  const person = aPerson();
  const inFragment = client.ask({ response_mode: 'fragment' });
  expect(await answered(person.allow(inFragment), 'hash')).toMatchObject({ code: expect.any(String), state: 'st' });
  person.forgetCookies();
  expect(await answered(aPerson('bob').deny(client.ask()))).toMatchObject({ error: 'access_denied', state: 'st' });
  expect(await answered(person.cancel(client.ask()))).toMatchObject({ error: 'access_denied', state: 'st' });
});

test('who names a wrong client, a wrong address or no challenge is not sent back with a code', async () => {
  const oidc = await start();
  const client = clientOf(oidc, oidc.register({ redirectUris: [REDIRECT] }));
  const { allow } = aPerson();
  expect(await allow(client.ask({ client_id: 'nobody' }))).toEqual({ none: 'closed' });
  expect(await allow(client.ask({ redirect_uri: `${REDIRECT}/else` }))).toEqual({ none: 'closed' });
  expect(await answered(allow(client.ask({ code_challenge: '', code_challenge_method: '' })))).toMatchObject({
    error: 'invalid_request',
  });
});

test('what was given ends by its time, by its server, and by revocation', async () => {
  const oidc = await start({ refreshTokens: 'offline_access' });
  const client = clientOf(oidc, oidc.register({ redirectUris: [REDIRECT] }));
  const person = aPerson();
  const signIn = async (scope: string) => {
    const answer = await answered(person.allow(client.ask({ scope, prompt: 'consent' })));
    return (await client.exchange(String('code' in answer && answer.code)))[1];
  };
  expect((await signIn('drafts')).refresh_token).toBeUndefined();
  const tokens = await signIn('openid offline_access drafts');
  const isKnown = async () => (await oidc.lookUp(tokens.access_token ?? '')) !== null;
  expect(await isKnown()).toBe(true);
  oidc.expireAccessTokens();
  expect(await isKnown()).toBe(false);
  const [status, refreshed] = await client.refresh(tokens.refresh_token ?? '');
  expect(status).toBe(200);
  expect((await client.revoke(refreshed.refresh_token ?? ''))[0]).toBe(200);
  expect((await client.refresh(refreshed.refresh_token ?? ''))[0]).toBe(400);

  const answer = await answered(person.allow(client.ask({ prompt: 'consent' })));
  oidc.expireCodes();
  expect(await client.exchange(String('code' in answer && answer.code))).toMatchObject([
    400,
    { error: 'invalid_grant' },
  ]);
});

test('it says what it is at both addresses, also below a path and by another name, and says nothing on the console', async () => {
  const said = vi.spyOn(console, 'warn');
  const oidc = await start({ path: '/blog', host: 'localhost' });
  for (const address of [`${oidc.url}/.well-known/oauth-authorization-server/blog`, openidOf(oidc)]) {
    expect(await (await fetch(address)).json()).toMatchObject({
      ...{ issuer: `${oidc.url}/blog`, authorization_endpoint: oidc.authorizationEndpoint },
      ...{ token_endpoint: oidc.tokenEndpoint, revocation_endpoint: oidc.revocationEndpoint },
      authorization_response_iss_parameter_supported: true,
    });
  }
  const client = clientOf(oidc, oidc.register({ redirectUris: [REDIRECT] }));
  expect(await answered(aPerson().allow(client.ask()))).toMatchObject({ code: expect.any(String), iss: oidc.issuer });
  expect(said).not.toHaveBeenCalled();
  const silent = await start({ metadata: 'none' });
  expect((await fetch(openidOf(silent))).status).toBe(404);
});

const openidOf = ({ issuer }: RunningOidc): string => `${issuer}/.well-known/openid-configuration`;

test('it comes back on its port, with all it knew or without', async () => {
  const oidc = await start();
  const client = clientOf(oidc, oidc.register({ redirectUris: [REDIRECT] }));
  const answer = await answered(aPerson().allow(client.ask()));
  const [, tokens] = await client.exchange(String('code' in answer && answer.code));
  await oidc.restart();
  const [status, refreshed] = await client.refresh(tokens.refresh_token ?? '');
  expect(status).toBe(200);
  await oidc.restart(true);
  expect(await client.refresh(refreshed.refresh_token ?? '')).toMatchObject([401, { error: 'invalid_client' }]);
});
