/** Everything between the outbox and a real WordPress, as the background puts it together. */
import { createSessions } from '../../src/background/sessions.ts';
import type { Store } from '../../src/core/ports.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createRunner } from '../../src/outbox/runner.ts';
import { createSessionOutboxStore } from '../../src/outbox/session-store.ts';
import { createUndo } from '../../src/outbox/undo.ts';
import type { Account } from '../../src/vault/account.ts';
import { WORDS } from '../fixtures/draft.ts';
import { lockSpace } from '../support/locks.ts';
import { memoryImages, memoryStore, realRandom } from '../support/memory.ts';
import { credentialsOf, type Person, SETTINGS, type SignIn } from './wordpress-harness.ts';

export interface Connected {
  /** The site's address, without a slash at its end; its API is at wp-json. */
  url: string;
  person: Person;
  signIn: SignIn;
}

/** Several of them share what a browser shares: `tokens`, and the space that `locks` are of. */
export function aBackground(
  { url, person, signIn }: Connected,
  tokens: Store = memoryStore(),
  locks = lockSpace().context(),
) {
  const account: Account = {
    ...{ v: 1, id: 'account-1', destination: 'wordpress', authMethod: signIn },
    siteUrl: `${url}/`,
    apiUrl: `${url}/wp-json/`,
    origins: ['http://127.0.0.1/*'],
    identity: { siteTitle: 'Clip Lab', userName: person.login, role: null },
    settings: { ...SETTINGS },
    createdAt: '2026-11-21T12:00:00.000Z',
  };
  const clock = { now: () => Date.now() };
  const seen = { signIns: 0, creates: 0 };
  let beforeSecond = async (): Promise<void> => {};
  const sessions = createSessions({
    vault: {
      getAccount: async () => account,
      getCredentials: async () => credentialsOf(person, signIn),
      replaceSecret: async () => {},
      listAccounts: async () => [account],
    },
    async fetch(address, init) {
      const { pathname } = new URL(address);
      if (pathname.endsWith('/token')) seen.signIns += 1;
      if (init.method === 'POST' && pathname.endsWith('/posts')) {
        seen.creates += 1;
        if (seen.creates === 2) await beforeSecond();
      }
      return fetch(address, init);
    },
    ...{ clock, locks, tokens, words: WORDS },
    mayReach: async () => true,
  });
  const images = memoryImages();
  const store = createSessionOutboxStore({ store: memoryStore(), locks });
  const deps = {
    ...{ locks, clock, random: realRandom, deliver: sessions, images, store },
    onChange: () => {},
    keepAlive: <T>(task: () => Promise<T>) => task(),
    schedule: async () => {},
  };
  const outbox = createOutbox(deps);
  return {
    ...{ images, seen, store, tokens },
    runner: createRunner(deps),
    undo: createUndo(deps),
    open: () => sessions.openAccount(account.id),
    /** Into the outbox, to this account. Then run the runner. */
    async submit(draft: Draft, options = {}) {
      const entry = await outbox.open(draft, { accountId: account.id, options, incognito: true });
      return outbox.submit(entry.id, account.id);
    },
    /** What happens right before the second create leaves. */
    onSecondCreate(happens: () => Promise<void>) {
      beforeSecond = happens;
    },
  };
}
