import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import tokenSet from '../../test/fixtures/records/token-set.v1.json' with { type: 'json' };
import { lockSpace } from '../../test/support/locks.ts';
import { memoryStore } from '../../test/support/memory.ts';
import { runs } from '../../test/support/scale.ts';
import type { Store } from '../core/ports.ts';
import { createTokenSource, forgetToken, moveToken, secondSubject, type TokenSet } from './token-source.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const KEY = 'token:account-1';

/** Contexts of one extension, one store, and a site that hands out `token-1`, `token-2` … as often as it is asked. */
function setUp({ slow = (store: Store): Store => store } = {}) {
  const items = new Map<string, string>();
  const spaces = lockSpace();
  const given: TokenSet[] = [];
  const previous: (TokenSet | null)[] = [];
  const site = {
    items,
    given,
    previous,
    lifetime: HOUR,
    now: NOON,
    fault: null as Error | null,
    before: async (): Promise<void> => {},
  };
  const context = () => {
    const locks = spaces.context();
    const store = slow(memoryStore(items));
    const source = createTokenSource({
      ...{ subject: 'account-1', store, locks },
      async renew(old) {
        previous.push(old);
        await site.before();
        if (site.fault !== null) throw site.fault;
        const token: TokenSet = { v: 1, accessToken: `token-${given.length + 1}`, expiresAt: site.now + site.lifetime };
        given.push(token);
        return token;
      },
    });
    const get = (refused: string | null = null) => source.getAccessToken(site.now, refused);
    return { source, locks, store, get, renewAhead: (ms: number) => source.renewAhead(site.now, ms) };
  };
  const put = (token: unknown) => items.set(KEY, JSON.stringify(token));
  return { site, items, context, put };
}

describe('one renewal, whoever asks', () => {
  test.each([1, 2, 50])('%i callers in up to four contexts, in any order, with no token yet', async (callers) => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(3), { minLength: callers, maxLength: callers }),
        async (s, of) => {
          const { site, items, context } = setUp({ slow: scheduled(s) });
          site.before = () => s.schedule(Promise.resolve());
          const contexts = [context(), context(), context(), context()];
          const all = Promise.all(of.map((index) => contexts[index]?.get()));
          await s.waitFor(all);
          expect(new Set(await all)).toEqual(new Set(['token-1']));
          expect(site.given).toHaveLength(1);
          expect(JSON.parse(items.get(KEY) ?? '')).toEqual(site.given[0]);
        },
      ),
      { numRuns: runs(callers === 50 ? 20 : 60, 10) },
    );
  });

  test('a refused token is renewed once, by whoever of its bearers is first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(2), { minLength: 2, maxLength: 20 }), async (s, of) => {
        const { site, context, put } = setUp({ slow: scheduled(s) });
        put({ v: 1, accessToken: 'revoked', expiresAt: NOON + HOUR });
        const contexts = [context(), context(), context()];
        const all = Promise.all(of.map((index) => contexts[index]?.get('revoked')));
        await s.waitFor(all);
        expect(new Set(await all)).toEqual(new Set(['token-1']));
        expect(site.given).toHaveLength(1);
      }),
      { numRuns: runs(60, 10) },
    );
  });

  test('a token that somebody has put in its place meanwhile is taken, and nothing is renewed', async () => {
    const { site, context, put } = setUp();
    put({ v: 1, accessToken: 'newer', expiresAt: NOON + HOUR });
    expect(await context().get('older')).toBe('newer');
    expect(site.given).toEqual([]);
  });

  test('the new token is stored before anyone has it', async () => {
    const { items, context } = setUp({
      slow: (store) => ({
        ...store,
        set: async (key, value) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          await store.set(key, value);
        },
      }),
    });
    const contexts = [context(), context()];
    await Promise.all(
      contexts.map(async ({ get }) => {
        const token = await get();
        expect(JSON.parse(items.get(KEY) ?? 'null')).toMatchObject({ accessToken: token });
      }),
    );
  });

  test('a token that can’t be stored is given to nobody', async () => {
    const full: Store = { ...memoryStore(), set: () => Promise.reject(new Error('full')) };
    const { context } = setUp({ slow: () => full });
    await expect(context().get()).rejects.toThrow('full');
  });
});

