/** Set-up as the options page asks for it, over real HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultServer, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import type { Account } from '../messages/contract.ts';

const ACCOUNT: Account = {
  v: 1,
  id: 'account-1',
  destination: 'ghost',
  siteUrl: 'http://localhost/',
  apiUrl: 'http://localhost/',
  authMethod: 'admin_api_key',
  origins: ['http://localhost/*'],
  identity: { siteTitle: 'Blog', userName: null, role: null },
  settings: {},
  createdAt: '2026-01-01T00:00:00.000Z',
};

let site: FaultServer;
let admin: FaultServer;
beforeEach(async () => {
  site = await startFaults();
  admin = await startFaults();
});
afterEach(async () => {
  await site.stop();
  await admin.stop();
});

/** The site at localhost, its admin at 127.0.0.1. */
const siteUrl = (): string => `${site.url.replace('127.0.0.1', 'localhost')}/`;

test('an admin on another host: proposed by the site, found there, and access to the site given up', async () => {
  const head = `<script data-ghost="${siteUrl()}" data-api="${admin.url}/ghost/api/content/"></script>`;
  site.set(({ path }) =>
    path === '/'
      ? { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: head }
      : { kind: 'redirect', status: 301, to: `${admin.url}${path}` },
  );
  admin.set(jsonAnswer(200, { site: { title: 'Clip Lab', url: siteUrl(), version: '6.65' } }));
  const { accounts, givenUp } = createAccountsWorld();

  const proposed = await accounts.discover({ destination: 'ghost', url: siteUrl() });
  expect(proposed.needs?.url).toBe(`${admin.url}/`);
  expect(admin.requests).toHaveLength(0);
  expect(givenUp).toEqual([]);

  const found = await accounts.discover({ destination: 'ghost', url: proposed.needs?.url ?? '', site: siteUrl() });
  expect(found).toMatchObject({ siteUrl: siteUrl(), apiUrl: `${admin.url}/`, origins: ['http://127.0.0.1/*'] });
  expect(found.needs).toBeUndefined();
  expect(givenUp).toEqual(['http://localhost/*']);
});

test('access that another account lives on is kept, and where a stranger’s admin answers nothing changes', async () => {
  const { accounts, givenUp, knows } = createAccountsWorld();
  knows(ACCOUNT);
  const atAdmin = { destination: 'ghost', url: `${admin.url}/`, site: siteUrl() } as const;
  admin.set(jsonAnswer(200, { site: { title: 'Clip Lab', url: siteUrl(), version: '6.65' } }));
  await accounts.discover(atAdmin);
  admin.set(jsonAnswer(200, { site: { title: 'Theirs', url: 'https://other.example/', version: '6.65' } }));
  await expect(accounts.discover(atAdmin)).rejects.toMatchObject({ reason: 'ghost_other_site' });
  expect(givenUp).toEqual([]);
});

test('extra headers go with a discovery, and a line that is none stops it before anything is asked', async () => {
  site.set(jsonAnswer(200, { site: { title: 'Clip Lab', url: `${site.url}/`, version: '6.65' } }));
  const { accounts } = createAccountsWorld();
  const input = { destination: 'ghost', url: `${site.url}/` } as const;
  await accounts.discover({ ...input, extraHeaders: 'X-Staging: open\n' });
  expect(site.requests.length).toBeGreaterThan(0);
  for (const { headers } of site.requests) expect(headers['x-staging']).toBe('open');
  const asked = site.requests.length;
  await expect(accounts.discover({ ...input, extraHeaders: 'X-Staging open' })).rejects.toMatchObject({
    code: 'credentials_rejected',
    reason: 'extra_headers',
  });
  expect(site.requests).toHaveLength(asked);
});

