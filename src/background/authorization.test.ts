/** The sign-in window and what rests meanwhile, with windows in the test's hand. */
import { describe, expect, test, vi } from 'vitest';
import { authorizationDeps, memorySealed, redirectUrl } from '../../test/support/authorizations.ts';
import { handClock, memoryKeyStore, memoryStore } from '../../test/support/memory.ts';
import { answerOf } from '../auth/authorization.ts';
import type { AuthorizeRequest, InterruptedSignIn } from '../messages/contract.ts';
import type { WindowOutcome } from '../platform/identity.ts';
import { type Attempt, type Authorization, createAuthorizations } from './authorization.ts';
import type { RequestOf } from './authorize.ts';
import { parsePendingAuthorization } from './pending-authorization.ts';

const REDIRECT = redirectUrl('sign-in');
const MINUTE = 60_000;

/** A browser whose windows are in the test's hand; `items` and `keyStore` outlive its backgrounds. */
function setUp(items = new Map<string, string>(), keyStore = memoryKeyStore()) {
  interface Window {
    url: URL;
    end(outcome: WindowOutcome): void;
    /** The browser shows it, and says which one it is. */
    show(windowId: number | null): void;
  }
  const windows: Window[] = [];
  const keptAliveFor: (number | undefined)[] = [];
  const closed: (number | undefined)[] = [];
  const told: InterruptedSignIn[] = [];
  const toldNoMore = vi.fn(async () => {});
  const clock = handClock();
  const authorizations = createAuthorizations(
    authorizationDeps({
      ...{ store: memoryStore(items), sealed: memorySealed(keyStore), clock },
      launch: (url, show) =>
        new Promise((end) => {
          windows.push({ url: new URL(url), end, show });
        }),
      keepAlive: (task, longestMs) => {
        keptAliveFor.push(longestMs);
        return task();
      },
      clearAway: async (id) => void closed.push(id),
      sayInterrupted: async (signIn) => void told.push(signIn),
      sayNoMore: toldNoMore,
    }),
  );
  /** The window that was opened last. */
  const opened = async () => {
    const before = windows.length;
    await vi.waitUntil(() => windows.length > before);
    return windows[before] ?? expect.unreachable();
  };
  /** Begins a sign-in, and gives it with its window. */
  async function begin(authorization: Authorization<string>) {
    const window = opened();
    const run = authorizations.run(authorization);
    run.catch(() => {});
    return { run, ...(await window) };
  }
  const { interrupted } = authorizations;
  return { authorizations, interrupted, items, keyStore, opened, begin, keptAliveFor, closed, told, toldNoMore, clock };
}

const request = (more: Partial<RequestOf<'application_password'>> = {}): AuthorizeRequest => ({
  ...{ method: 'application_password', destination: 'wordpress', settings: {} },
  discovery: {
    ...{ siteUrl: 'https://blog.example/', apiUrl: 'https://blog.example/wp-json/', title: 'Lab', version: '1' },
    ...{ origins: ['https://blog.example/*'], settings: {} },
  },
  ...more,
});

/** Takes the `gift` that comes along. */
const site: Authorization<string> = {
  ...{ request: request(), path: 'sign-in', lifeMs: 10 * MINUTE },
  url: ({ state, redirectUrl }: Attempt) =>
    `https://blog.example/sign-in?${new URLSearchParams({ state, redirectUrl })}`,
  async read(address, attempt) {
    const answer = answerOf(address, { destination: 'wordpress', ...attempt });
    return answer.get('gift') ?? 'nothing';
  },
};
const stateOf = (url: URL): string => url.searchParams.get('state') ?? '';
const answer = (url: URL, gift: string): WindowOutcome => ({ url: `${REDIRECT}?state=${stateOf(url)}&gift=${gift}` });
const refused = (reason: string) => ({ code: 'credentials_rejected', destination: 'wordpress', reason });

test('the window brings back the state that it was given, and what comes with it is read', async () => {
  const { items, begin } = setUp();
  const { url, end, run } = await begin(site);
  expect(items.size).toBe(1);
  end(answer(url, '7'));
  expect(await run).toBe('7');
  expect(items.size).toBe(0);
});

