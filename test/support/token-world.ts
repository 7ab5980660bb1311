/** Sources of tokens, in as many contexts as a test wants, and the site that they ask. */
import type fc from 'fast-check';
import { createTokenSource, type TokenSet } from '../../src/auth/token-source.ts';
import type { Store } from '../../src/core/ports.ts';
import { lockSpace } from './locks.ts';
import { memoryStore } from './memory.ts';

export const NOON = Date.UTC(2026, 10, 21, 12);
export const HOUR = 3_600_000;
export const KEY = 'token:account-1';

/** Contexts of one extension, one store, and a site that hands out `token-1`, `token-2` … as often as it is asked. */
export function tokenWorld({ slow = (store: Store): Store => store } = {}) {
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

export function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

/** Each read and write comes when the scheduler says so. */
export function scheduled(s: fc.Scheduler): (store: Store) => Store {
  return (store) => ({
    get: async (key) => s.schedule(Promise.resolve()).then(() => store.get(key)),
    set: async (key, value) => s.schedule(Promise.resolve()).then(() => store.set(key, value)),
    remove: async (key) => s.schedule(Promise.resolve()).then(() => store.remove(key)),
    keys: async (prefix) => s.schedule(Promise.resolve()).then(() => store.keys(prefix)),
  });
}
