import { expect, test } from 'vitest';
import storedAccount from '../../test/fixtures/records/account.v1.json' with { type: 'json' };
import storedGitHub from '../../test/fixtures/records/account-github.v1.json' with { type: 'json' };
import storedWordPress from '../../test/fixtures/records/account-wordpress.v1.json' with { type: 'json' };
import { lockSpace } from '../../test/support/locks.ts';
import { handClock, memoryStore, realRandom } from '../../test/support/memory.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Store } from '../core/ports.ts';
import { type Account, parseAccount } from './account.ts';
import type { KeyStore } from './key.ts';
import { createVault } from './vault.ts';

const account = (id = 'one', createdAt = '2026-01-02T03:04:05.678Z'): Account => ({
  v: 1,
  id,
  destination: 'ghost',
  siteUrl: 'https://blog.example/',
  apiUrl: 'https://blog.example/ghost/api/admin/',
  authMethod: 'admin_api_key',
  origins: ['https://blog.example/*'],
  identity: { siteTitle: 'Blog', userName: null, role: null },
  settings: {},
  createdAt,
});
const credentials: Credentials = { method: 'admin_api_key', key: 'abc:00ff00ff' };

function setUp() {
  const items = new Map<string, string>();
  const keys: { record: unknown; puts: number } = { record: undefined, puts: 0 };
  const keyStore: KeyStore = {
    get: async () => keys.record,
    put: async (record) => {
      keys.record = record;
      keys.puts += 1;
    },
  };
  const space = lockSpace();
  const clock = handClock();
  const openOver = (store: Store) =>
    createVault({ store, keyStore, locks: space.context(), random: realRandom, clock });
  const open = () => openOver(memoryStore(items));
  return { items, keys, open, openOver, vault: open() };
}

/** After so many writes nothing is written any more. */
function diesAfter(writes: number, store: Store): Store {
  let left = writes;
  const orDie = (write: () => Promise<void>): Promise<void> => {
    left -= 1;
    return left < 0 ? Promise.reject(new Error('died')) : write();
  };
  return {
    ...store,
    set: (key, value) => orDie(() => store.set(key, value)),
    remove: (key) => orDie(() => store.remove(key)),
  };
}

test('an account and its credentials come back; no secret stands in storage', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account(), credentials);
  expect(await vault.getAccount('one')).toEqual(account());
  expect(await vault.getCredentials('one')).toEqual(credentials);
  expect([...items.keys()].sort()).toEqual(['account:one', 'envelope:one:key']);
  expect([...items.values()].join()).not.toContain('00ff00ff');
});

test('an account that is edited without credentials keeps those it has', async () => {
  const { vault } = setUp();
  await vault.saveAccount(account(), credentials);
  await vault.saveAccount({ ...account(), settings: { version: '6' } }, undefined);
  expect((await vault.getAccount('one'))?.settings).toEqual({ version: '6' });
  expect(await vault.getCredentials('one')).toEqual(credentials);
});

/** Secrets of every shape, those that may be absent too. */
test.each<Credentials>([
  { method: 'admin_api_key', key: 'abc:00ff00ff' },
  { method: 'jwt_login', username: 'anna@blog.example', password: 'pass: wörd 日本 ' },
  { method: 'jwt_login', username: 'anna' },
  { method: 'jwt_login', username: 'anna', extraHeaders: 'X-Staging: open\nX-More: 1' },
  { method: 'jwt_login', username: 'anna', password: 'secret', extraHeaders: 'X-Staging: open' },
  { method: 'application_password', username: 'anna', password: 'abcd EFGH 1234 ijkl' },
  { method: 'application_password', username: 'anna', password: 'abcd', extraHeaders: 'X-Staging: open' },
  { method: 'personal_access_token', token: 'github_pat_11ABC_defGHI' },
  { method: 'app_private_key', appId: '123456', privateKey: '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END …' },
])('credentials come back as they were: %o', async (given) => {
  const { vault, items } = setUp();
  await vault.saveAccount({ ...account(), authMethod: given.method }, given);
  expect(await vault.getCredentials('one')).toEqual(given);
  const { method: _, ...secrets } = given;
  for (const secret of Object.values(secrets)) expect([...items.values()].join()).not.toContain(secret);
});