test('what rests while the window is open carries a version, and what would repeat the sign-in shows nothing', async () => {
  const { items, begin } = setUp();
  const extraHeaders = 'X-Staging: s3cret';
  const { url, end, show, run } = await begin({ ...site, request: request({ extraHeaders }) });
  show(7);
  await vi.waitUntil(() => [...items.values()].join().includes('"windowId":7'));
  const [record = ''] = items.values();
  expect(parsePendingAuthorization(JSON.parse(record))).toMatchObject({ v: 2, state: stateOf(url), accountId: null });
  expect(record).not.toMatch(/s3cret|Staging/);
  end({ none: 'closed' });
  await expect(run).rejects.toMatchObject(refused('authorization_closed'));
});

test.each([
  ['closed', 'authorization_closed'],
  ['open', 'authorization_open'],
  ['failed', 'authorization_failed'],
] as const)('a window that ends as %s is %s, and nothing is left', async (none, reason) => {
  const { items, begin } = setUp();
  const { end, run } = await begin(site);
  end({ none });
  await expect(run).rejects.toMatchObject(refused(reason));
  expect(items.size).toBe(0);
});

test('an answer with another state is refused, and its attempt is over', async () => {
  const { items, begin } = setUp();
  const { end, run } = await begin(site);
  end({ url: `${REDIRECT}?state=${'0'.repeat(64)}&gift=7` });
  await expect(run).rejects.toMatchObject(refused('authorization_state'));
  expect(items.size).toBe(0);
});

test('a state is gone before its answer is read, and stands nowhere any more', async () => {
  const { items, begin } = setUp();
  const { url, end, run } = await begin({
    ...site,
    read: async (_, { state }) => `${[...items.values()].join().includes(state)} ${items.size}`,
  });
  end(answer(url, '7'));
  expect(await run).toBe('false 1');
});

test.each<[string, (items: Map<string, string>, key: string, record: object) => void, string]>([
  ['has gone', (items) => items.clear(), 'authorization_state'],
  ['has been used', (items, key, it) => items.set(key, JSON.stringify({ ...it, state: null })), 'authorization_state'],
  [
    'is another account’s',
    (items, key, it) => items.set(key, JSON.stringify({ ...it, accountId: 'x' })),
    'authorization_state',
  ],
  ['is damaged', (items, key) => items.set(key, '{}'), 'authorization_state'],
])('an answer whose record %s meanwhile is not believed', async (_, change, reason) => {
  const { items, begin } = setUp();
  const read = vi.fn(site.read);
  const { url, end, run } = await begin({ ...site, read });
  const [[key, record] = ['', '']] = items;
  change(items, key, JSON.parse(record));
  end(answer(url, '7'));
  await expect(run).rejects.toMatchObject(refused(reason));
  expect(read).not.toHaveBeenCalled();
});

test.each([
  ['ten minutes later', 10 * MINUTE, null],
  ['a moment after that', 10 * MINUTE + 1, 'authorization_expired'],
  ['before its beginning, by a clock that was set back', -1, 'authorization_expired'],
])('an answer %s', async (_, after, reason) => {
  const { begin, clock } = setUp();
  const { url, end, run } = await begin(site);
  clock.advance(after);
  end(answer(url, '7'));
  if (reason === null) expect(await run).toBe('7');
  else await expect(run).rejects.toMatchObject(refused(reason));
});

test('two at once have each its own state, and one’s answer is none of the other’s', async () => {
  const { begin, items } = setUp();
  const first = await begin(site);
  const second = await begin(site);
  expect(stateOf(first.url)).not.toBe(stateOf(second.url));
  second.end(answer(first.url, 'stolen'));
  await expect(second.run).rejects.toMatchObject(refused('authorization_state'));
  first.end(answer(first.url, '1'));
  expect(await first.run).toBe('1');
  expect(items.size).toBe(0);
});

test('the background is kept alive for as long as a person may take', async () => {
  const { begin, keptAliveFor } = setUp();
  const { end } = await begin(site);
  end({ none: 'closed' });
  expect(keptAliveFor[0]).toBeGreaterThanOrEqual(15 * MINUTE);
});

