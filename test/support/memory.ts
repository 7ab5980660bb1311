/** The small ports in memory, for tests of pure code. */
import type { Clock, Random, Store } from '../../src/core/ports.ts';
import { draftOfKey, type ImageStore } from '../../src/outbox/image-store.ts';
import type { KeyStore } from '../../src/vault/key.ts';

/** Values pass through JSON, as in a real storage area. */
export function memoryStore(items = new Map<string, string>()): Store {
  return {
    get: async (key) => {
      const text = items.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: async (key, value) => {
      items.set(key, JSON.stringify(value));
    },
    remove: async (key) => {
      items.delete(key);
    },
    keys: async (prefix) => [...items.keys()].filter((key) => key.startsWith(prefix)),
  };
}

export function memoryImages(blobs = new Map<string, Blob>()): ImageStore {
  return {
    put: async (key, bytes) => void blobs.set(key, bytes),
    get: async (key) => blobs.get(key) ?? null,
    remove: async (keys) => {
      for (const key of keys) blobs.delete(key);
    },
    removeOf: async (draftId) => {
      for (const key of blobs.keys()) if (draftOfKey(key) === draftId) blobs.delete(key);
    },
    keys: async () => [...blobs.keys()],
  };
}

/** Where the vault's key rests. */
export function memoryKeyStore(): KeyStore {
  let stored: unknown;
  return {
    get: async () => stored,
    put: async (record) => {
      stored = record;
    },
  };
}

/** A clock the test moves. */
export function handClock(now = Date.UTC(2026, 0, 2)): Clock & { set(now: number): void; advance(ms: number): void } {
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

export const realRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  uuid: () => crypto.randomUUID(),
};
