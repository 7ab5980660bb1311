import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contentjetSignIns,
  KEY,
  ME,
  MINUTE,
  NOON,
  REFRESH,
  SIGN_IN,
} from '../../../test/support/contentjet-sign-ins.ts';
import { lockSpace } from '../../../test/support/locks.ts';
import { memoryStore } from '../../../test/support/memory.ts';
import { runs } from '../../../test/support/scale.ts';
import { scheduled } from '../../../test/support/token-world.ts';
import type { PasswordGrantCredentials } from '../../auth/credentials.ts';
import type { Fetch, Store } from '../../core/ports.ts';

const lab = contentjetSignIns();
const { clock, person, withoutPassword, open, errorOf, asked, count, stored, noneExpired, signedIn } = lab;

describe('renewing ahead', () => {
  test('nothing while more than two minutes are left, and it says when', async () => {
    await signedIn(2 * MINUTE);
    const { renewAhead } = await open(withoutPassword());
    expect(await renewAhead()).toBe(NOON + 179_000);
    expect(asked()).toEqual([]);
  });

  test('refreshes in the last two minutes', async () => {
    await signedIn(3 * MINUTE);
    const { renewAhead } = await open(withoutPassword());
    expect(await renewAhead()).toBe(clock.now() + 179_000);
    expect(asked()).toEqual([REFRESH]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['nobody is signed in', async () => {}],
    ['the sign-in has ended', () => signedIn(5 * MINUTE)],
  ])('there is nothing to keep where %s', async (_, happened) => {
    await happened();
    expect(await (await open(withoutPassword())).renewAhead()).toBeNull();
    expect(asked()).toEqual([]);
  });

  test('nor where the password is kept: it signs in again without the person', async () => {
    await signedIn(4 * MINUTE);
    expect(await (await open()).renewAhead()).toBeNull();
    expect(asked()).toEqual([]);
  });

  test.each<['status-500' | 'lost-after', string]>([
    ['status-500', 'server_error contentjet_crash'],
    ['lost-after', 'offline undefined'],
  ])('that fails by %s says so, and the token stays for another try', async (fault, expected) => {
    await signedIn(4 * MINUTE);
    lab.server.failNext(({ path }) => path === '/token-refresh', fault);
    const { renewAhead } = await open(withoutPassword());
    expect(await errorOf(renewAhead())).toBe(expected);
    clock.advance(30_000);
    expect(await renewAhead()).toBe(clock.now() + 179_000);
  });

  test('a server whose tokens live for a minute is asked every half minute, not without end', async () => {
    lab.server.setTokenSeconds(61);
    await signedIn();
    const { renewAhead } = await open(withoutPassword());
    expect(await renewAhead()).toBe(clock.now() + 30_000);
  });
});

describe('one renewal, whoever asks', () => {
  test.each<[string, number, Partial<PasswordGrantCredentials> | null, string]>([
    ['nobody has signed in yet', -1, {}, SIGN_IN],
    ['the token is about to end', 4.5 * MINUTE, null, REFRESH],
    ['the token has ended', 6 * MINUTE, {}, SIGN_IN],
  ])('%s: fifty sessions in five contexts ask at once', async (_, ago, more, expected) => {
    if (ago >= 0) await signedIn(ago);
    const locks = lockSpace();
    const contexts = Array.from({ length: 5 }, () => locks.context());
    const credentials = more === null ? withoutPassword() : person(more);
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const context = contexts[index % 5];
        const { ask } = await open(credentials, context === undefined ? {} : { locks: context });
        await ask();
      }),
    );
    expect([count(expected), count(ME), lab.server.requests.length]).toEqual([1, 50, 51]);
    expect(lab.server.requests.filter(({ expiredToken }) => expiredToken)).toEqual([]);
  });

  test('in any order of reads, writes and answers, at any age of the token, and an alarm beside them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('ask', 'renewAhead'), { minLength: 2, maxLength: 12 }),
        fc.constantFrom(1, 190, 250, 298, 400),
        fc.boolean(),
        async (s, calls, seconds, kept) => {
          lab.items.clear();
          const token = await signedIn(seconds * 1000);
          const locks = lockSpace();
          const contexts = [locks.context(), locks.context(), locks.context()];
          const outcomes = Promise.allSettled(
            calls.map(async (call, index) => {
              const own = contexts[index % 3];
              const { ask, renewAhead } = await open(kept ? person() : withoutPassword(), {
                ...(own === undefined ? {} : { locks: own }),
                store: scheduled(s)(memoryStore(lab.items)),
                fetch: (address, init) => s.schedule(Promise.resolve()).then(() => fetch(address, init)),
              });
              await (call === 'ask' ? ask() : renewAhead());
            }),
          );
          await s.waitFor(outcomes);
          const failed = (await outcomes).filter(({ status }) => status === 'rejected').length;
          const ended = seconds > 299;
          expect(failed).toBe(ended && !kept ? calls.filter((call) => call === 'ask').length : 0);
          expect(count(SIGN_IN) + count(REFRESH)).toBeLessThanOrEqual(1);
          if (ended) noneExpired(token);
        },
      ),
      { numRuns: runs(40, 10) },
    );
  });
});

