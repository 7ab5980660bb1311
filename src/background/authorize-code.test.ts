/** The authorization-code grant from the settings to the connected account, over real HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AS_SECRETS } from '../../test/servers/authorization-server-faults.ts';
import { jsonAnswer } from '../../test/servers/faults.ts';
import {
  type CodeRequest,
  type CodeServers,
  type CodeWorld,
  createCodeWorld,
  type Launch,
  sayYes,
  startCodeServers,
} from '../../test/support/code-sign-in.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';
import { redirectPath } from '../auth/authorization-settings.ts';
import type { AuthorizationSettings } from '../messages/contract.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let servers: CodeServers;
let world: CodeWorld;
beforeAll(async () => {
  servers = await startCodeServers();
});
beforeEach(() => {
  servers.reset();
  world = createCodeWorld(servers);
});
afterAll(() => servers?.stop());

const yes: Launch = async (address) => ({ url: await sayYes(address) });
const settings = (more: Partial<AuthorizationSettings> = {}) => servers.server.settings(more);
const signIn = (more: Partial<CodeRequest> = {}, launch = yes) => world.authorize(launch, world.request(more));
const refused = (reason: string) => ({ code: 'credentials_rejected', destination: 'wordpress', reason });
/** What the token endpoint was asked last. */
const asked = (): URLSearchParams => new URLSearchParams(servers.server.askedOf('token').at(-1)?.body);
const atRest = (): string => [...world.sessionItems.values()].join('\n');

test('a yes connects the account: its server in the settings, its secrets in the vault, its access token in the session', async () => {
  const { account, report } = await signIn({ clientSecret: 's3cret' });
  expect(report.ok).toBe(true);
  expect(account).toMatchObject({
    ...{ authMethod: 'authorization_code', authorization: settings(), identity: { userName: 'Anna', role: 'editor' } },
    origins: ['http://127.0.0.1/*'],
  });
  expect(await world.vault.getCredentials(account?.id ?? '')).toEqual({
    ...{ method: 'authorization_code', clientSecret: 's3cret', refreshToken: AS_SECRETS.refreshToken },
  });
  expect([...world.sessionItems.keys()]).toEqual([`token:${account?.id}`]);
  expect(atRest()).toContain('token-1');
  expect(atRest()).not.toContain(AS_SECRETS.refreshToken);
});

test('a server that gives neither refresh token nor secret makes a public client’s account', async () => {
  servers.server.at('token', jsonAnswer(200, { access_token: 'token-1', token_type: 'Bearer', expires_in: 60 }));
  const { account } = await signIn();
  expect(await world.vault.getCredentials(account?.id ?? '')).toEqual({ method: 'authorization_code' });
});

test('what is asked for: the code’s own verifier, which rests nowhere meanwhile, at the path of this issuer', async () => {
  let meanwhile = '';
  await signIn({}, async (address) => {
    meanwhile = atRest();
    return yes(address, () => {});
  });
  const window = world.opened[0]?.searchParams ?? new URLSearchParams();
  const verifier = asked().get('code_verifier') ?? '';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  expect(window.get('code_challenge')).toBe(Buffer.from(hash).toString('base64url'));
  expect(Object.fromEntries(window)).toMatchObject({
    ...{ response_type: 'code', client_id: 'clipdraft', scope: 'drafts', code_challenge_method: 'S256' },
  });
  expect(window.get('redirect_uri')).toMatch(new RegExp(`/${await redirectPath(servers.server.url)}$`));
  expect(asked().get('redirect_uri')).toBe(window.get('redirect_uri'));
  expect(asked().get('code')).toBe(AS_SECRETS.code);
  expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
  expect(meanwhile).not.toContain(verifier);
});

test('the host of the token endpoint is needed too, and stays the account’s', async () => {
  const tokenEndpoint = `${servers.server.url.replace('127.0.0.1', 'localhost')}/token`;
  const { account } = await signIn({ authorization: settings({ tokenEndpoint }) });
  const both = ['http://127.0.0.1/*', 'http://localhost/*'];
  expect(world.wanted[0]).toEqual(both);
  expect(account?.origins).toEqual(both);
});

describe('before any window opens', () => {
  test.each<[string, Partial<AuthorizationSettings>, string]>([
    ['http beyond this machine', { authorizationEndpoint: 'http://as.example/authorize' }, 'address_insecure'],
    ['http for tokens', { tokenEndpoint: 'http://as.example/token' }, 'address_insecure'],
    ['http for the end of tokens', { revocationEndpoint: 'http://as.example/revoke' }, 'address_insecure'],
    ['a user in an address', { authorizationEndpoint: 'https://anna@as.example/' }, 'address_userinfo'],
    ['a fragment', { authorizationEndpoint: 'https://as.example/authorize#x' }, 'address_invalid'],
    ['a fragment where tokens are', { tokenEndpoint: 'https://as.example/token#x' }, 'address_invalid'],
    ['a script', { authorizationEndpoint: 'javascript:alert(1)' }, 'address_invalid'],
    ['no address', { tokenEndpoint: 'token' }, 'address_invalid'],
    ['no issuer', { issuer: '' }, 'address_invalid'],
  ])('%s is said', async (_, more, reason) => {
    const run = signIn({ authorization: settings(more) });
    await expect(run).rejects.toMatchObject({ code: 'not_this_system', destination: 'wordpress', reason });
    expect(world.opened).toEqual([]);
  });

  test('a client or a scope that can’t be one is said, and a header that must not be', async () => {
    const client = signIn({ authorization: settings({ clientId: 'clip\u00e9' }) });
    await expect(client).rejects.toMatchObject(refused('oauth_wrong_client'));
    const scope = signIn({ authorization: settings({ scope: 'dr\nafts' }) });
    await expect(scope).rejects.toMatchObject(refused('oauth_scope_refused'));
    await expect(signIn({ extraHeaders: 'Cookie: a=b' })).rejects.toMatchObject(refused('extra_headers'));
    expect(world.opened).toEqual([]);
  });

  test('a host that may not be reached is said', async () => {
    world.granted.all = false;
    await expect(signIn()).rejects.toMatchObject({ code: 'host_permission_missing' });
    expect(world.opened).toEqual([]);
  });

  test('http at the site itself needs the person’s word', async () => {
    const site = 'http://blog.example/';
    const { discovery } = world.request();
    const authorization = settings({ tokenEndpoint: `${site}token`, authorizationEndpoint: `${site}authorize` });
    const asksFor = (allowHttp: boolean) =>
      signIn({ discovery: { ...discovery, apiUrl: site }, authorization, settings: { allowHttp } }, async () => ({
        none: 'closed',
      }));
    await expect(asksFor(false)).rejects.toMatchObject({ reason: 'address_insecure' });
    expect(world.opened).toEqual([]);
    await expect(asksFor(true)).rejects.toMatchObject({ code: 'credentials_rejected' });
    expect(world.opened).toHaveLength(1);
  });
});