describe('a background that died', () => {
  /** One that died with this window open. */
  async function died(windowId: number | null = 7, authorization = site) {
    const { items, keyStore, begin } = setUp();
    const { show } = await begin(authorization);
    show(windowId);
    if (windowId !== null) await vi.waitUntil(() => [...items.values()].join().includes('"windowId"'));
    return setUp(items, keyStore);
  }

  test('leaves a sign-in that the next one tells of once, and closes its window', async () => {
    const { interrupted, closed, told, items, keyStore } = await died();
    await Promise.all([interrupted.find(), interrupted.find()]);
    const view = { destination: 'wordpress', siteUrl: 'https://blog.example/', accountId: null };
    expect(told).toEqual([{ ...view, id: expect.any(String), startedAt: handClock().now() }]);
    expect(closed).toEqual([7]);
    expect(await interrupted.list()).toEqual(told);
    expect([...items.values()].join()).not.toMatch(/"state":"|windowId/);

    const third = setUp(items, keyStore);
    await third.interrupted.find();
    expect([third.told, third.closed]).toEqual([[], []]);
    expect(await third.interrupted.list()).toEqual(told);
  });

  test('does not have a window closed that may be somebody else’s', async () => {
    const { interrupted, closed, told } = await died(null);
    await interrupted.find();
    expect(closed).toEqual([undefined]);
    expect(told).toHaveLength(1);
  });

  test('while the answer was used leaves one too: nobody knows what came of it', async () => {
    const { items, keyStore, begin } = setUp();
    const { url, end } = await begin({ ...site, read: () => new Promise(() => {}) });
    end(answer(url, '7'));
    await vi.waitUntil(() => [...items.values()].join().includes('"state":null'));
    const next = setUp(items, keyStore);
    await next.interrupted.find();
    expect(next.told).toHaveLength(1);
  });

  test('leaves what repeats the sign-in as it was asked for, once; the window of the former is closed before', async () => {
    const asked = request({ extraHeaders: 'X-Staging: s3cret', accountId: 'account-1' });
    const { interrupted, begin, closed, items } = await died(7, { ...site, request: asked });
    const [signIn] = await interrupted.list();
    expect(signIn?.accountId).toBe('account-1');
    const again = await interrupted.requestOf(signIn?.id ?? '');
    expect(again).toEqual(asked);
    const { url, end, run } = await begin({ ...site, request: again });
    expect(closed).toEqual([7]);
    end(answer(url, '2'));
    expect(await run).toBe('2');
    expect(await interrupted.list()).toEqual([]);
    expect(items.size).toBe(0);
    await expect(interrupted.requestOf(signIn?.id ?? '')).rejects.toMatchObject({
      reason: 'authorization_interrupted',
    });
  });

  test('and whose window can’t be opened again because another one is open leaves it where it was', async () => {
    const { interrupted, begin } = await died();
    const { end, run } = await begin(site);
    end({ none: 'open' });
    await expect(run).rejects.toMatchObject(refused('authorization_open'));
    expect(await interrupted.list()).toHaveLength(1);
  });

  test('leaves what the person may dismiss; another site’s stays', async () => {
    const one = await died();
    const other = request();
    const { siteUrl: _, ...rest } = other.discovery;
    const two = setUp(one.items, one.keyStore);
    await two.begin({ ...site, request: { ...other, discovery: { ...rest, siteUrl: 'https://other.example/' } } });
    const three = setUp(one.items, one.keyStore);
    await three.interrupted.find();
    const [first, second] = await three.interrupted.list();
    expect([first?.siteUrl, second?.siteUrl].sort()).toEqual(['https://blog.example/', 'https://other.example/']);
    await three.interrupted.forget(first?.id ?? '');
    expect(await three.interrupted.list()).toEqual([second]);
    expect(three.toldNoMore).not.toHaveBeenCalled();
    await three.interrupted.forget(second?.id ?? '');
    expect(three.toldNoMore).toHaveBeenCalledOnce();
  });

  test('leaves a damaged record, which is cleared away; one whose request can’t be opened says so', async () => {
    const { interrupted, items, keyStore } = await died();
    const lost = setUp(items);
    const [signIn] = await lost.interrupted.list();
    await expect(lost.interrupted.requestOf(signIn?.id ?? '')).rejects.toMatchObject(
      refused('authorization_interrupted'),
    );
    for (const key of items.keys()) items.set(key, '{"v":2}');
    await interrupted.find();
    expect([await setUp(items, keyStore).interrupted.list(), items.size]).toEqual([[], 0]);
  });

  test('keeps no other from signing in, however its leftovers fare', async () => {
    const { items, keyStore } = await died();
    const store = { ...memoryStore(items), keys: () => Promise.reject(new Error('broken')) };
    const launch = async (url: string): Promise<WindowOutcome> => answer(new URL(url), '3');
    const { run } = createAuthorizations(authorizationDeps({ store, sealed: memorySealed(keyStore), launch }));
    expect(await run(site)).toBe('3');
  });
});
