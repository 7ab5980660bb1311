import { expect, test, vi } from 'vitest';
import { handClock, memoryStore, realRandom } from '../../test/support/memory.ts';
import type { WindowOutcome } from '../platform/identity.ts';
import { type Attempt, type Authorization, createAuthorizations } from './authorization.ts';

const REDIRECT = 'https://abc.chromiumapp.org/sign-in';

/** A browser whose windows are in the test's hand. */
function setUp(items = new Map<string, string>()) {
  const windows: { url: URL; end(outcome: WindowOutcome): void; fail(error: Error): void }[] = [];
  const keptAliveFor: (number | undefined)[] = [];
  const authorizations = createAuthorizations({
    ...{ store: memoryStore(items), random: realRandom, clock: handClock() },
    redirectUrl: (path) => `https://abc.chromiumapp.org/${path}`,
    launch: (url) =>
      new Promise((end, fail) => {
        windows.push({ url: new URL(url), end, fail });
      }),
    keepAlive: (task, longestMs) => {
      keptAliveFor.push(longestMs);
      return task();
    },
  });
  /** The window that was opened last. */
  const opened = async () => {
    const before = windows.length;
    await vi.waitUntil(() => windows.length > before);
    return windows[before] ?? expect.unreachable();
  };
  return { authorizations, items, windows, opened, keptAliveFor };
}

const site: Authorization<string> = {
  destination: 'wordpress',
  path: 'sign-in',
  url: ({ state, redirectUrl }: Attempt) =>
    `https://blog.example/sign-in?${new URLSearchParams({ state, redirectUrl })}`,
  read: (answer) => answer.get('gift') ?? 'nothing',
};
const stateOf = (url: URL): string => url.searchParams.get('state') ?? '';
const refused = (reason: string) => ({ code: 'credentials_rejected', destination: 'wordpress', reason });

test('the window brings back the state that it was given, and what comes with it is read', async () => {
  const { authorizations, items, opened } = setUp();
  const window = opened();
  const run = authorizations.run(site);
  const { url, end } = await window;
  expect([...items.keys()]).toHaveLength(1);
  end({ url: `${REDIRECT}?state=${stateOf(url)}&gift=7` });
  expect(await run).toBe('7');
  expect([...items.keys()]).toEqual([]);
});

test('what rests while the window is open carries a version and no secret', async () => {
  const { authorizations, items, opened } = setUp();
  const window = opened();
  const run = authorizations.run(site);
  const { url, end } = await window;
  const [record = ''] = items.values();
  expect(Object.keys(JSON.parse(record))).toEqual(['v', 'id', 'state', 'startedAt']);
  expect(JSON.parse(record)).toMatchObject({ v: 1, state: stateOf(url) });
  end({ none: 'closed' });
  await expect(run).rejects.toMatchObject(refused('authorization_closed'));
});

test.each([
  ['closed', 'authorization_closed'],
  ['open', 'authorization_open'],
  ['failed', 'authorization_failed'],
] as const)('a window that ends as %s is %s, and nothing is left', async (none, reason) => {
  const { authorizations, items, opened } = setUp();
  const window = opened();
  const run = authorizations.run(site);
  (await window).end({ none });
  await expect(run).rejects.toMatchObject(refused(reason));
  expect(items.size).toBe(0);
});

test('an answer with another state is not read, and its attempt is over', async () => {
  const { authorizations, items, opened } = setUp();
  const read = vi.fn(() => 'believed');
  const window = opened();
  const run = authorizations.run({ ...site, read });
  (await window).end({ url: `${REDIRECT}?state=${'0'.repeat(64)}&gift=7` });
  await expect(run).rejects.toMatchObject(refused('authorization_state'));
  expect(read).not.toHaveBeenCalled();
  expect(items.size).toBe(0);
});

test('a record is gone before its answer is read: what is read twice is refused', async () => {
  const { authorizations, items, opened } = setUp();
  const window = opened();
  const run = authorizations.run({ ...site, read: () => `${items.size} left` });
  const { url, end } = await window;
  end({ url: `${REDIRECT}?state=${stateOf(url)}` });
  expect(await run).toBe('0 left');
});

test('an answer whose record has gone meanwhile is not believed', async () => {
  const { authorizations, items, opened } = setUp();
  const window = opened();
  const run = authorizations.run(site);
  const { url, end } = await window;
  items.clear();
  end({ url: `${REDIRECT}?state=${stateOf(url)}&gift=7` });
  await expect(run).rejects.toMatchObject(refused('authorization_state'));
});

test('two at once have each its own state, and one’s answer is none of the other’s', async () => {
  const { authorizations, items, opened } = setUp();
  let window = opened();
  const one = authorizations.run(site);
  const first = await window;
  window = opened();
  const two = authorizations.run(site);
  const second = await window;
  expect(stateOf(first.url)).not.toBe(stateOf(second.url));
  second.end({ url: `${REDIRECT}?state=${stateOf(first.url)}&gift=stolen` });
  await expect(two).rejects.toMatchObject(refused('authorization_state'));
  first.end({ url: `${REDIRECT}?state=${stateOf(first.url)}&gift=1` });
  expect(await one).toBe('1');
  expect(items.size).toBe(0);
});

test('a background that died with its window open leaves a record that the next one removes, and the next click works', async () => {
  const items = new Map<string, string>();
  const dead = setUp(items);
  const lost = dead.opened();
  void dead.authorizations.run(site);
  await lost;
  expect(items.size).toBe(1);

  const next = setUp(items);
  const window = next.opened();
  const run = next.authorizations.run(site);
  const { url, end } = await window;
  await next.authorizations.sweep();
  expect(items.size).toBe(1);
  end({ url: `${REDIRECT}?state=${stateOf(url)}&gift=2` });
  expect(await run).toBe('2');
  expect(items.size).toBe(0);
});

test('the background is kept alive for as long as a person may take', async () => {
  const { authorizations, opened, keptAliveFor } = setUp();
  const window = opened();
  const run = authorizations.run(site);
  (await window).end({ none: 'closed' });
  await run.catch(() => {});
  expect(keptAliveFor[0]).toBeGreaterThanOrEqual(15 * 60_000);
});
