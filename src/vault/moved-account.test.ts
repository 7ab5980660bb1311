/** An account whose secrets go to another server from now on, and a background that ends while that is stored. */
import { expect, test } from 'vitest';
import { lockSpace } from '../../test/support/locks.ts';
import { handClock, memoryKeyStore, memoryStore, realRandom } from '../../test/support/memory.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Store } from '../core/ports.ts';
import type { Account } from './account.ts';
import { createVault } from './vault.ts';

const account = (tokenEndpoint: string, apiUrl = 'https://blog.example/'): Account => ({
  ...{ v: 1, id: 'one', destination: 'ghost', siteUrl: apiUrl, apiUrl, authMethod: 'authorization_code' },
  authorization: {
    ...{ issuer: 'https://as.example', authorizationEndpoint: 'https://as.example/authorize', tokenEndpoint },
    ...{ clientId: 'us', clientAuthentication: 'client_secret_post', scope: '', responseMode: 'query' },
  },
  origins: [],
  identity: { siteTitle: 'Blog', userName: null, role: null },
  settings: {},
  createdAt: '2026-01-02T03:04:05.678Z',
});
const HERE = account('https://as.example/token');
const secrets = (prefix: string): Credentials => ({
  ...{ method: 'authorization_code', clientSecret: `${prefix}-secret`, refreshToken: `${prefix}-refresh` },
});

/** @param writes how many writes to storage there are before it ends; none where the vault lives on */
function vaultOver(store: Store, writes?: number) {
  let left = writes ?? Number.POSITIVE_INFINITY;
  const write = (): void => {
    if (left === 0) throw new Error('the background ended');
    left -= 1;
  };
  const mortal: Store = {
    ...store,
    async set(key, value) {
      write();
      await store.set(key, value);
    },
    async remove(key) {
      write();
      await store.remove(key);
    },
  };
  return { store: mortal, locks: lockSpace().context(), random: realRandom, clock: handClock() };
}

test.each([
  ['another site', account('https://as.example/token', 'https://other.example/')],
  ['another authorization server', account('https://other.example/token')],
])('secrets of one are never beside the address of the other: %s', async (_, moved) => {
  for (let writes = 0, saved = false; !saved; writes += 1) {
    const [store, keyStore] = [memoryStore(), memoryKeyStore()];
    const vault = createVault({ ...vaultOver(store), keyStore });
    await vault.saveAccount(HERE, secrets('former'));
    const dying = createVault({ ...vaultOver(store, writes), keyStore });
    saved = await dying.saveAccount(moved, secrets('new')).then(
      () => true,
      () => false,
    );
    const stored = (await vault.getAccount('one')) ?? expect.unreachable();
    const found = Object.values(await vault.getCredentials('one')).join();
    const isMoved =
      stored.apiUrl === moved.apiUrl && stored.authorization?.tokenEndpoint === moved.authorization?.tokenEndpoint;
    expect(found).not.toContain(isMoved ? 'former' : 'new');
    // And no refresh token without the secret of its client.
    if (found.includes('refresh')) expect(found).toContain('secret');
    if (saved) expect(await vault.getCredentials('one')).toEqual(secrets('new'));
  }
});
