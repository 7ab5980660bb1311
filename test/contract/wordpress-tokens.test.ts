/** A token that ends while drafts wait in the outbox: each draft arrives once, and one sign-in is enough for all. */
import { SignJWT } from 'jose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { aDraft } from '../fixtures/draft.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { lockSpace } from '../support/locks.ts';
import { memoryStore } from '../support/memory.ts';
import { newNonce } from './keys.ts';
import { aBackground } from './wordpress-background.ts';
import { ownServer } from './wordpress-harness.ts';

const { url, running, stop } = await ownServer();
const { author } = running.users;
const site = new WordPressSite(url, running.users.administrator);
afterAll(() => stop());
beforeEach(() => running.switches.set([]));

const connected = { url, person: author, signIn: 'jwt_login' } as const;

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
    const { open, seen, tokens, store, submit, runner, onSecondCreate } = aBackground(connected);
    const { destination, session } = await open();
    await destination.options(session);
    expect(seen.signIns).toBe(1);

    const nonce = newNonce();
    const titles = ['One', 'Two', 'Three'].map((name) => `${name} ${nonce}`);
    for (const title of titles) await submit(aDraft({ id: title, title }));
    onSecondCreate(() => ends(tokens));
    await runner.run();

    expect((await store.list()).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
    expect((await site.posts(nonce)).map(({ title }) => title.raw).toSorted()).toEqual(titles.toSorted());
    expect(seen).toEqual({ signIns: 2, creates });
  });
});

test('twenty drafts wait, and the password is another one by now: it is tried once', async () => {
  const { submit, runner, store, seen } = aBackground({ ...connected, person: { ...author, password: 'the old one' } });
  for (let number = 1; number <= 20; number += 1) await submit(aDraft({ id: `draft-${number}` }));
  await runner.run();
  const entries = await store.list();
  expect(entries).toHaveLength(20);
  const error = { code: 'credentials_rejected', reason: 'wordpress_wrong_login' };
  for (const entry of entries) expect(entry).toMatchObject({ state: 'needs_attention', error });
  expect(seen).toEqual({ signIns: 1, creates: 0 });
});

describe('three ask at once', () => {
  const asked = async (tokens: Store) => {
    const locks = lockSpace();
    const backgrounds = [1, 2, 3].map(() => aBackground(connected, tokens, locks.context()));
    const found = await Promise.all(
      backgrounds.map(async ({ open }) => {
        const { destination, session } = await open();
        return destination.findDraft('clip-nothing', session);
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
