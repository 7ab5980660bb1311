/** Connecting and editing accounts that sign in, over real HTTP. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FaultServer, startFaults } from '../../test/servers/faults.ts';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import { actAsSignInSite, signInDestination } from '../../test/support/sign-in-destination.ts';
import type { Credentials, JwtLoginCredentials } from '../auth/credentials.ts';
import type { Discovery } from '../destinations/destination.ts';
import type { Account, ConnectRequest } from '../messages/contract.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let server: FaultServer;
let site: ReturnType<typeof actAsSignInSite>;
let world: ReturnType<typeof createAccountsWorld>;
beforeEach(async () => {
  server = await startFaults();
  site = actAsSignInSite(server);
  world = createAccountsWorld();
});
afterEach(() => server.stop());

const LOGIN: JwtLoginCredentials = { method: 'jwt_login', username: 'anna', password: 'right' };
const discovery = (more: Partial<Discovery> = {}): Discovery => ({
  ...{ siteUrl: `${server.url}/`, apiUrl: `${server.url}/`, title: 'Lab', version: '1', settings: {} },
  origins: ['http://127.0.0.1/*'],
  ...more,
});
const connect = (more: Partial<ConnectRequest> = {}) =>
  world.accounts.connect({ destination: 'wordpress', discovery: discovery(), settings: {}, ...more });
async function connected(more: Partial<ConnectRequest> = {}): Promise<Account> {
  const { account } = await connect({ credentials: LOGIN, ...more });
  return account ?? expect.unreachable();
}
const tokenOf = (account: Account): unknown =>
  JSON.parse(world.sessionItems.get(`token:${account.id}`) ?? 'null')?.accessToken ?? null;
const headersSent = (name: string) => server.requests.map(({ headers }) => headers[name]);

describe('a new sign-in', () => {
  test('is kept with its token; the person’s own password is not', async () => {
    const account = await connected();
    expect(account).toMatchObject({ authMethod: 'jwt_login', identity: { userName: 'Anna', role: 'editor' } });
    expect(tokenOf(account)).toBe('token-1');
    expect(await world.vault.getCredentials(account.id)).toEqual({ method: 'jwt_login', username: 'anna' });
  });

  test('keeps the password where the person asks to stay signed in', async () => {
    const account = await connected({ staySignedIn: true });
    expect(await world.vault.getCredentials(account.id)).toEqual(LOGIN);
    site.stale.push('Bearer token-1');
    expect((await world.accounts.check(account.id)).ok).toBe(true);
    expect(tokenOf(account)).toBe('token-2');
  });

  test('whose token has ended wants the person again, where no password was kept', async () => {
    const account = await connected();
    site.stale.push('Bearer token-1');
    await expect(world.accounts.check(account.id)).rejects.toMatchObject({ code: 'reauthorization_required' });
  });

  test.each<[string, () => Partial<ConnectRequest>]>([
    ['with a wrong password', () => ({ credentials: { ...LOGIN, password: 'wrong' } })],
    [
      'of someone who may not write',
      () => {
        site.role = 'subscriber';
        return {};
      },
    ],
    ['with headers that can’t be sent', () => ({ extraHeaders: 'Authorization: Basic x' })],
  ])('%s leaves nothing behind', async (_, request) => {
    const { account } = await connect({ credentials: LOGIN, ...request() }).catch(() => ({ account: null }));
    expect(account).toBeNull();
    expect(await world.vault.listAccounts()).toEqual([]);
    expect(world.sessionItems.size).toBe(0);
  });

  test('that fails leaves an account’s own session and secrets as they were', async () => {
    const account = await connected({ staySignedIn: true });
    const again = { accountId: account.id, credentials: { ...LOGIN, password: 'wrong' } };
    await expect(connect(again)).rejects.toMatchObject({ code: 'credentials_rejected' });
    site.role = 'subscriber';
    expect((await connect({ ...again, credentials: LOGIN })).account).toBeNull();
    expect(tokenOf(account)).toBe('token-1');
    expect(await world.vault.getCredentials(account.id)).toEqual(LOGIN);
  });

  test('that succeeds takes the place of the old one: never is the old token tried', async () => {
    const account = await connected();
    server.requests.length = 0;
    expect((await connected({ accountId: account.id })).id).toBe(account.id);
    expect(headersSent('authorization')).toEqual([undefined, 'Bearer token-2']);
    expect(tokenOf(account)).toBe('token-2');
  });

  test('of another kind takes the old token with it', async () => {
    const account = await connected();
    const credentials: Credentials = { method: 'application_password', username: 'anna', password: 'made-for-us' };
    expect((await connected({ accountId: account.id, credentials })).authMethod).toBe('application_password');
    expect(tokenOf(account)).toBeNull();
    expect(await world.vault.getCredentials(account.id)).toEqual(credentials);
  });

  test('at another address gives up the access to the old one', async () => {
    const account = await connected({
      discovery: discovery({ origins: ['http://127.0.0.1/*', 'http://www.a.example/*'] }),
    });
    await connected({ accountId: account.id });
    expect(world.givenUp).toEqual(['http://www.a.example/*']);
  });

  test('gives up what was granted for addresses that came to nothing, and nothing an account needs', async () => {
    world.leftOver.push('https://mistyped.example/*', 'http://127.0.0.1/*');
    await connected();
    expect(world.givenUp).toEqual(['https://mistyped.example/*']);
  });
});

describe('extra headers', () => {
  test('go with the sign-in and everything after it, and rest encrypted', async () => {
    const account = await connected({ extraHeaders: 'X-Staging: open' });
    await world.accounts.check(account.id);
    expect(new Set(headersSent('x-staging'))).toEqual(new Set(['open']));
    expect(JSON.stringify(await world.vault.getAccount(account.id))).not.toContain('open');
  });

  test('are edited alone: sign-in, token and a kept password stay', async () => {
    const account = await connected({ staySignedIn: true });
    server.requests.length = 0;
    await connect({ accountId: account.id, extraHeaders: 'X-Staging: new' });
    expect(headersSent('x-staging')).toEqual(['new']);
    expect(site.tokens).toBe(1);
    expect(await world.vault.getCredentials(account.id)).toEqual({ ...LOGIN, extraHeaders: 'X-Staging: new' });
    await connect({ accountId: account.id, extraHeaders: ' \n' });
    expect(await world.vault.getCredentials(account.id)).toEqual(LOGIN);
  });

  test('that nobody speaks of stay, through an edit and through a new sign-in', async () => {
    const account = await connected({ extraHeaders: 'X-Staging: open' });
    await connect({ accountId: account.id, settings: { images: 'link' } });
    await connected({ accountId: account.id });
    expect(await world.vault.getCredentials(account.id)).toMatchObject({ extraHeaders: 'X-Staging: open' });
    expect(new Set(headersSent('x-staging'))).toEqual(new Set(['open']));
  });
});

describe('an edit without a new sign-in', () => {
  test('touches no secret', async () => {
    const account = await connected({ staySignedIn: true });
    expect((await connect({ accountId: account.id, settings: { images: 'link' } })).account?.settings).toEqual({
      images: 'link',
    });
    expect(await world.vault.getCredentials(account.id)).toEqual(LOGIN);
  });

  test('may end staying signed in: the password goes, the token stays', async () => {
    const account = await connected({ staySignedIn: true });
    await connect({ accountId: account.id, staySignedIn: false });
    expect(await world.vault.getCredentials(account.id)).toEqual({ method: 'jwt_login', username: 'anna' });
    expect(tokenOf(account)).toBe('token-1');
  });

  test('of an account that is gone is refused', async () => {
    await expect(connect({ accountId: 'gone' })).rejects.toMatchObject({ reason: 'account_missing' });
    await expect(connect({})).rejects.toMatchObject({ reason: 'account_missing' });
  });
});

describe('an edit that leads to another site', () => {
  const HEADERS = 'X-Staging: open';
  const ELSEWHERE = { code: 'reauthorization_required', destination: 'wordpress', reason: 'another_site' };
  let other: FaultServer;
  beforeEach(async () => {
    other = await startFaults();
    actAsSignInSite(other);
  });
  afterEach(() => other.stop());

  const there = (): Discovery => discovery({ siteUrl: `${other.url}/`, apiUrl: `${other.url}/` });
  const { password: _, ...NAME } = LOGIN;

  test.each<[string, Partial<ConnectRequest>]>([
    ['alone', {}],
    ['with other settings', { settings: { images: 'link' } }],
    ['with headers of its own', { extraHeaders: 'X-Staging: there' }],
    ['with the name of the same user', { credentials: NAME }],
    ['with a name left empty', { credentials: { ...NAME, username: '' } }],
  ])('%s wants a new sign-in, and sends nothing there', async (_, more) => {
    const account = await connected({ staySignedIn: true, extraHeaders: HEADERS });
    const before = [...world.sessionItems];
    const request = { accountId: account.id, discovery: there(), ...more };
    await expect(connect(request)).rejects.toMatchObject(ELSEWHERE);
    const choices = world.accounts.choices({ destination: 'wordpress', settings: {}, ...request });
    await expect(choices).rejects.toMatchObject(ELSEWHERE);
    expect(other.requests).toEqual([]);
    expect(await world.vault.getAccount(account.id)).toEqual(account);
    expect(await world.vault.getCredentials(account.id)).toEqual({ ...LOGIN, extraHeaders: HEADERS });
    expect([...world.sessionItems]).toEqual(before);
  });

  test('with a new sign-in goes there, and takes the name along, no secret', async () => {
    const account = await connected({ staySignedIn: true, extraHeaders: HEADERS });
    server.requests.length = 0;
    const credentials: Credentials = { ...LOGIN, username: '' };
    const moved = await connected({ accountId: account.id, discovery: there(), credentials });
    expect(moved).toMatchObject({ id: account.id, apiUrl: `${other.url}/` });
    expect(await world.vault.getCredentials(account.id)).toEqual(NAME);
    expect(other.requests.map(({ headers }) => headers['x-staging'])).toEqual([undefined, undefined]);
    expect(server.requests).toEqual([]);
  });

  test('gives the former site no token of the new one, though a draft may be on its way there', async () => {
    const account = await connected();
    const { session } = await world.sessions.openAccount(account.id);
    await connected({ accountId: account.id, discovery: there() });
    server.requests.length = 0;
    await expect(signInDestination.check(session)).rejects.toMatchObject({ code: 'unexpected_response' });
    expect(server.requests).toEqual([]);
  });

  test('is none where it is the same site with www.', async () => {
    const place = `${server.url.replace('127.0.0.1', 'localhost')}/`;
    const account = await connected({ discovery: discovery({ siteUrl: place, apiUrl: place }) });
    const apiUrl = place.replace('localhost', 'www.localhost');
    const { account: edited } = await connect({
      ...{ accountId: account.id, discovery: discovery({ siteUrl: place, apiUrl }) },
    });
    expect(edited?.apiUrl).toBe(apiUrl);
  });

  test('is none where only the address that people read at is another', async () => {
    const account = await connected();
    const place = `${server.url.replace('127.0.0.1', 'localhost')}/`;
    const { account: edited } = await connect({ accountId: account.id, discovery: discovery({ siteUrl: place }) });
    expect(edited).toMatchObject({ siteUrl: place, apiUrl: account.apiUrl });
  });
});

describe('a sign-in that the site has just refused', () => {
  /** @returns how often the site was asked to sign somebody in since */
  async function refused(): Promise<{ account: Account; attempts: () => number }> {
    const account = await connected({ staySignedIn: true });
    site.stale.push('Bearer token-1');
    site.password = 'another';
    server.requests.length = 0;
    await expect(world.accounts.check(account.id)).rejects.toMatchObject({ code: 'credentials_rejected' });
    return { account, attempts: () => server.requests.filter(({ path }) => path === '/token').length };
  }
  const check = async ({ id }: Account) => {
    const { destination, session } = await world.sessions.openAccount(id);
    return destination.check(session);
  };

  test('is not asked for by itself, but once more where the person tests the account, or wants another try', async () => {
    const { account, attempts } = await refused();
    await expect(check(account)).rejects.toMatchObject({ code: 'credentials_rejected', status: 401 });
    expect(attempts()).toBe(1);
    await expect(world.accounts.check(account.id)).rejects.toMatchObject({ code: 'credentials_rejected' });
    expect(attempts()).toBe(2);
    site.password = 'right';
    await world.accounts.askAnew(account.id);
    expect((await check(account)).ok).toBe(true);
  });

  test('is asked for anew with an edit, and with what was typed', async () => {
    const { account, attempts } = await refused();
    const edit = connect({ accountId: account.id, extraHeaders: 'X-Staging: open' });
    await expect(edit).rejects.toMatchObject({ code: 'credentials_rejected' });
    expect(attempts()).toBe(2);
    site.password = 'right';
    await connected({ accountId: account.id });
    expect([...world.sessionItems.keys()]).toEqual([`token:${account.id}`]);
  });
});

