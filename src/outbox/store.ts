import type { Draft } from '../draft/draft.ts';
import type { OutboxEntry } from './entry.ts';

/** A record no parser accepts any more. It is kept, out of the way, and shown. */
export interface DamagedRecord {
  kind: 'entry' | 'draft';
  id: string;
  /** As it was stored. */
  value: unknown;
}

/** An entry with its draft, as it was when both were read together. */
export interface EntryWithDraft {
  entry: OutboxEntry;
  draft: Draft;
}

/**
 * The outbox at rest. Every method is one transaction: it happens wholly or not at all, and its promise resolves
 * only once the result is durable. A `change` is called synchronously with what is stored at that moment; when it
 * throws, nothing is changed and the error is passed on. All throw `storage_full`.
 */
export interface OutboxStore {
  /** A new entry and its draft, together. */
  create(entry: OutboxEntry, draft: Draft): Promise<void>;
  /** Null where there is none, or it is damaged. */
  get(entryId: string): Promise<OutboxEntry | null>;
  /** The entry with its draft; null where either is missing or damaged. */
  getWithDraft(entryId: string): Promise<EntryWithDraft | null>;
  /** By creation, oldest first. Damaged ones are set aside and left out. */
  list(): Promise<OutboxEntry[]>;
  /** Changes an entry; answers it as stored, or null where there is none. */
  update(entryId: string, change: (entry: OutboxEntry) => OutboxEntry): Promise<OutboxEntry | null>;
  /** Changes an entry and its draft together. */
  updateWithDraft(entryId: string, change: (stored: EntryWithDraft) => EntryWithDraft): Promise<EntryWithDraft | null>;
  /** Removes the entry and its draft. */
  remove(entryId: string): Promise<void>;
  listDamaged(): Promise<DamagedRecord[]>;
}

/** By creation; entries of the same millisecond keep one order everywhere. */
export function byCreation(a: OutboxEntry, b: OutboxEntry): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
