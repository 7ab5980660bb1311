import type { Clock, Locks, Random } from '../core/ports.ts';
import type { Destination, Session, Settings } from '../destinations/destination.ts';
import type { OutboxEntry } from './entry.ts';
import type { ImageStore } from './image-store.ts';
import type { OutboxStore } from './store.ts';
import type { EntryEvent } from './transitions.ts';

/** The adapter and a session for the entry's account. */
export interface Delivery {
  destination: Destination;
  session: Session<Settings>;
}

/** Throws what keeps the entry from going out: host_permission_missing, vault_locked, not_found (account_missing), … */
export interface Deliver {
  open(entry: OutboxEntry): Promise<Delivery>;
}

/** What happened to an entry, besides its transitions. */
export type EntryNews = EntryEvent | 'opened' | 'edited' | 'uploaded' | 'tidied' | 'removed';

/** Told after every write, with the entry as it is stored now. */
export type OnChange = (entry: OutboxEntry, news: EntryNews) => void;

/** Keeps the background alive while the task runs. */
export type KeepAlive = <T>(task: () => Promise<T>) => Promise<T>;

export interface DeliveryDeps {
  store: OutboxStore;
  locks: Locks;
  clock: Clock;
  random: Random;
  deliver: Deliver;
  images: Pick<ImageStore, 'get'>;
  onChange: OnChange;
  keepAlive: KeepAlive;
}

/** Held by the one runner of all contexts. */
export const RUNNER_LOCK = 'clipdraft-outbox';

/** Held by whoever speaks to a server about this entry. Taken inside the runner's lock, never the other way round. */
export const entryLock = (entryId: string): string => `clipdraft-outbox-entry:${entryId}`;
