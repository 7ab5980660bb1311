/** The OutboxStore of everyday windows, in IndexedDB. */
import { parseDraft } from '../outbox/drafts.ts';
import { type OutboxEntry, parseEntry } from '../outbox/entry.ts';
import { byCreation, type DamagedRecord, type EntryWithDraft, type OutboxStore } from '../outbox/store.ts';
import type { Database, Transaction } from './database.ts';

type AnyTransaction = Transaction<'readonly'> | Transaction<'readwrite'>;

const PARSERS = { entries: parseEntry, drafts: parseDraft } as const;
type Kept = keyof typeof PARSERS;
const KINDS: Record<Kept, DamagedRecord['kind']> = { entries: 'entry', drafts: 'draft' };

async function readEntry(transaction: AnyTransaction, id: string): Promise<OutboxEntry | null> {
  return parseEntry(await transaction.objectStore('entries').get(id));
}

async function readBoth(transaction: AnyTransaction, id: string): Promise<EntryWithDraft | null> {
  const entry = await readEntry(transaction, id);
  if (entry === null) return null;
  const draft = parseDraft(await transaction.objectStore('drafts').get(entry.draftId));
  return draft === null ? null : { entry, draft };
}

/** Moves what can't be read out of the way; what stands there is read again inside the transaction. */
function setAside(database: Database, store: Kept, keys: string[]): Promise<void> {
  return database.write([store, 'damaged'], async (transaction) => {
    for (const key of keys) {
      const value = await transaction.objectStore(store).get(key);
      if (value === undefined || PARSERS[store](value) !== null) continue;
      await transaction.objectStore('damaged').put({ v: 1, value }, `${store}:${key}`);
      await transaction.objectStore(store).delete(key);
    }
  });
}

async function readAll(database: Database): Promise<{ entries: OutboxEntry[]; damaged: string[] }> {
  return database.read(['entries'], async (transaction) => {
    const store = transaction.objectStore('entries');
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const entries: OutboxEntry[] = [];
    const damaged: string[] = [];
    for (const [index, key] of keys.entries()) {
      const entry = parseEntry(values[index]);
      if (entry === null) damaged.push(key);
      else entries.push(entry);
    }
    return { entries, damaged };
  });
}

function asDamaged(key: string, stored: unknown): DamagedRecord {
  const [store = '', ...id] = key.split(':');
  const value = typeof stored === 'object' && stored !== null && 'value' in stored ? stored.value : stored;
  return { kind: store === 'drafts' ? KINDS.drafts : KINDS.entries, id: id.join(':'), value };
}

async function writeBoth(transaction: Transaction<'readwrite'>, { entry, draft }: EntryWithDraft): Promise<void> {
  await transaction.objectStore('drafts').put(draft, draft.id);
  await transaction.objectStore('entries').put(entry, entry.id);
}

export function createOutboxStore(database: Database): OutboxStore {
  return {
    create: (entry, draft) =>
      database.write(['entries', 'drafts'], (transaction) => writeBoth(transaction, { entry, draft })),

    get: (id) => database.read(['entries'], (transaction) => readEntry(transaction, id)),

    async getWithDraft(id) {
      const both = await database.read(['entries', 'drafts'], (transaction) => readBoth(transaction, id));
      if (both !== null) return both;
      const entry = await database.read(['entries'], (transaction) => readEntry(transaction, id));
      if (entry !== null) await setAside(database, 'drafts', [entry.draftId]);
      return null;
    },

    async list() {
      const { entries, damaged } = await readAll(database);
      if (damaged.length > 0) await setAside(database, 'entries', damaged);
      return entries.sort(byCreation);
    },

    update: (id, change) =>
      database.write(['entries'], async (transaction) => {
        const entry = await readEntry(transaction, id);
        if (entry === null) return null;
        const changed = change(entry);
        await transaction.objectStore('entries').put(changed, id);
        return changed;
      }),

    updateWithDraft: (id, change) =>
      database.write(['entries', 'drafts'], async (transaction) => {
        const both = await readBoth(transaction, id);
        if (both === null) return null;
        const changed = change(both);
        await writeBoth(transaction, changed);
        return changed;
      }),

    remove: (id) =>
      database.write(['entries', 'drafts'], async (transaction) => {
        const entry = await readEntry(transaction, id);
        if (entry !== null) await transaction.objectStore('drafts').delete(entry.draftId);
        await transaction.objectStore('entries').delete(id);
      }),

    listDamaged: () =>
      database.read(['damaged'], async (transaction) => {
        const store = transaction.objectStore('damaged');
        const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return keys.map((key, index) => asDamaged(key, values[index]));
      }),
  };
}
