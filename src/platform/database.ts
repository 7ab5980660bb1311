/**
 * The one IndexedDB. Writes are durable before they are answered (`durability: 'strict'`); a full disk is
 * `storage_full`; a connection the browser ended is opened again. Knows no WebExtension API: it runs in any page.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { withinQuota } from './quota.ts';

/** Values are parsed by whoever reads them. */
export interface Schema extends DBSchema {
  drafts: { key: string; value: unknown };
  entries: { key: string; value: unknown };
  /** Images of drafts. */
  blobs: { key: string; value: Blob };
  /** The vault's data key. */
  keys: { key: string; value: unknown };
  /** Records no parser accepts any more, by `<store>:<key>`. */
  damaged: { key: string; value: unknown };
}

type Name = StoreNames<Schema>;
export type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, Name[], Mode>;

const DATABASE_NAME = 'clipdraft';
const VERSION = 1;

export interface Database {
  read<T>(stores: Name[], task: (transaction: Transaction<'readonly'>) => Promise<T>): Promise<T>;
  /**
   * Resolves once everything the task wrote is on disk; when the task throws, nothing is written. The task awaits
   * nothing but this transaction's own requests. Throws `storage_full`.
   */
  write<T>(stores: Name[], task: (transaction: Transaction<'readwrite'>) => Promise<T>): Promise<T>;
}

function upgrade(database: IDBPDatabase<Schema>, oldVersion: number): void {
  if (oldVersion < 1) {
    for (const name of ['drafts', 'entries', 'blobs', 'keys', 'damaged'] as const) database.createObjectStore(name);
  }
}

const isClosed = (error: unknown): boolean => error instanceof DOMException && error.name === 'InvalidStateError';

export function createDatabase(name = DATABASE_NAME): Database {
  let connection: Promise<IDBPDatabase<Schema>> | undefined;

  const connect = (): Promise<IDBPDatabase<Schema>> => {
    connection ??= openDB<Schema>(name, VERSION, {
      upgrade,
      // A newer version wants to open: step aside. So `blocked` never lasts, and the opening one need only wait.
      blocking: () => close(),
      terminated: () => close(),
    }).catch((error: unknown) => {
      connection = undefined;
      throw error;
    });
    return connection;
  };

  const close = (): void => {
    void connection?.then((database) => database.close());
    connection = undefined;
  };

  /** A connection can end between two uses; nothing has happened then, so a second try with a new one is safe. */
  async function begin<Mode extends 'readonly' | 'readwrite'>(
    stores: Name[],
    mode: Mode,
  ): Promise<IDBPTransaction<Schema, Name[], Mode>> {
    const start = async (): Promise<IDBPTransaction<Schema, Name[], Mode>> =>
      (await connect()).transaction(stores, mode, { durability: 'strict' });
    try {
      return await start();
    } catch (error) {
      if (!isClosed(error)) throw error;
      connection = undefined;
      return start();
    }
  }

  return {
    async read(stores, task) {
      const transaction = await begin(stores, 'readonly');
      const [value] = await Promise.all([task(transaction), transaction.done]);
      return value;
    },
    write: (stores, task) =>
      withinQuota(async () => {
        const transaction = await begin(stores, 'readwrite');
        const done = transaction.done.catch((error: unknown) => {
          throw transaction.error ?? error;
        });
        // Awaited below; here it only must not count as unhandled while the task runs.
        done.catch(() => {});
        try {
          const value = await task(transaction);
          await done;
          return value;
        } catch (error) {
          // After a failed request the transaction is over already, and its own error says more (a full disk).
          abort(transaction);
          await done.catch(() => {});
          throw transaction.error ?? error;
        }
      }),
  };
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It had ended by itself.
  }
}
