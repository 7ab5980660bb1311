/** Renewal before it is needed, and the second token that an account may have. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../test/support/memory.ts';
import { runs } from '../../test/support/scale.ts';
import { deferred, HOUR, KEY, NOON, scheduled, tokenWorld } from '../../test/support/token-world.ts';
import { createTokenSource, forgetToken, moveToken, secondSubject, type TokenSet } from './token-source.ts';

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
    const { site, context, put } = tokenWorld();
    put({ v: 1, accessToken: 'stored', expiresAt });
    expect(await context().renewAhead(AHEAD)).toBe(end);
    expect(site.given).toHaveLength(renewals);
  });

  test('there is no token: nothing to keep', async () => {
    const { site, context } = tokenWorld();
    expect(await context().renewAhead(AHEAD)).toBeNull();
    expect(site.given).toEqual([]);
  });

  test('what fails is said, and the token stays', async () => {
    const { site, items, context, put } = tokenWorld();
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
          const { site, items, context, put } = tokenWorld({ slow: scheduled(s) });
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
    const { site, items, context, put } = tokenWorld();
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
  function secondOf(
    { store, locks }: ReturnType<ReturnType<typeof tokenWorld>['context']>,
    renew: () => Promise<TokenSet>,
  ) {
    return createTokenSource({ subject: SECOND, store, locks, renew });
  }

  test('is another one', async () => {
    const { context } = tokenWorld();
    const one = context();
    const second = secondOf(one, async () => token('second'));
    expect([await one.get(), await second.getAccessToken(NOON, null), await one.get()]).toEqual([
      'token-1',
      'second',
      'token-1',
    ]);
  });

  test('goes with the first, and with the account even where there is no first', async () => {
    const { items, context } = tokenWorld();
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
    const { items, context } = tokenWorld();
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
    const { items, context } = tokenWorld();
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
