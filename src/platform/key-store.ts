import type { KeyStore } from '../vault/key.ts';
import type { Database } from './database.ts';

const DATA_KEY = 'data';

/** The vault's data key in IndexedDB, the one store that takes a non-extractable CryptoKey. */
export function createKeyStore(database: Database): KeyStore {
  return {
    get: () => database.read(['keys'], (transaction) => transaction.objectStore('keys').get(DATA_KEY)),
    put: async (record) => {
      await database.write(['keys'], (transaction) => transaction.objectStore('keys').put(record, DATA_KEY));
    },
  };
}
