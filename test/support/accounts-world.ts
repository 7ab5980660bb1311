/** Set-up as the background puts it together: a real vault, sessions and settings, over stores in memory. */
import { createAccounts } from '../../src/background/accounts.ts';
import { createSessions } from '../../src/background/sessions.ts';
import type { Fetch } from '../../src/core/ports.ts';
import type { Account } from '../../src/messages/contract.ts';
import { createSettings } from '../../src/vault/settings.ts';
import { createVault } from '../../src/vault/vault.ts';
import { WORDS } from '../fixtures/draft.ts';
import { memorySealed } from './authorizations.ts';
import { lockSpace } from './locks.ts';
import { handClock, memoryKeyStore, memoryStore, realRandom } from './memory.ts';
import { createWorld } from './outbox-world.ts';

const nodeFetch: Fetch = (url, init) => fetch(url, init);

export function createAccountsWorld() {
  const items = new Map<string, string>();
  const sessionItems = new Map<string, string>();
  const store = memoryStore(items);
  const tokens = memoryStore(sessionItems);
  const locks = lockSpace().context();
  const clock = handClock();
  const random = realRandom;
  const granted = { all: true, but: [] as string[] };
  const keyStore = memoryKeyStore();
  const vault = createVault({ store, keyStore, locks, random, clock });
  const sessions = createSessions({
    ...{ vault, clock, locks, tokens, words: WORDS, fetch: nodeFetch },
    mayReach: async (origins) => granted.all && !origins.some((origin) => granted.but.includes(origin)),
  });
  const givenUp: string[] = [];
  /** Match patterns the person has granted beside those of the accounts. */
  const leftOver: string[] = [];
  const outboxWorld = createWorld();
  const accounts = createAccounts({
    ...{ vault, sessions, clock, locks, random, tokens, words: WORDS },
    settings: createSettings({ store, locks }),
    outbox: outboxWorld.background().outbox,
    run: () => {},
    onChange: () => {},
    keepAlive: (task) => task(),
    grantedOrigins: async () => leftOver,
    removeOrigins: async (origins) => givenUp.push(...origins) > 0,
  });
  return {
    /** What is to be sent, to servers of its own. */
    outboxWorld,
    ...{ accounts, vault, sessions, granted, givenUp, leftOver, clock, random, fetch: nodeFetch },
    sealed: memorySealed(keyStore),
    /** The browser session's: tokens, and what waits for a sign-in. */
    ...{ sessionItems, sessionStore: tokens },
    /** As if it had been connected before. */
    knows: (account: Account) => void items.set(`account:${account.id}`, JSON.stringify(account)),
  };
}
