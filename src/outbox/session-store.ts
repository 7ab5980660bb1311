/**
 * The OutboxStore of private windows, over a small key-value area in memory (storage.session): gone with the browser.
 * The area has no transactions: one lock makes a change whole, and an entry is written after its draft, so that
 * what a crash leaves behind is at most a draft nobody names.
 */
import type { Locks, Store } from '../core/ports.ts';
import { parseDraft } from './drafts.ts';
import { parseEntry } from './entry.ts';
import { byCreation, type EntryWithDraft, type OutboxStore } from './store.ts';

const ENTRY_PREFIX = 'outbox-entry:';
const DRAFT_PREFIX = 'outbox-draft:';
const DAMAGED_PREFIX = 'damaged:';
const LOCK = 'clipdraft-outbox-session';

export function createSessionOutboxStore({ store, locks }: { store: Store; locks: Locks }): OutboxStore {
  const locked = <T>(task: () => Promise<T>): Promise<T> => locks.withLock(LOCK, task);

  async function read<T>(key: string, parse: (stored: unknown) => T | null): Promise<T | null> {
    const stored = await store.get(key);
    if (stored === undefined) return null;
    const parsed = parse(stored);
    if (parsed === null) {
      await store.set(`${DAMAGED_PREFIX}${key}`, { v: 1, value: stored });
      await store.remove(key);
    }
    return parsed;
  }

  const readEntry = (id: string) => read(`${ENTRY_PREFIX}${id}`, parseEntry);

  async function readBoth(id: string): Promise<EntryWithDraft | null> {
    const entry = await readEntry(id);
    const draft = entry === null ? null : await read(`${DRAFT_PREFIX}${entry.draftId}`, parseDraft);
    return entry === null || draft === null ? null : { entry, draft };
  }

  async function writeBoth({ entry, draft }: EntryWithDraft): Promise<void> {
    await store.set(`${DRAFT_PREFIX}${draft.id}`, draft);
    await store.set(`${ENTRY_PREFIX}${entry.id}`, entry);
  }

  return {
    create: (entry, draft) => locked(() => writeBoth({ entry, draft })),

    get: (id) => locked(() => readEntry(id)),

    getWithDraft: (id) => locked(() => readBoth(id)),

    list: () =>
      locked(async () => {
        const ids = (await store.keys(ENTRY_PREFIX)).map((key) => key.slice(ENTRY_PREFIX.length));
        const entries = await Promise.all(ids.map(readEntry));
        return entries.filter((entry) => entry !== null).sort(byCreation);
      }),

    update: (id, change) =>
      locked(async () => {
        const entry = await readEntry(id);
        if (entry === null) return null;
        const changed = change(entry);
        await store.set(`${ENTRY_PREFIX}${id}`, changed);
        return changed;
      }),

    updateWithDraft: (id, change) =>
      locked(async () => {
        const both = await readBoth(id);
        if (both === null) return null;
        const changed = change(both);
        await writeBoth(changed);
        return changed;
      }),

    remove: (id) =>
      locked(async () => {
        const entry = await readEntry(id);
        await store.remove(`${ENTRY_PREFIX}${id}`);
        if (entry !== null) await store.remove(`${DRAFT_PREFIX}${entry.draftId}`);
      }),

    async listDamaged() {
      const keys = await Promise.all([
        store.keys(`${DAMAGED_PREFIX}${ENTRY_PREFIX}`),
        store.keys(`${DAMAGED_PREFIX}${DRAFT_PREFIX}`),
      ]);
      return Promise.all(
        keys.flat().map(async (key) => {
          const stored = await store.get(key);
          const name = key.slice(DAMAGED_PREFIX.length);
          return {
            kind: name.startsWith(DRAFT_PREFIX) ? ('draft' as const) : ('entry' as const),
            id: name.slice(name.indexOf(':') + 1),
            value: typeof stored === 'object' && stored !== null && 'value' in stored ? stored.value : stored,
          };
        }),
      );
    },
  };
}