describe('a refused token', () => {
  test('is given to nobody any more, whatever becomes of its renewal', async () => {
    const { site, context, put } = setUp();
    put({ v: 1, accessToken: 'revoked', expiresAt: NOON + HOUR, refreshToken: 'for-a-new-one' });
    site.fault = new Error('no network');
    await expect(context().get('revoked')).rejects.toThrow('no network');
    site.fault = null;
    expect(await context().get()).toBe('token-1');
    const over = { v: 1, accessToken: 'revoked', expiresAt: 0, refreshToken: 'for-a-new-one' };
    expect(site.previous).toEqual([over, over]);
  });

  test('does not end the one that has taken its place', async () => {
    const { site, context, put } = setUp();
    const newer = { v: 1, accessToken: 'newer', expiresAt: NOON + 30_000 };
    put(newer);
    expect(await context().get('older')).toBe('token-1');
    expect(site.previous).toEqual([newer]);
  });
});

describe('a renewal ahead of the end', () => {
  const AHEAD = 120_000;

  test.each<[string, unknown, number | null, number]>([
    ['two minutes and a bit are left: nothing yet', NOON + AHEAD + 1, NOON + AHEAD + 1, 0],
    ['two minutes are left: renewed', NOON + AHEAD, NOON + HOUR, 1],
    ['a moment is left: renewed', NOON + 1, NOON + HOUR, 1],
    ['it has ended: nobody can', NOON, null, 0],
    ['it was refused: nobody can', 0, null, 0],
    ['nobody knows its end: left alone', null, null, 0],
  ])('%s', async (_, expiresAt, end, renewals) => {
    const { site, context, put } = setUp();
    put({ v: 1, accessToken: 'stored', expiresAt });
    expect(await context().renewAhead(AHEAD)).toBe(end);
    expect(site.given).toHaveLength(renewals);
  });

  test('there is no token: nothing to keep', async () => {
    const { site, context } = setUp();
    expect(await context().renewAhead(AHEAD)).toBeNull();
    expect(site.given).toEqual([]);
  });

  test('what fails is said, and the token stays', async () => {
    const { site, items, context, put } = setUp();
    put({ v: 1, accessToken: 'stored', expiresAt: NOON + 100_000 });
    site.fault = new Error('no network');
    await expect(context().renewAhead(AHEAD)).rejects.toThrow('no network');
    expect(items.get(KEY)).toContain('stored');
    expect(await context().get()).toBe('stored');
  });

  test('one, however many ask for it and for a token at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { minLength: 2, maxLength: 30 }),
        fc.constantFrom(119_000, 50_000),
        async (s, ahead, left) => {
          const { site, items, context, put } = setUp({ slow: scheduled(s) });
          put({ v: 1, accessToken: 'stored', expiresAt: NOON + left });
          site.before = () => s.schedule(Promise.resolve());
          const contexts = [context(), context(), context()];
          const all = Promise.all(
            ahead.map((is, index) => {
              const one = contexts[index % 3] ?? context();
              return is ? one.renewAhead(AHEAD) : one.get();
            }),
          );
          await s.waitFor(all);
          expect(site.given.length).toBe(left < 60_000 || ahead.includes(true) ? 1 : 0);
          expect(items.get(KEY)).toContain(site.given.length === 1 ? 'token-1' : 'stored');
        },
      ),
      { numRuns: runs(60, 10) },
    );
  });

  test('a token that was forgotten meanwhile does not come back', async () => {
    const { site, items, context, put } = setUp();
    put({ v: 1, accessToken: 'stored', expiresAt: NOON + 100_000 });
    const { promise: held, resolve: letGo } = deferred();
    const { locks, store } = context();
    void locks.withLock('clipdraft-token:account-1', () => held);
    const forgotten = forgetToken('account-1', { store, locks });
    const renewed = context().renewAhead(AHEAD);
    letGo();
    await forgotten;
    expect(await renewed).toBeNull();
    expect(site.given).toEqual([]);
    expect(items.size).toBe(0);
  });
});

