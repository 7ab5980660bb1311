/** storage.local, from the form an older version wrote to today's. */
import type { Locks, Store } from '../core/ports.ts';

/** Brings the records of version `from` to `from + 1`. It may run again after a crash, so it must bear that. */
export interface Migration {
  from: number;
  migrate(store: Store): Promise<void>;
}

export const SCHEMA_KEY = 'schema';
const MIGRATIONS_LOCK = 'clipdraft-migrations';

/** In order. The version of today's records is 1 + their number. */
const MIGRATIONS: readonly Migration[] = [];

const FIRST_VERSION = 1;

/**
 * Runs what is missing, each step's version stored before the next begins. Call it before anything reads.
 * Records of a newer version (after a downgrade) are left alone: their own `v` tells the parsers.
 */
export function migrate(
  { store, locks }: { store: Store; locks: Locks },
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  return locks.withLock(MIGRATIONS_LOCK, async () => {
    const stored = await store.get(SCHEMA_KEY);
    let version = typeof stored === 'number' ? stored : FIRST_VERSION;
    for (const step of migrations) {
      if (step.from !== version) continue;
      await step.migrate(store);
      version += 1;
      await store.set(SCHEMA_KEY, version);
    }
    if (stored === undefined) await store.set(SCHEMA_KEY, version);
  });
}
