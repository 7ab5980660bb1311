import type { Store } from '../core/ports.ts';
import { tokenKey } from './token-source.ts';

/**
 * A token store of its own for a sign-in that may fail: moved into the session's once it has not.
 * @param kept whose own token is the session's all the while: it signed in earlier, and only what is beside it is new
 */
export function stagedTokens(kept?: { subject: string; store: Store }): Store {
  const items = new Map<string, unknown>();
  const own: Store = {
    get: async (key) => items.get(key),
    set: async (key, value) => void items.set(key, value),
    remove: async (key) => void items.delete(key),
    keys: async (prefix) => [...items.keys()].filter((key) => key.startsWith(prefix)),
  };
  if (kept === undefined) return own;
  const storeOf = (key: string): Store => (key === tokenKey(kept.subject) ? kept.store : own);
  return {
    get: (key) => storeOf(key).get(key),
    set: (key, value) => storeOf(key).set(key, value),
    remove: (key) => storeOf(key).remove(key),
    keys: own.keys,
  };
}