test('a password that is no longer to be kept leaves no envelope, and neither do headers that were taken away', async () => {
  const { vault, items } = setUp();
  const jwt = { ...account(), authMethod: 'jwt_login' as const };
  await vault.saveAccount(jwt, { method: 'jwt_login', username: 'anna', password: 'p', extraHeaders: 'X-A: 1' });
  await vault.saveAccount(jwt, { method: 'jwt_login', username: 'anna' });
  expect(await vault.getCredentials('one')).toEqual({ method: 'jwt_login', username: 'anna' });
  expect([...items.keys()].sort()).toEqual(['account:one', 'envelope:one:username']);
});

const atServer = (tokenEndpoint: string): Account => ({
  ...account(),
  authMethod: 'authorization_code',
  authorization: {
    ...{ issuer: 'https://as.example', authorizationEndpoint: 'https://as.example/authorize', tokenEndpoint },
    ...{ clientId: 'clipdraft', clientAuthentication: 'client_secret_post', scope: '', responseMode: 'query' },
  },
});

test('a background that ends anywhere in the storing leaves no secret of one server to another', async () => {
  const former = atServer('https://former.example/token');
  const later = atServer('https://later.example/token');
  const secrets = (name: string, more: { extraHeaders?: string } = {}): Credentials => ({
    ...{ method: 'authorization_code', clientSecret: `${name}-secret`, refreshToken: `${name}-refresh`, ...more },
  });
  let ends = 0;
  for (let left = 0; ends === left; left++) {
    const { items, open, openOver } = setUp();
    await open().saveAccount(former, secrets('former', { extraHeaders: 'X-Proxy: former' }));
    const dying = openOver(diesAfter(left, memoryStore(items)));
    await dying.saveAccount(later, secrets('later')).catch(() => {
      ends += 1;
    });
    const stored = await open().getAccount('one');
    const isFormer = stored?.authorization?.tokenEndpoint === former.authorization?.tokenEndpoint;
    const found = JSON.stringify(await open().getCredentials('one'));
    expect(found, `after ${left} writes`).not.toContain(isFormer ? 'later' : 'former');
  }
  expect(ends).toBeGreaterThan(5);
});

test('a locked vault says so before anything is lost', async () => {
  const { vault, keys } = setUp();
  await vault.saveAccount(account(), credentials);
  const usable = keys.record;
  keys.record = { v: 1, kind: 'passphrase' };
  const moved = { ...account(), apiUrl: 'https://moved.example/' };
  await expect(vault.saveAccount(moved, credentials)).rejects.toMatchObject({ code: 'vault_locked' });
  keys.record = usable;
  expect(await vault.getAccount('one')).toEqual(account());
  expect(await vault.getCredentials('one')).toEqual(credentials);
});

test('another way to sign in takes the place of the old one, its secrets too', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account(), credentials);
  const given: Credentials = { method: 'application_password', username: 'anna', password: 'abcd' };
  await vault.saveAccount({ ...account(), authMethod: 'application_password' }, given);
  expect(await vault.getCredentials('one')).toEqual(given);
  expect([...items.keys()]).not.toContain('envelope:one:key');
});

test('an application password without its password is no credential', async () => {
  const { vault, items } = setUp();
  const given: Credentials = { method: 'application_password', username: 'anna', password: 'abcd' };
  await vault.saveAccount({ ...account(), authMethod: 'application_password' }, given);
  items.delete('envelope:one:password');
  await expect(vault.getCredentials('one')).rejects.toMatchObject({
    code: 'reauthorization_required',
    reason: 'credentials_missing',
  });
});

test('accounts are listed oldest first, with nothing of another account in each', async () => {
  const { vault } = setUp();
  await vault.saveAccount(account('two', '2026-02-01T00:00:00.000Z'), { method: 'admin_api_key', key: 'two:22' });
  await vault.saveAccount(account('one', '2026-01-01T00:00:00.000Z'), credentials);
  expect((await vault.listAccounts()).map(({ id }) => id)).toEqual(['one', 'two']);
  expect(await vault.getCredentials('two')).toEqual({ method: 'admin_api_key', key: 'two:22' });
});

test('the data key can’t be exported and is made once, even by two contexts at once', async () => {
  const { open, keys } = setUp();
  await Promise.all([
    open().saveAccount(account('one'), credentials),
    open().saveAccount(account('two'), credentials),
    open().saveAccount(account('three'), credentials),
  ]);
  expect(keys.puts).toBe(1);
  expect(keys.record).toMatchObject({ v: 1, kind: 'plain', key: { extractable: false } });
  for (const id of ['one', 'two', 'three']) expect(await open().getCredentials(id)).toEqual(credentials);
});

