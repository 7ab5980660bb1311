/** A sign-in that was refused is not tried again and again: sites lock accounts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import refusedSignIn from '../../test/fixtures/records/refused-sign-in.v1.json' with { type: 'json' };
import { memoryStore } from '../../test/support/memory.ts';
import { runs } from '../../test/support/scale.ts';
import { deferred, HOUR, KEY, NOON, scheduled, tokenWorld } from '../../test/support/token-world.ts';
import { DestinationError, type ErrorView } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import { createTokenSource, forgetRefusals, forgetToken, moveToken, secondSubject } from './token-source.ts';

const MINUTE = 60_000;
const REFUSED = `${KEY}/refused`;
const VIEW: ErrorView = { code: 'credentials_rejected', destination: 'wordpress', reason: 'wrong_login', status: 403 };
const refusal = (view: Partial<ErrorView> = {}): DestinationError => new DestinationError({ ...VIEW, ...view });

const viewOf = (failing: Promise<unknown>): Promise<unknown> =>
  failing.then(
    () => null,
    (error: unknown) => (error instanceof DestinationError ? error.toView() : error),
  );

describe('one attempt, whoever asks', () => {
  test.each([2, 50])('%i callers in three contexts, in any order, some for a token and some ahead', async (callers) => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(2), { minLength: callers, maxLength: callers }),
        fc.boolean(),
        async (s, of, hasToken) => {
          const { site, context, put } = tokenWorld({ slow: scheduled(s) });
          if (hasToken) put({ v: 1, accessToken: 'ending', expiresAt: NOON + MINUTE });
          site.before = () => s.schedule(Promise.resolve());
          site.fault = refusal();
          const contexts = [context(), context(), context()];
          const all = Promise.all(
            of.map((index, at) => {
              const one = contexts[index] ?? context();
              return viewOf(hasToken && at % 3 === 0 ? one.renewAhead(2 * MINUTE) : one.get());
            }),
          );
          await s.waitFor(all);
          for (const view of await all) expect(view).toEqual(VIEW);
          expect(site.previous).toHaveLength(1);
        },
      ),
      { numRuns: runs(callers === 50 ? 20 : 60, 10) },
    );
  });

  test('within a minute; who comes later tries anew', async () => {
    const { site, context } = tokenWorld();
    site.fault = refusal();
    await viewOf(context().get());
    site.now = NOON + MINUTE - 1;
    expect(await viewOf(context().get())).toEqual(VIEW);
    expect(site.previous).toHaveLength(1);
    site.now = NOON + MINUTE;
    site.fault = null;
    expect(await context().get()).toBe('token-1');
  });

  test('a clock that is set back does not make it last', async () => {
    const { site, context } = tokenWorld();
    site.fault = refusal();
    await viewOf(context().get());
    site.now = NOON - HOUR;
    site.fault = null;
    expect(await context().get()).toBe('token-1');
  });

  test('a token that lasts is given all the same', async () => {
    const { site, context, put } = tokenWorld();
    site.fault = refusal();
    await viewOf(context().get());
    put({ v: 1, accessToken: 'by-somebody-else', expiresAt: NOON + HOUR });
    expect(await context().get()).toBe('by-somebody-else');
  });

  test('a context that dies in the middle of an attempt has left nothing: the next one tries', async () => {
    const { site, items, context } = tokenWorld();
    const dying = context();
    const { promise: begun, resolve: begins } = deferred();
    site.fault = refusal();
    site.before = () => {
      begins();
      return new Promise(() => {});
    };
    void dying.get();
    await begun;
    const others = [context(), context()].map(({ get }) => viewOf(get()));
    site.before = async () => {};
    dying.locks.die();
    expect(await Promise.all(others)).toEqual([VIEW, VIEW]);
    expect(site.previous).toHaveLength(2);
    expect([...items.keys()]).toEqual([REFUSED]);
  });
});

describe('what is remembered', () => {
  test.each<[string, Error, number]>([
    ['a wrong password', refusal(), 1],
    ['a sign-in that wants the person', refusal({ code: 'reauthorization_required' }), 1],
    ['no network', refusal({ code: 'offline' }), 2],
    ['a server in trouble', refusal({ code: 'server_error', status: 503 }), 2],
    ['a server that asks to wait', refusal({ code: 'rate_limited', retryAfter: 5000 }), 2],
    ['an error of our own', new Error('a bug'), 2],
  ])('%s: two callers make %s attempts', async (_, fault, attempts) => {
    const { site, context } = tokenWorld();
    site.fault = fault;
    await viewOf(context().get());
    await viewOf(context().get());
    expect(site.previous).toHaveLength(attempts);
  });

  test('says no more than the error does, without its cause', async () => {
    const { site, items, context } = tokenWorld();
    site.fault = new DestinationError(VIEW, new Error('what the server wrote'));
    await viewOf(context().get());
    expect(JSON.parse(items.get(REFUSED) ?? '')).toEqual({ v: 1, at: NOON, error: VIEW });
  });

  test('the first day’s record is understood today', async () => {
    const { site, items, context } = tokenWorld();
    items.set(REFUSED, JSON.stringify(refusedSignIn));
    site.now = refusedSignIn.at + 1000;
    expect(await viewOf(context().get())).toEqual(refusedSignIn.error);
    expect(site.previous).toEqual([]);
  });

  test.each([
    ['of a newer version', { ...refusedSignIn, v: 2 }],
    ['without its time', { v: 1, error: VIEW }],
    ['of an error that passes', { ...refusedSignIn, error: { ...VIEW, code: 'offline' } }],
    ['that is none', 'x'],
  ])('a record %s keeps nobody from trying', async (_, stored) => {
    const { items, context } = tokenWorld();
    items.set(REFUSED, JSON.stringify(stored));
    expect(await context().get()).toBe('token-1');
  });

  test('where there is no room for it, the refusal itself is heard', async () => {
    const full: Store = { ...memoryStore(), set: () => Promise.reject(new Error('full')) };
    const { site, context } = tokenWorld({ slow: () => full });
    site.fault = refusal();
    expect(await viewOf(context().get())).toEqual(VIEW);
  });

  test('by grant: the client of the same account is not refused with the person', async () => {
    const { site, context } = tokenWorld();
    site.fault = refusal();
    await viewOf(context().get());
    const { store, locks } = context();
    const renew = async () => ({ v: 1 as const, accessToken: 'the client’s', expiresAt: null });
    const client = createTokenSource({ subject: secondSubject('account-1', 'client'), store, locks, renew });
    expect(await client.getAccessToken(NOON, null)).toBe('the client’s');
  });
});

describe('is forgotten', () => {
  const CURES: [string, (world: ReturnType<ReturnType<typeof tokenWorld>['context']>) => Promise<void>][] = [
    ['by a new sign-in', ({ store: to, locks }) => moveToken('account-1', { from: memoryStore(), to, locks })],
    ['with the token', (one) => forgetToken('account-1', one)],
    ['for a person who wants another try', (one) => forgetRefusals('account-1', one)],
  ];

  test.each(CURES)('%s', async (_, cure) => {
    const { site, context } = tokenWorld();
    site.fault = refusal();
    await viewOf(context().get());
    await cure(context());
    site.fault = null;
    expect(await context().get()).toBe('token-1');
  });

  test.each(CURES)('%s: also the one of an attempt that is under way, once it has ended', async (_, cure) => {
    const { site, items, context } = tokenWorld();
    const { promise: answer, resolve: answers } = deferred();
    const { promise: begun, resolve: begins } = deferred();
    site.fault = refusal();
    site.before = () => {
      begins();
      return answer;
    };
    const refused = viewOf(context().get());
    await begun;
    const cured = cure(context());
    answers();
    expect(await refused).toEqual(VIEW);
    await cured;
    expect(items.size).toBe(0);
  });

  test('for another try: of every grant of the account, the tokens stay, and so does what others were refused', async () => {
    const { items, context } = tokenWorld();
    const kept = [KEY, `${KEY}/client`, 'token:account-10/refused', 'token:account-2/refused'];
    for (const key of [...kept, REFUSED, `${KEY}/client/refused`]) items.set(key, '{}');
    await forgetRefusals('account-1', context());
    expect([...items.keys()]).toEqual(kept);
  });
});
