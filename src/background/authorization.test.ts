/** The sign-in window and what rests meanwhile. */
import { expect, test, vi } from 'vitest';
import {
  answer,
  MINUTE,
  REDIRECT,
  refused,
  request,
  signInWindows,
  site,
  stateOf,
} from '../../test/support/sign-in-windows.ts';
import { parsePendingAuthorization } from './pending-authorization.ts';

test('the window brings back the state that it was given, and what comes with it is read', async () => {
  const { items, begin } = signInWindows();
  const { url, end, run } = await begin(site);
  expect(items.size).toBe(1);
  end(answer(url, '7'));
  expect(await run).toBe('7');
  expect(items.size).toBe(0);
});

test('what rests while the window is open carries a version, and what would repeat the sign-in shows nothing', async () => {
  const { items, begin } = signInWindows();
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
  const { items, begin } = signInWindows();
  const { end, run } = await begin(site);
  end({ none });
  await expect(run).rejects.toMatchObject(refused(reason));
  expect(items.size).toBe(0);
});

test('an answer with another state is refused, and its attempt is over', async () => {
  const { items, begin } = signInWindows();
  const { end, run } = await begin(site);
  end({ url: `${REDIRECT}?state=${'0'.repeat(64)}&gift=7` });
  await expect(run).rejects.toMatchObject(refused('authorization_state'));
  expect(items.size).toBe(0);
});

test('a state is gone before its answer is read, and stands nowhere any more', async () => {
  const { items, begin } = signInWindows();
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
  const { items, begin } = signInWindows();
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
  const { begin, clock } = signInWindows();
  const { url, end, run } = await begin(site);
  clock.advance(after);
  end(answer(url, '7'));
  if (reason === null) expect(await run).toBe('7');
  else await expect(run).rejects.toMatchObject(refused(reason));
});

test('two at once have each its own state, and one’s answer is none of the other’s', async () => {
  const { begin, items } = signInWindows();
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
  const { begin, keptAliveFor } = signInWindows();
  const { end } = await begin(site);
  end({ none: 'closed' });
  expect(keptAliveFor[0]).toBeGreaterThanOrEqual(15 * MINUTE);
});
