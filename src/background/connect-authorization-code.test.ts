/** Connecting and editing accounts that an authorization server speaks for, over real HTTP. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FaultServer, startFaults } from '../../test/servers/faults.ts';
import { type OAuthLab, SECRET, startOAuthLab } from '../../test/support/oauth-lab.ts';
import { queue, titles } from '../../test/support/outbox-world.ts';
import { actAsSignInSite, signInDestination } from '../../test/support/sign-in-destination.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { ConnectRequest } from '../messages/contract.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let lab: OAuthLab;
beforeEach(async () => {
  lab = await startOAuthLab();
});
afterEach(() => lab.stop());

describe('a new sign-in', () => {
  test('is stored: the server with the account, the refresh token in the vault, the access token in the session', async () => {
    const account = await lab.connected();
    expect(account).toMatchObject({
      authMethod: 'authorization_code',
      authorization: lab.settings(),
      identity: { userName: 'Anna' },
    });
    expect(await lab.world.vault.getAccount(account.id)).toEqual(account);
    expect(await lab.credentialsOf(account)).toEqual({
      ...{ method: 'authorization_code', clientSecret: SECRET, refreshToken: 'refresh-1' },
    });
    expect(Object.keys(lab.tokenOf(account)).sort()).toEqual(['accessToken', 'expiresAt', 'issuedAt', 'v']);
    expect(lab.oauth.refreshes).toEqual([]);
  });

  test('needs its token endpoint’s host as the site’s', async () => {
    const account = await lab.connected({
      authorization: lab.settings({ tokenEndpoint: 'https://as.example:8443/token' }),
    });
    expect(account.origins).toEqual(['http://127.0.0.1/*', 'https://as.example/*']);
  });

  test('that is renewed during its check is stored as it is then', async () => {
    const tokens = lab.oauth.signIn();
    lab.oauth.refuse(tokens.accessToken);
    const account = await lab.connected({}, tokens);
    expect(await lab.credentialsOf(account)).toMatchObject({ refreshToken: 'refresh-2' });
    expect(lab.tokenOf(account)).toMatchObject({ accessToken: 'access-2' });
    expect(lab.oauth.refreshes).toEqual(['refresh-1']);
  });

  test('of a public client without a refresh token leaves no envelope', async () => {
    lab.oauth.givesRefreshTokens = false;
    const account = await lab.connected({ credentials: { method: 'authorization_code' } });
    expect(await lab.credentialsOf(account)).toEqual({ method: 'authorization_code' });
  });

  test.each<[string, () => ConnectRequest]>([
    ['without its server', () => lab.request({ credentials: { method: 'authorization_code' } })],
    [
      'with one that is damaged',
      () =>
        lab.request({ credentials: { method: 'authorization_code' }, authorization: lab.settings({ clientId: 'ä' }) }),
    ],
  ])('%s is refused before anything is asked', async (_, asked) => {
    const connecting = lab.world.accounts.connect(asked(), { madeForUs: true, tokens: lab.oauth.signIn() });
    await expect(connecting).rejects.toMatchObject({ code: 'reauthorization_required', reason: 'oauth_sign_in_again' });
    expect([...lab.site.requests, ...lab.server.requests]).toEqual([]);
  });

  test('takes the place of the former one: its client, its tokens and its server', async () => {
    const account = await lab.connected();
    const elsewhere = lab.settings({ clientId: 'another' });
    lab.oauth.secret = 'another secret';
    const credentials: Credentials = { method: 'authorization_code', clientSecret: 'another secret' };
    await lab.connected({ accountId: account.id, authorization: elsewhere, credentials });
    expect(await lab.world.vault.getAccount(account.id)).toMatchObject({ id: account.id, authorization: elsewhere });
    expect(await lab.credentialsOf(account)).toEqual({ ...credentials, refreshToken: 'refresh-2' });
    expect(lab.tokenOf(account)).toMatchObject({ accessToken: 'access-2' });
  });

  test('takes the place of a password that was made for us, which the site takes back; and the other way round the grant is ended', async () => {
    const credentials: Credentials = { method: 'application_password', username: 'anna', password: 'made-for-us' };
    const byPassword = (more: Partial<ConnectRequest> = {}) => {
      actAsSignInSite(lab.site);
      return lab.world.accounts.connect(lab.request({ credentials, ...more }), { madeForUs: true });
    };
    const { account } = await byPassword();
    const accountId = account?.id ?? '';
    lab.restore();
    await lab.connected({ accountId });
    const takenBack = lab.site.requests.filter(({ method }) => method === 'DELETE');
    expect(takenBack.map(({ headers }) => headers.authorization)).toEqual([`Basic ${btoa('anna:made-for-us')}`]);
    const { account: again } = await byPassword({ accountId });
    expect(again).toMatchObject({ authMethod: 'application_password', origins: ['http://127.0.0.1/*'] });
    expect(again).not.toHaveProperty('authorization');
    expect(lab.world.sessionItems.size).toBe(0);
    expect(lab.oauth.revoked).toEqual(['refresh-1']);
  });

  test('lets the drafts go that waited for it', async () => {
    const account = await lab.connected();
    const { outboxWorld } = lab.world;
    await queue(outboxWorld, 'Kept', account.id);
    outboxWorld.server.opens.push('reauthorization_required');
    await outboxWorld.background().runner.run();
    expect(titles(outboxWorld)).toEqual([]);
    expect((await lab.signIn({ accountId: account.id })).released).toBe(1);
    await outboxWorld.background().runner.run();
    expect(titles(outboxWorld)).toEqual(['Kept']);
  });
});

describe('an edit', () => {
  const HEADERS = 'X-Staging: open';

  test('keeps the sign-in: server, origins, secrets and tokens', async () => {
    const account = await lab.connected({
      authorization: lab.settings({ tokenEndpoint: `${lab.server.url.replace('127.0.0.1', 'localhost')}/token` }),
    });
    expect(account.origins).toContain('http://localhost/*');
    const before = [await lab.credentialsOf(account), lab.tokenOf(account)];
    const { account: edited } = await lab.edit(account, { settings: { images: 'link' } });
    expect(edited).toEqual({ ...account, settings: { images: 'link' } });
    expect([await lab.credentialsOf(account), lab.tokenOf(account)]).toEqual(before);
    expect(lab.server.requests).toEqual([]);
  });

  test('of the headers leaves the refresh token as it is then', async () => {
    const account = await lab.connected();
    lab.oauth.refuse('access-1');
    await lab.edit(account, { extraHeaders: HEADERS });
    expect(await lab.credentialsOf(account)).toEqual({
      ...{ method: 'authorization_code', clientSecret: SECRET, extraHeaders: HEADERS, refreshToken: 'refresh-2' },
    });
    expect(lab.tokenOf(account)).toMatchObject({ accessToken: 'access-2' });
    await lab.edit(account, { extraHeaders: '' });
    expect(await lab.credentialsOf(account)).not.toHaveProperty('extraHeaders');
  });

  test('that leads to another site wants a new sign-in, and sends nothing there', async () => {
    const account = await lab.connected();
    const other = await startFaults();
    const { discovery } = lab.request();
    const there = { ...discovery, siteUrl: `${other.url}/`, apiUrl: `${other.url}/` };
    const kept = lab.edit(account, { discovery: there });
    await expect(kept).rejects.toMatchObject({ code: 'reauthorization_required', reason: 'another_site' });
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  test('of an account whose server nobody knows any more wants a new sign-in', async () => {
    const account = await lab.connected();
    const { authorization: _, ...damaged } = account;
    await lab.world.vault.saveAccount(damaged, undefined);
    await expect(lab.world.sessions.openAccount(account.id)).rejects.toMatchObject({
      ...{ code: 'reauthorization_required', reason: 'oauth_sign_in_again' },
    });
  });
});

describe('extra headers', () => {
  const HEADERS = 'X-Staging: open';
  const seen = ({ requests }: FaultServer) => [...new Set(requests.map(({ headers }) => headers['x-staging']))];

  test('are for the site, and not for a server elsewhere', async () => {
    const account = await lab.connected({ extraHeaders: HEADERS });
    lab.oauth.refuse('access-1');
    await lab.world.accounts.check(account.id);
    expect(lab.oauth.refreshes).toHaveLength(1);
    expect([seen(lab.site), seen(lab.server)]).toEqual([['open'], [undefined]]);
  });

  test('go to a server that is the same site', async () => {
    const authorization = lab.settings({ tokenEndpoint: `${lab.site.url}/token` });
    const account = await lab.connected({ extraHeaders: HEADERS, authorization });
    lab.oauth.refuse('access-1');
    await lab.world.accounts.check(account.id);
    expect(lab.oauth.refreshes).toHaveLength(1);
    expect(seen(lab.site)).toEqual(['open']);
  });
});