describe('the client’s secret', () => {
  const secretSent = () => asked().get('client_secret');

  test('that was typed is sent; none is none', async () => {
    await signIn({ clientSecret: 'typed' });
    expect(secretSent()).toBe('typed');
    await signIn({ clientSecret: '' });
    expect(secretSent()).toBeNull();
    await signIn();
    expect(secretSent()).toBeNull();
  });

  test('that the account has is sent to the same token endpoint for the same client, and to no other', async () => {
    const { account } = await signIn({ clientSecret: 'kept' });
    const again = (more: Partial<AuthorizationSettings> = {}) =>
      signIn({ accountId: account?.id ?? '', authorization: settings(more) });
    await again({ clientId: 'another' });
    expect(secretSent()).toBeNull();
    await signIn({ accountId: account?.id ?? '', clientSecret: 'kept' });
    await again({ scope: 'more' });
    expect(secretSent()).toBe('kept');
    await again({ tokenEndpoint: `${servers.server.url.replace('127.0.0.1', 'localhost')}/token` });
    expect(secretSent()).toBeNull();
  });

  test('that the account has does not follow to another place where tokens are revoked', async () => {
    const { account } = await signIn({ clientSecret: 'kept' });
    const revocationEndpoint = `${servers.server.url.replace('127.0.0.1', 'localhost')}/revoke`;
    await signIn({ accountId: account?.id ?? '', authorization: settings({ revocationEndpoint }) });
    expect(secretSent()).toBeNull();
    await world.accounts.remove(account?.id ?? '');
    const [revoked] = servers.server.askedOf('revoke');
    expect(new URLSearchParams(revoked?.body).get('token')).toBe(AS_SECRETS.refreshToken);
    expect(revoked?.body).not.toContain('kept');
  });
});

test('a proxy’s headers go along to the server where it is at the same site, and nowhere else', async () => {
  const extraHeaders = 'X-Staging: open';
  await signIn({ extraHeaders });
  const atToken = () => servers.server.askedOf('token').at(-1)?.headers['x-staging'];
  expect(atToken()).toBeUndefined();
  expect(servers.site.requests.at(-1)?.headers['x-staging']).toBe('open');
  const { discovery } = world.request();
  // Here the site stands at the authorization server's own address.
  await signIn({ extraHeaders, discovery: { ...discovery, apiUrl: `${servers.server.url}/` } });
  expect(atToken()).toBe('open');
});

test('an account that was removed while the window was open is not brought back, and its code is not used', async () => {
  const { account } = await signIn();
  servers.server.reset();
  const removed = signIn({ accountId: account?.id ?? '' }, async (address) => {
    const answer = await sayYes(address);
    await world.accounts.remove(account?.id ?? '');
    return { url: answer };
  });
  await expect(removed).rejects.toMatchObject({ code: 'not_found', reason: 'account_missing' });
  expect(servers.server.askedOf('token')).toEqual([]);
  expect(await world.vault.listAccounts()).toEqual([]);
});

test('what the token endpoint refuses is said, and nothing is stored', async () => {
  servers.server.at('token', jsonAnswer(400, { error: 'invalid_grant' }));
  await expect(signIn()).rejects.toMatchObject(refused('oauth_code_expired'));
  servers.server.at('token', jsonAnswer(401, { error: 'invalid_client' }));
  await expect(signIn()).rejects.toMatchObject(refused('oauth_wrong_client'));
  expect(await world.vault.listAccounts()).toEqual([]);
  expect(world.sessionItems.size).toBe(0);
});

test('a no is the person’s own; a window that was closed or could not be opened says so', async () => {
  const no: Launch = async (address) => {
    const { searchParams } = new URL(address);
    const answer = new URLSearchParams({ error: 'access_denied', state: searchParams.get('state') ?? '' });
    return { url: `${searchParams.get('redirect_uri')}?${answer}` };
  };
  await expect(signIn({}, no)).rejects.toMatchObject(refused('authorization_declined'));
  await expect(signIn({}, async () => ({ none: 'closed' }))).rejects.toMatchObject(refused('authorization_closed'));
  await expect(signIn({}, async () => ({ none: 'open' }))).rejects.toMatchObject(refused('authorization_open'));
  await expect(signIn({}, async () => ({ none: 'failed' }))).rejects.toMatchObject(refused('authorization_failed'));
});