describe('removing an account', () => {
  const PASSWORD: Credentials = { method: 'application_password', username: 'anna', password: 'made-for-us' };

  test('has the site take back what it made for us, and leaves nothing here', async () => {
    const account = await connected({ credentials: PASSWORD });
    await world.accounts.remove(account.id);
    expect(site.revoked).toEqual(['made-for-us']);
    expect(await world.vault.listAccounts()).toEqual([]);
    expect(world.givenUp).toEqual(['http://127.0.0.1/*']);
  });

  test('while somebody signs in to it again is not undone, and what the site made is taken back', async () => {
    const again = { method: 'application_password', username: 'anna', password: 'made-for-us' } as const;
    const account = await connected();
    const check = vi.spyOn(signInDestination, 'check').mockImplementationOnce(async () => {
      await world.accounts.remove(account.id);
      return { steps: [], ok: true, identity: null };
    });
    const request = { accountId: account.id, destination: 'wordpress', discovery: discovery(), settings: {} } as const;
    const connecting = world.accounts.connect({ ...request, credentials: again }, { madeForUs: true });
    await expect(connecting).rejects.toMatchObject({ code: 'not_found', reason: 'account_missing' });
    check.mockRestore();
    expect(await world.vault.listAccounts()).toEqual([]);
    expect(site.revoked).toEqual(['made-for-us']);
  });

  test('takes its token along', async () => {
    const account = await connected();
    await world.accounts.remove(account.id);
    expect(world.sessionItems.size).toBe(0);
  });

  test.each<[string, () => Promise<void> | void]>([
    ['that can’t be reached', () => server.stop()],
    ['that refuses', () => server.set({ kind: 'answer', status: 500, body: '' })],
    [
      'whose access was taken away',
      () => {
        world.granted.all = false;
      },
    ],
  ])('at a site %s succeeds all the same', async (_, happen) => {
    const account = await connected({ credentials: PASSWORD });
    await happen();
    await world.accounts.remove(account.id);
    expect(await world.vault.listAccounts()).toEqual([]);
  });
});