describe('a context that dies', () => {
  const never = new Promise<never>(() => {});

  /** Dies at its `killAt`-th await, just before or just after what it awaited has happened. */
  function mortal(
    killAt: number,
    side: 'before' | 'after',
    locks: ReturnType<ReturnType<typeof lockSpace>['context']>,
  ) {
    let steps = 0;
    let dead = false;
    let dies = (): void => {};
    const death = new Promise<void>((resolve) => {
      dies = resolve;
    });
    async function awaited<T>(task: () => Promise<T>): Promise<T> {
      if (dead) return never;
      steps += 1;
      const last = steps === killAt;
      if (!last || side === 'after') {
        const result = await task();
        if (!last) return result;
      }
      dead = true;
      locks.die();
      dies();
      return never;
    }
    const raw = memoryStore(lab.items);
    const store: Store = {
      get: (key) => awaited(() => raw.get(key)),
      set: (key, value) => awaited(() => raw.set(key, value)),
      remove: (key) => awaited(() => raw.remove(key)),
      keys: (prefix) => awaited(() => raw.keys(prefix)),
    };
    const port: Fetch = (address, init) => awaited(() => fetch(address, init));
    return { context: { store, locks, fetch: port }, death, survived: () => !dead };
  }

  const endedAge = 6 * MINUTE;
  const lastMinute = 4.5 * MINUTE;

  test.each<[string, number, boolean, boolean]>([
    ['in its last minute, without the password', lastMinute, false, false],
    ['in its last minute, with it', lastMinute, true, false],
    ['that has ended', endedAge, true, false],
    ['that is refused before its time', endedAge, true, true],
  ])(
    'at any await of a renewal, of a token %s, leaves what the next can go on with',
    async (_, age, kept, looksGood) => {
      for (const side of ['before', 'after'] as const) {
        for (let killAt = 1; ; killAt += 1) {
          lab.items.clear();
          await signedIn(age);
          if (looksGood) lab.items.set(KEY, JSON.stringify({ ...stored(), expiresAt: clock.now() + 4 * MINUTE }));
          const locks = lockSpace();
          const { context, death, survived } = mortal(killAt, side, locks.context());
          const credentials = kept ? person() : withoutPassword();
          const first = (await open(credentials, context)).ask();
          await Promise.race([first, death]);
          await (await open(credentials, { locks: locks.context() })).ask();
          expect(stored()).toMatchObject({ v: 1, expiresAt: clock.now() + 299_000 });
          if (survived()) break;
          expect(killAt).toBeLessThan(30);
        }
      }
    },
  );
});