describe('a second token of an account, by another grant', () => {
  const SECOND = secondSubject('account-1', 'client');
  const token = (accessToken: string): TokenSet => ({ v: 1, accessToken, expiresAt: null });
  /** Its source beside the first one's. */
  function secondOf({ store, locks }: ReturnType<ReturnType<typeof setUp>['context']>, renew: () => Promise<TokenSet>) {
    return createTokenSource({ subject: SECOND, store, locks, renew });
  }

  test('is another one', async () => {
    const { context } = setUp();
    const one = context();
    const second = secondOf(one, async () => token('second'));
    expect([await one.get(), await second.getAccessToken(NOON, null), await one.get()]).toEqual([
      'token-1',
      'second',
      'token-1',
    ]);
  });

  test('goes with the first, and with the account even where there is no first', async () => {
    const { items, context } = setUp();
    const one = context();
    await one.get();
    const second = secondOf(one, async () => token('second'));
    await second.getAccessToken(NOON, null);
    items.set('token:account-10', '"theirs"');
    items.set('token:account-10/client', '"theirs"');
    await forgetToken('account-1', one);
    await second.getAccessToken(NOON, null);
    await forgetToken('account-1', one);
    expect([...items.keys()]).toEqual(['token:account-10', 'token:account-10/client']);
  });

  test('is moved with the first, and goes where the new sign-in has none', async () => {
    const { items, context } = setUp();
    const one = context();
    const staged = memoryStore();
    await staged.set(KEY, token('staged'));
    await staged.set(`${KEY}/client`, token('staged-client'));
    await moveToken('account-1', { from: staged, to: one.store, locks: one.locks });
    expect(items.get(`${KEY}/client`)).toContain('staged-client');
    await staged.remove(`${KEY}/client`);
    await moveToken('account-1', { from: staged, to: one.store, locks: one.locks });
    expect([...items.keys()]).toEqual([KEY]);
  });

  test('that is being fetched when the account goes does not outlive it', async () => {
    const { items, context } = setUp();
    const one = context();
    const { promise: answer, resolve: answers } = deferred();
    const { promise: begun, resolve: begins } = deferred();
    const second = secondOf(one, async () => {
      begins();
      await answer;
      return token('second');
    });
    const fetched = second.getAccessToken(NOON, null);
    await begun;
    const forgotten = forgetToken('account-1', one);
    answers();
    expect(await fetched).toBe('second');
    await forgotten;
    expect(items.size).toBe(0);
  });
});

describe('a renewal that fails', () => {
  test('reaches every caller that waits, leaves no lock, and the next one tries anew', async () => {
    const { site, items, context } = setUp();
    const contexts = [context(), context()];
    site.fault = new Error('wrong password');
    const outcomes = await Promise.allSettled([0, 1, 0, 1].map((index) => contexts[index]?.get()));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: site.fault });
    expect(items.size).toBe(0);
    site.fault = null;
    expect(await contexts[1]?.get()).toBe('token-1');
  });

  test('a context that dies in the middle of one lets the next go on', async () => {
    const { site, context } = setUp();
    const dying = context();
    const { promise: begun, resolve: begins } = deferred();
    site.before = () => {
      begins();
      return new Promise(() => {});
    };
    void dying.get();
    await begun;
    const next = context().get();
    site.before = async () => {};
    dying.locks.die();
    expect(await next).toBe('token-1');
  });
});