test('a removed account leaves nothing behind', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account(), credentials);
  await vault.removeAccount('one');
  expect([...items]).toEqual([]);
  await expect(vault.getCredentials('one')).rejects.toMatchObject({ code: 'not_found', reason: 'account_missing' });
});

test('a data key that is gone is said so, and a new sign-in cures it', async () => {
  const { vault, keys } = setUp();
  await vault.saveAccount(account(), credentials);
  keys.record = undefined;
  await expect(vault.getCredentials('one')).rejects.toMatchObject({
    code: 'reauthorization_required',
    destination: 'ghost',
    reason: 'vault_key_lost',
  });
  await vault.saveAccount(account('two'), credentials);
  await expect(vault.getCredentials('one'), 'sealed with the key that is gone').rejects.toMatchObject({
    reason: 'vault_key_lost',
  });
  await vault.saveAccount(account(), credentials);
  expect(await vault.getCredentials('one')).toEqual(credentials);
});

test.each<[string, unknown]>([
  ['cut off', '{"v":1}'],
  ['another kind of value', '7'],
])('an envelope that is %s asks for a new sign-in and breaks nothing', async (_, text) => {
  const { vault, items } = setUp();
  await vault.saveAccount(account(), credentials);
  items.set('envelope:one:key', String(text));
  await expect(vault.getCredentials('one')).rejects.toMatchObject({ reason: 'vault_key_lost' });
  expect(await vault.listAccounts()).toHaveLength(1);
});

test('an envelope moved from one account to another does not open there', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account('one'), credentials);
  await vault.saveAccount(account('two'), { method: 'admin_api_key', key: 'two:22' });
  items.set('envelope:two:key', items.get('envelope:one:key') ?? '');
  await expect(vault.getCredentials('two')).rejects.toMatchObject({ reason: 'vault_key_lost' });
});

test('an account whose secret is missing asks for a new sign-in', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account(), credentials);
  items.delete('envelope:one:key');
  await expect(vault.getCredentials('one')).rejects.toMatchObject({
    code: 'reauthorization_required',
    reason: 'credentials_missing',
  });
});

test('a key that wants unlocking first is `vault_locked`, and is not overwritten', async () => {
  const { vault, keys } = setUp();
  await vault.saveAccount(account(), credentials);
  keys.record = { v: 1, kind: 'passphrase', salt: 'x', wrapped: 'y' };
  await expect(vault.getCredentials('one')).rejects.toMatchObject({ code: 'vault_locked' });
  await expect(vault.saveAccount(account(), credentials)).rejects.toMatchObject({ code: 'vault_locked' });
  expect(keys.record).toMatchObject({ kind: 'passphrase' });
});

test('a damaged account is set aside and shown; the others stay', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account('one'), credentials);
  await vault.saveAccount(account('two'), credentials);
  items.set('account:two', '{"v":1,"id":"two"}');
  expect((await vault.listAccounts()).map(({ id }) => id)).toEqual(['one']);
  expect(await vault.listDamaged()).toEqual([
    { key: 'account:two', setAsideAt: expect.any(Number), value: { v: 1, id: 'two' } },
  ]);
  expect(items.has('account:two')).toBe(false);
});

test('sweeping removes secrets that no account owns, and only those', async () => {
  const { vault, items } = setUp();
  await vault.saveAccount(account('one'), credentials);
  await vault.saveAccount(account('two'), credentials);
  await vault.saveAccount(account('three'), credentials);
  items.delete('account:two');
  items.set('account:three', '{}');
  await vault.listAccounts();
  await vault.sweep();
  expect([...items.keys()].filter((key) => key.startsWith('envelope:')).sort()).toEqual([
    'envelope:one:key',
    'envelope:three:key',
  ]);
});

test('an account of the first day is read today', () => {
  expect(parseAccount(storedAccount)).toEqual(storedAccount);
  expect(parseAccount(storedWordPress)).toEqual(storedWordPress);
  expect(parseAccount(storedGitHub)).toEqual(storedGitHub);
});

test.each<[string, object]>([
  ['of a newer version', { v: 2 }],
  ['for a system this version does not know', { destination: 'typewriter' }],
  ['with an auth method this version does not know', { authMethod: 'toString' }],
  ['with an address that is none', { siteUrl: 'blog' }],
  ['with an id that holds a colon', { id: 'a:b' }],
])('an account %s is not read', (_, change) => {
  expect(parseAccount({ ...storedAccount, ...change })).toBeNull();
});
