/** The one-click sign-in, from the window to the connected account, over real HTTP. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FaultServer, startFaults } from '../../test/servers/faults.ts';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import { authorizationDeps } from '../../test/support/authorizations.ts';
import { actAsSignInSite, signInDestination } from '../../test/support/sign-in-destination.ts';
import type { AuthorizeRequest } from '../messages/contract.ts';
import type { WindowOutcome } from '../platform/identity.ts';
import { createAuthorizations } from './authorization.ts';
import { createAuthorize } from './authorize.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let server: FaultServer;
let site: ReturnType<typeof actAsSignInSite>;
let world: ReturnType<typeof createAccountsWorld>;
let opened: URL[];
beforeEach(async () => {
  server = await startFaults();
  site = actAsSignInSite(server);
  world = createAccountsWorld();
  opened = [];
});
afterEach(() => server.stop());

/** As WordPress 7.1.1 does it: a password for anna, appended to the address that it was given. */
function approve(url: URL, more: Record<string, string> = {}): WindowOutcome {
  const answer = new URL(url.searchParams.get('success_url') ?? '');
  const given = { site_url: server.url, user_login: 'anna', password: 'made-for-us', ...more };
  for (const [name, value] of Object.entries(given)) answer.searchParams.append(name, value);
  return { url: answer.href };
}

type OneClick = Extract<AuthorizeRequest, { method: 'application_password' }>;

function authorize(person: (url: URL) => WindowOutcome, more: Partial<OneClick> = {}) {
  const authorizations = createAuthorizations(
    authorizationDeps({
      ...{ store: world.sessionStore, clock: world.clock },
      launch: async (address) => {
        const url = new URL(address);
        opened.push(url);
        return person(url);
      },
    }),
  );
  const { accounts, clock, vault } = world;
  const run = createAuthorize({
    ...{ authorizations, vault, clock, connect: accounts.connect, fetch: world.fetch },
    mayReach: async () => world.granted.all,
  });
  return run({
    method: 'application_password',
    destination: 'wordpress',
    discovery: discovery(),
    settings: {},
    ...more,
  });
}

const discovery = (authorizeUrl: string | null = `${server.url}/wp-admin/authorize-application.php`) => ({
  ...{ siteUrl: `${server.url}/`, apiUrl: `${server.url}/`, title: 'Lab', version: '1', settings: {} },
  ...{ origins: ['http://127.0.0.1/*'], ...(authorizeUrl === null ? {} : { authorizeUrl }) },
});
const refused = (reason: string) => ({ code: 'credentials_rejected', destination: 'wordpress', reason });

test('a yes at the site connects the account of whoever said it', async () => {
  const { account } = await authorize(approve);
  expect(account).toMatchObject({ authMethod: 'application_password', identity: { userName: 'Anna', role: 'editor' } });
  expect(await world.vault.getCredentials(account?.id ?? '')).toEqual({
    ...{ method: 'application_password', username: 'anna', password: 'made-for-us' },
  });
  expect(world.sessionItems.size).toBe(0);
});

test('a no at the site, and a closed window, store nothing', async () => {
  const no = (url: URL): WindowOutcome => ({ url: url.searchParams.get('reject_url') ?? '' });
  await expect(authorize(no)).rejects.toMatchObject(refused('authorization_declined'));
  await expect(authorize(() => ({ none: 'closed' }))).rejects.toMatchObject(refused('authorization_closed'));
  expect(await world.vault.listAccounts()).toEqual([]);
  expect(server.requests).toEqual([]);
});

test('another site’s password is never sent anywhere', async () => {
  const elsewhere = (url: URL) => approve(url, { site_url: 'https://evil.example' });
  await expect(authorize(elsewhere)).rejects.toMatchObject(refused('authorization_state'));
  expect(server.requests).toEqual([]);
});

test.each<[string, string | null]>([
  ['none', null],
  ['no address', 'authorize'],
  ['another host', 'https://evil.example/wp-admin/authorize-application.php'],
  ['another port', 'http://127.0.0.1:1/wp-admin/authorize-application.php'],
  ['http beyond this machine', 'http://blog.example/wp-admin/authorize-application.php'],
  ['a user in it', 'http://anna@127.0.0.1/wp-admin/authorize-application.php'],
  ['a script', 'javascript:alert(1)'],
])('a sign-in page that is %s is not opened', async (_, authorizeUrl) => {
  const run = authorize(approve, { discovery: discovery(authorizeUrl) });
  await expect(run).rejects.toMatchObject(refused('authorization_failed'));
  expect(opened).toEqual([]);
});

test('what would stop the set-up afterwards is said before any window opens', async () => {
  const faulty = authorize(approve, { extraHeaders: 'Cookie: a=b' });
  await expect(faulty).rejects.toMatchObject(refused('extra_headers'));
  world.granted.all = false;
  await expect(authorize(approve)).rejects.toMatchObject({ code: 'host_permission_missing' });
  expect(opened).toEqual([]);
});

test('a password that does not serve is taken back', async () => {
  site.role = 'subscriber';
  const { account, report } = await authorize(approve);
  expect({ account, ok: report.ok }).toEqual({ account: null, ok: false });
  expect(site.revoked).toEqual(['made-for-us']);
});

test('signing in again has the password of before taken back, and the new one stays', async () => {
  const { account } = await authorize(approve);
  site.passwords.push('made-again');
  const again = (url: URL) => approve(url, { password: 'made-again' });
  const second = await authorize(again, { accountId: account?.id ?? '' });
  expect(second.account?.id).toBe(account?.id);
  expect(site.revoked).toEqual(['made-for-us']);
  expect((await world.accounts.check(account?.id ?? '')).ok).toBe(true);
});

test('signing in again as someone who may not write leaves the account as it was', async () => {
  const { account } = await authorize(approve);
  site.passwords.push('made-again');
  site.role = 'subscriber';
  await authorize((url) => approve(url, { password: 'made-again' }), { accountId: account?.id ?? '' });
  expect(site.revoked).toEqual(['made-again']);
  expect(await world.vault.getCredentials(account?.id ?? '')).toMatchObject({ password: 'made-for-us' });
});
