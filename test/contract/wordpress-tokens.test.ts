/** A token that ends while drafts wait in the outbox: each draft arrives once, and one sign-in is enough for all. */
import { SignJWT } from 'jose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createSessions } from '../../src/background/sessions.ts';
import type { Store } from '../../src/core/ports.ts';
import { wordpress } from '../../src/destinations/wordpress/adapter.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createRunner } from '../../src/outbox/runner.ts';
import { createSessionOutboxStore } from '../../src/outbox/session-store.ts';
import type { Account } from '../../src/vault/account.ts';
import { aDraft, WORDS } from '../fixtures/draft.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { lockSpace } from '../support/locks.ts';
import { memoryImages, memoryStore, realRandom } from '../support/memory.ts';
import { newNonce } from './keys.ts';
import { credentialsOf, ownServer, SETTINGS } from './wordpress-harness.ts';

const { url, running, stop } = await ownServer();
const { author } = running.users;
const site = new WordPressSite(url, running.users.administrator);
afterAll(() => stop());
beforeEach(() => running.switches.set([]));

const account: Account = {
  v: 1,
  id: 'account-1',
  destination: 'wordpress',
  siteUrl: `${url}/`,
  apiUrl: `${url}/wp-json/`,
  authMethod: 'jwt_login',
  origins: ['http://127.0.0.1/*'],
  identity: { siteTitle: 'Clip Lab', userName: author.displayName, role: 'author' },
  settings: { ...SETTINGS },
  createdAt: '2026-11-21T12:00:00.000Z',
};

/** Everything between the outbox and the server, as the background puts it together. */
function aBackground(tokens: Store = memoryStore(), locks = lockSpace().context()) {
  const clock = { now: () => Date.now() };
  const seen = { signIns: 0, creates: 0 };
  /** What happens right before the second create leaves. */
  let beforeSecond = async (): Promise<void> => {};
  const sessions = createSessions({
    vault: { getAccount: async () => account, getCredentials: async () => credentialsOf(author, 'jwt_login') },
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
  const deps = {
    ...{ locks, clock, random: realRandom, deliver: sessions, images: memoryImages() },
    store: createSessionOutboxStore({ store: memoryStore(), locks }),
    onChange: () => {},
    keepAlive: <T>(task: () => Promise<T>) => task(),
    schedule: async () => {},
  };
  return {
    ...{ sessions, seen, tokens, store: deps.store, outbox: createOutbox(deps), runner: createRunner(deps) },
    onSecondCreate(happens: () => Promise<void>) {
      beforeSecond = happens;
    },
  };
}

/** Changes the one token that is stored. */
async function changeToken(tokens: Store, change: object): Promise<void> {
  const [key] = await tokens.keys('');
  const token = key === undefined ? null : await tokens.get(key);
  if (key === undefined || typeof token !== 'object') throw new Error('nobody has signed in');
  await tokens.set(key, { ...token, ...change });
}

async function endedToken(): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ data: { user: { id: '4' } } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(url)
    .setIssuedAt(now - 1000)
    .setNotBefore(now - 1000)
    .setExpirationTime(now - 10)
    .sign(new TextEncoder().encode(running.jwtSecret));
}

describe('three drafts wait, and the token ends before the second is created', () => {
  // How many creates leave: one more where the one that was under way is refused.
  test.each([
    ['the site has a new secret', 4, () => running.switches.set(['secret_changed'])],
    [
      'its time is over, which nobody had said',
      3,
      async (tokens: Store) => changeToken(tokens, { accessToken: await endedToken(), expiresAt: null }),
    ],
    ['its time is over, and it was said', 3, (tokens: Store) => changeToken(tokens, { expiresAt: Date.now() + 1000 })],
  ])('%s', async (_name, creates, ends) => {
    const background = aBackground();
    const { sessions, seen, tokens, store, outbox, runner } = background;
    const { session } = await sessions.openAccount(account.id);
    await wordpress.options({ ...session, settings: { ...SETTINGS } });
    expect(seen.signIns).toBe(1);

    const nonce = newNonce();
    const titles = ['One', 'Two', 'Three'].map((name) => `${name} ${nonce}`);
    for (const title of titles) {
      const entry = await outbox.open(aDraft({ id: title, title }), {
        ...{ accountId: account.id, options: {}, incognito: true },
      });
      await outbox.submit(entry.id, account.id);
    }
    background.onSecondCreate(() => ends(tokens));
    await runner.run();

    expect((await store.list()).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
    expect((await site.posts(nonce)).map(({ title }) => title.raw).toSorted()).toEqual(titles.toSorted());
    expect(seen).toEqual({ signIns: 2, creates });
  });
});

describe('three ask at once', () => {
  const asked = async (tokens: Store) => {
    const locks = lockSpace();
    const backgrounds = [1, 2, 3].map(() => aBackground(tokens, locks.context()));
    const found = await Promise.all(
      backgrounds.map(async ({ sessions }) => {
        const { session } = await sessions.openAccount(account.id);
        return wordpress.findDraft('clip-nothing', { ...session, settings: { ...SETTINGS } });
      }),
    );
    expect(found).toEqual([null, null, null]);
    return backgrounds.reduce((sum, { seen }) => sum + seen.signIns, 0);
  };

  test('and nobody has signed in: one does', async () => {
    expect(await asked(memoryStore())).toBe(1);
  });

  test('and their token is refused: one signs in', async () => {
    const tokens = memoryStore();
    await asked(tokens);
    await changeToken(tokens, { accessToken: await endedToken() });
    expect(await asked(tokens)).toBe(1);
    expect(await asked(tokens)).toBe(0);
  });
});
