import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import tokenSet from '../../test/fixtures/records/token-set.v1.json' with { type: 'json' };
import { memoryStore } from '../../test/support/memory.ts';
import { runs } from '../../test/support/scale.ts';
import { deferred, HOUR, KEY, NOON, scheduled, tokenWorld } from '../../test/support/token-world.ts';
import type { Store } from '../core/ports.ts';

describe('one renewal, whoever asks', () => {
  test.each([1, 2, 50])('%i callers in up to four contexts, in any order, with no token yet', async (callers) => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(3), { minLength: callers, maxLength: callers }),
        async (s, of) => {
          const { site, items, context } = tokenWorld({ slow: scheduled(s) });
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
        const { site, context, put } = tokenWorld({ slow: scheduled(s) });
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
    const { site, context, put } = tokenWorld();
    put({ v: 1, accessToken: 'newer', expiresAt: NOON + HOUR });
    expect(await context().get('older')).toBe('newer');
    expect(site.given).toEqual([]);
  });

  test('the new token is stored before anyone has it', async () => {
    const { items, context } = tokenWorld({
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
    const { context } = tokenWorld({ slow: () => full });
    await expect(context().get()).rejects.toThrow('full');
  });
});

describe('a refused token', () => {
  test('is given to nobody any more, whatever becomes of its renewal', async () => {
    const { site, context, put } = tokenWorld();
    put({ v: 1, accessToken: 'revoked', expiresAt: NOON + HOUR, refreshToken: 'for-a-new-one' });
    site.fault = new Error('no network');
    await expect(context().get('revoked')).rejects.toThrow('no network');
    site.fault = null;
    expect(await context().get()).toBe('token-1');
    const over = { v: 1, accessToken: 'revoked', expiresAt: 0, refreshToken: 'for-a-new-one' };
    expect(site.previous).toEqual([over, over]);
  });

  test('does not end the one that has taken its place', async () => {
    const { site, context, put } = tokenWorld();
    const newer = { v: 1, accessToken: 'newer', expiresAt: NOON + 30_000 };
    put(newer);
    expect(await context().get('older')).toBe('token-1');
    expect(site.previous).toEqual([newer]);
  });
});

describe('a renewal that fails', () => {
  test('reaches every caller that waits, leaves no lock, and the next one tries anew', async () => {
    const { site, items, context } = tokenWorld();
    const contexts = [context(), context()];
    site.fault = new Error('wrong password');
    const outcomes = await Promise.allSettled([0, 1, 0, 1].map((index) => contexts[index]?.get()));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: site.fault });
    expect(items.size).toBe(0);
    site.fault = null;
    expect(await contexts[1]?.get()).toBe('token-1');
  });

  test('a context that dies in the middle of one lets the next go on', async () => {
    const { site, context } = tokenWorld();
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
    const { site, context, put } = tokenWorld();
    put({ v: 1, accessToken: 'stored', expiresAt: NOON + left });
    expect(await context().get()).toBe(renewals === 0 ? 'stored' : 'token-1');
    expect(site.given).toHaveLength(renewals);
  });

  test.each([
    [59_000, 30_000, 0],
    [59_000, 29_500, 1],
    [200_000, 61_000, 0],
    [200_000, 60_000, 1],
    [0, 0, 1],
  ])('of a life of %i ms, %i ms left', async (life, left, renewals) => {
    const { site, context, put } = tokenWorld();
    put({ v: 1, accessToken: 'stored', expiresAt: NOON + left, issuedAt: NOON + left - life });
    expect(await context().get()).toBe(renewals === 0 ? 'stored' : 'token-1');
    expect(site.given).toHaveLength(renewals);
  });

  test('one whose end nobody named lasts until it is refused', async () => {
    const { context, put } = tokenWorld();
    put({ v: 1, accessToken: 'stored', expiresAt: null });
    expect(await context().get()).toBe('stored');
    expect(await context().get('stored')).toBe('token-1');
  });

  test('a clock that goes backwards neither loses nor renews a token', async () => {
    const { site, context } = tokenWorld();
    const { get } = context();
    expect(await get()).toBe('token-1');
    site.now = NOON - 365 * 24 * HOUR;
    expect(await get()).toBe('token-1');
    site.now = NOON + HOUR;
    expect(await get()).toBe('token-2');
  });

  test('one that is over at once is used once, not renewed for ever', async () => {
    const { site, context } = tokenWorld();
    site.lifetime = 10_000;
    const { get } = context();
    expect([await get(), await get()]).toEqual(['token-1', 'token-2']);
    expect(site.given).toHaveLength(2);
  });
});

describe('what is stored', () => {
  test('a token of the first day is read today', async () => {
    const { site, context, put } = tokenWorld();
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
    const { site, context, put } = tokenWorld();
    put(stored);
    expect(await context().get()).toBe('token-1');
    expect(site.previous).toEqual([null]);
  });
});
