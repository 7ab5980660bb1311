/**
 * The data key that seals every envelope: AES-256-GCM, non-extractable, made once. It keeps scripts from reading the
 * key; it does not protect a copied profile (a non-extractable key lies in clear on disk in both browsers).
 */
import { ownError } from '../core/errors.ts';
import type { Locks } from '../core/ports.ts';
import { DATA_KEY_LOCK } from './keys.ts';

/** How the key rests. A kind that wants a passphrase first is another kind: today's code answers `vault_locked` to it. */
export interface StoredDataKey {
  v: 1;
  kind: 'plain';
  key: CryptoKey;
}

/** Where the key rests: IndexedDB, the only store that takes a CryptoKey. What comes back is not trusted. */
export interface KeyStore {
  get(): Promise<unknown>;
  put(record: StoredDataKey): Promise<void>;
}

export interface DataKey {
  /** Null where no usable key exists. Throws `vault_locked` where the key wants unlocking first. */
  forOpening(): Promise<CryptoKey | null>;
  /** Makes the key the first time. Throws `vault_locked`. */
  forSealing(): Promise<CryptoKey>;
}

function usable(stored: unknown): CryptoKey | null {
  if (typeof stored !== 'object' || stored === null || !('v' in stored) || !('kind' in stored)) return null;
  if (stored.v !== 1 || stored.kind !== 'plain') {
    throw ownError('vault_locked');
  }
  return 'key' in stored && stored.key instanceof CryptoKey ? stored.key : null;
}

export function createDataKey({ keyStore, locks }: { keyStore: KeyStore; locks: Locks }): DataKey {
  return {
    async forOpening() {
      return usable(await keyStore.get());
    },
    forSealing() {
      // Two contexts that both find no key must not make two: what the first one sealed would be lost.
      return locks.withLock(DATA_KEY_LOCK, async () => {
        const existing = usable(await keyStore.get());
        if (existing !== null) return existing;
        const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
        await keyStore.put({ v: 1, kind: 'plain', key });
        return key;
      });
    },
  };
}