test('a removed account gives up its twin too, but nothing that another one needs', async () => {
  const { accounts, givenUp, knows } = createAccountsWorld();
  const pair = ['https://blog.example/*', 'https://www.blog.example/*'];
  knows({ ...ACCOUNT, origins: pair });
  knows({ ...ACCOUNT, id: 'account-2', origins: ['https://www.blog.example/*'] });
  await accounts.remove('account-1');
  expect(givenUp).toEqual(['https://blog.example/*']);
  await accounts.remove('account-2');
  expect(givenUp).toEqual(pair);
});

/** A WordPress account at `site`, with a header for the proxy before it. */
const BEHIND_PROXY = (): Account => ({
  ...ACCOUNT,
  destination: 'wordpress',
  siteUrl: siteUrl(),
  apiUrl: `${siteUrl()}wp-json/`,
  authMethod: 'application_password',
  settings: { jwtNamespace: 'jwt-auth/v1', images: 'copy' },
});
const STORED = {
  method: 'application_password',
  username: 'anna',
  password: 'stored',
  extraHeaders: 'X-Staging: yes',
} as const;

test('an account that is looked up again sends its own headers, to its own site only', async () => {
  const { accounts, vault } = createAccountsWorld();
  const account = BEHIND_PROXY();
  await vault.saveAccount(account, STORED);
  const nothing = jsonAnswer(404, {});
  site.set(nothing);
  admin.set(nothing);
  const look = (url: string, extraHeaders?: string) =>
    accounts
      .discover({
        ...{ destination: 'wordpress', url, accountId: account.id },
        ...(extraHeaders === undefined ? {} : { extraHeaders }),
      })
      .catch(() => null);
  const seen = (server: FaultServer) => [...new Set(server.requests.map(({ headers }) => headers['x-staging']))];

  await look(siteUrl());
  expect(seen(site)).toEqual(['yes']);
  await look(admin.url);
  expect(seen(admin)).toEqual([undefined]);
  site.requests.length = 0;
  await look(siteUrl(), 'X-Staging: other');
  expect(seen(site)).toEqual(['other']);
  site.requests.length = 0;
  await look(siteUrl(), '');
  expect(seen(site)).toEqual([undefined]);
});

test('where people edit elsewhere than the API is, both are its own', async () => {
  const { accounts, vault } = createAccountsWorld();
  const account: Account = { ...BEHIND_PROXY(), siteUrl: `${admin.url}/` };
  await vault.saveAccount(account, STORED);
  const foreign = await startFaults();
  for (const server of [site, admin, foreign]) {
    server.set(jsonAnswer(404, {}));
    const url = server === foreign ? server.url : server === site ? siteUrl() : admin.url;
    await accounts.discover({ destination: 'wordpress', url, accountId: account.id }).catch(() => null);
  }
  const seen = [site, admin, foreign].map(({ requests }) => [
    ...new Set(requests.map((one) => one.headers['x-staging'])),
  ]);
  expect(seen).toEqual([['yes'], ['yes'], [undefined]]);
  await foreign.stop();
});

test('who signs in again types the password alone: the name that is stored goes with it', async () => {
  const { accounts, vault } = createAccountsWorld();
  const account = BEHIND_PROXY();
  await vault.saveAccount(account, STORED);
  const root = { name: 'Blog', url: siteUrl(), home: siteUrl(), namespaces: ['wp/v2'], authentication: {} };
  const stranger = { code: 'rest_not_logged_in', message: '', data: { status: 401 } };
  site.set(({ path }) => (path.includes('/users/me') ? jsonAnswer(401, stranger) : jsonAnswer(200, root)));
  const { report } = await accounts.connect({
    ...{ accountId: account.id, destination: 'wordpress', settings: account.settings },
    discovery: { ...account, title: 'Blog', version: '' },
    credentials: { method: 'application_password', username: '', password: 'typed' },
  });
  expect(report.ok).toBe(false);
  const sent = site.requests.map(({ headers }) => headers.authorization).filter((value) => value !== undefined);
  expect([...new Set(sent)]).toEqual([`Basic ${btoa('anna:typed')}`]);
});
