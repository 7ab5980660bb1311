/** Set-up as the options page asks for it, over real HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WORDS } from '../../test/fixtures/draft.ts';
import { type FaultServer, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { memoryStore, realRandom } from '../../test/support/memory.ts';
import { createWorld } from '../../test/support/outbox-world.ts';
import type { Account } from '../messages/contract.ts';
import { createSettings } from '../vault/settings.ts';
import { createVault } from '../vault/vault.ts';
import { createAccounts } from './accounts.ts';
import { createSessions } from './sessions.ts';

const clock = { now: () => Date.UTC(2026, 10, 21) };
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

function setUp() {
  const items = new Map<string, string>();
  const store = memoryStore(items);
  const locks = { withLock: <T>(_name: string, task: () => Promise<T>) => task() };
  const keyStore = { get: async () => undefined, put: async () => {} };
  const vault = createVault({ store, keyStore, locks, random: realRandom, clock });
  const sessions = createSessions({
    ...{ vault, clock, locks, words: WORDS },
    tokens: memoryStore(),
    fetch: (url, init) => fetch(url, init),
    mayReach: async () => true,
  });
  const givenUp: string[] = [];
  const accounts = createAccounts({
    ...{ vault, sessions, clock, locks, random: realRandom },
    tokens: memoryStore(),
    keepAlive: (task) => task(),
    settings: createSettings({ store, locks }),
    outbox: createWorld().background().outbox,
    run: () => {},
    onChange: () => {},
    removeOrigins: async (origins) => givenUp.push(...origins) > 0,
  });
  const knows = (account: Account) => items.set(`account:${account.id}`, JSON.stringify(account));
  return { accounts, givenUp, knows };
}

test('an admin on another host: proposed by the site, found there, and access to the site given up', async () => {
  const head = `<script data-ghost="${siteUrl()}" data-api="${admin.url}/ghost/api/content/"></script>`;
  site.set(({ path }) =>
    path === '/'
      ? { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: head }
      : { kind: 'redirect', status: 301, to: `${admin.url}${path}` },
  );
  admin.set(jsonAnswer(200, { site: { title: 'Clip Lab', url: siteUrl(), version: '6.65' } }));
  const { accounts, givenUp } = setUp();

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
  const { accounts, givenUp, knows } = setUp();
  knows(ACCOUNT);
  const atAdmin = { destination: 'ghost', url: `${admin.url}/`, site: siteUrl() } as const;
  admin.set(jsonAnswer(200, { site: { title: 'Clip Lab', url: siteUrl(), version: '6.65' } }));
  await accounts.discover(atAdmin);
  admin.set(jsonAnswer(200, { site: { title: 'Theirs', url: 'https://other.example/', version: '6.65' } }));
  await expect(accounts.discover(atAdmin)).rejects.toMatchObject({ reason: 'ghost_other_site' });
  expect(givenUp).toEqual([]);
});