describe('how long a token lasts', () => {
  test.each([
    ['an hour left', HOUR, 0],
    ['61 seconds left', 61_000, 0],
    ['a minute left', 60_000, 1],
    ['no time left', 0, 1],
    ['long over', -HOUR, 1],
  ])('%s', async (_, left, renewals) => {
    const { site, context, put } = setUp();
    put({ v: 1, accessToken: 'stored', expiresAt: NOON + left });
    expect(await context().get()).toBe(renewals === 0 ? 'stored' : 'token-1');
    expect(site.given).toHaveLength(renewals);
  });

  test('one whose end nobody named lasts until it is refused', async () => {
    const { context, put } = setUp();
    put({ v: 1, accessToken: 'stored', expiresAt: null });
    expect(await context().get()).toBe('stored');
    expect(await context().get('stored')).toBe('token-1');
  });

  test('a clock that goes backwards neither loses nor renews a token', async () => {
    const { site, context } = setUp();
    const { get } = context();
    expect(await get()).toBe('token-1');
    site.now = NOON - 365 * 24 * HOUR;
    expect(await get()).toBe('token-1');
    site.now = NOON + HOUR;
    expect(await get()).toBe('token-2');
  });

  test('one that is over at once is used once, not renewed for ever', async () => {
    const { site, context } = setUp();
    site.lifetime = 10_000;
    const { get } = context();
    expect([await get(), await get()]).toEqual(['token-1', 'token-2']);
    expect(site.given).toHaveLength(2);
  });
});

describe('what is stored', () => {
  test('a token of the first day is read today', async () => {
    const { site, context, put } = setUp();
    put(tokenSet);
    site.now = tokenSet.expiresAt - HOUR;
    expect(await context().get()).toBe(tokenSet.accessToken);
    await context().get(tokenSet.accessToken);
    expect(site.previous).toEqual([{ ...tokenSet, expiresAt: 0 }]);
  });

  test.each([
    ['of a newer version', { v: 2, accessToken: 'x', expiresAt: null }],
    ['without its token', { v: 1, expiresAt: null }],
    ['with an end that is none', { v: 1, accessToken: 'x', expiresAt: 'tomorrow' }],
    ['that is none', 'x'],
    ['that is null', null],
  ])('a token %s is damaged: a new one takes its place', async (_, stored) => {
    const { site, context, put } = setUp();
    put(stored);
    expect(await context().get()).toBe('token-1');
    expect(site.previous).toEqual([null]);
  });

  test('tokens of others are left alone, and forgotten is only its own', async () => {
    const { items, context, put } = setUp();
    items.set('token:account-2', '"theirs"');
    put({ v: 1, accessToken: 'mine', expiresAt: null });
    const { store, locks } = context();
    await forgetToken('account-1', { store, locks });
    expect([...items.keys()]).toEqual(['token:account-2']);
  });

  test('a token is forgotten, or replaced, after a renewal that is under way, not before it', async () => {
    const { site, items, context } = setUp();
    const renewing = context();
    const other = context();
    const { promise: answer, resolve: answers } = deferred();
    const { promise: begun, resolve: begins } = deferred();
    site.before = () => {
      begins();
      return answer;
    };
    const renewed = renewing.get();
    await begun;
    const staged = memoryStore();
    await staged.set(KEY, { v: 1, accessToken: 'staged', expiresAt: null });
    const moved = moveToken('account-1', { from: staged, to: other.store, locks: other.locks });
    const forgotten = moved.then(() => forgetToken('account-1', other));
    answers();
    expect(await renewed).toBe('token-1');
    await moved;
    expect(items.get(KEY)).toContain('staged');
    await forgotten;
    expect(items.size).toBe(0);
  });

  test('where a sign-in brought no token, the old one goes', async () => {
    const { items, context, put } = setUp();
    put({ v: 1, accessToken: 'old', expiresAt: null });
    const { store, locks } = context();
    await moveToken('account-1', { from: memoryStore(), to: store, locks });
    expect(items.size).toBe(0);
  });
});

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

/** Each read and write comes when the scheduler says so. */
function scheduled(s: fc.Scheduler): (store: Store) => Store {
  return (store) => ({
    get: async (key) => s.schedule(Promise.resolve()).then(() => store.get(key)),
    set: async (key, value) => s.schedule(Promise.resolve()).then(() => store.set(key, value)),
    remove: async (key) => s.schedule(Promise.resolve()).then(() => store.remove(key)),
    keys: async (prefix) => s.schedule(Promise.resolve()).then(() => store.keys(prefix)),
  });
}
