import type { ImageStore } from '../outbox/image-store.ts';
import type { Database } from './database.ts';

/** Images in IndexedDB, as Blobs. */
export function createImageStore(database: Database): ImageStore {
  return {
    put: async (key, bytes) => {
      await database.write(['blobs'], (transaction) => transaction.objectStore('blobs').put(bytes, key));
    },
    get: async (key) => {
      const bytes: unknown = await database.read(['blobs'], (transaction) => transaction.objectStore('blobs').get(key));
      return bytes instanceof Blob ? bytes : null;
    },
    remove: (keys) =>
      database.write(['blobs'], async (transaction) => {
        for (const key of keys) await transaction.objectStore('blobs').delete(key);
      }),
    removeOf: (draftId) =>
      // Up to the character after the slash: every key of this draft and of no other.
      database.write(['blobs'], (transaction) =>
        transaction.objectStore('blobs').delete(IDBKeyRange.bound(`${draftId}/`, `${draftId}0`, false, true)),
      ),
    keys: () => database.read(['blobs'], (transaction) => transaction.objectStore('blobs').getAllKeys()),
  };
}
