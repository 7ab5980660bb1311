/** One outbox over two stores: a private window's entries stay in memory, the others are durable. Ids are random. */
import { byCreation, type OutboxStore } from './store.ts';

export function combineOutboxStores({ durable, session }: { durable: OutboxStore; session: OutboxStore }): OutboxStore {
  return {
    create: (entry, draft) => (entry.incognito ? session : durable).create(entry, draft),
    get: async (id) => (await session.get(id)) ?? durable.get(id),
    getWithDraft: async (id) => (await session.getWithDraft(id)) ?? durable.getWithDraft(id),
    list: async () => (await Promise.all([durable.list(), session.list()])).flat().sort(byCreation),
    update: async (id, change) => (await session.update(id, change)) ?? durable.update(id, change),
    updateWithDraft: async (id, change) =>
      (await session.updateWithDraft(id, change)) ?? durable.updateWithDraft(id, change),
    remove: async (id) => {
      await session.remove(id);
      await durable.remove(id);
    },
    listDamaged: async () => (await Promise.all([durable.listDamaged(), session.listDamaged()])).flat(),
  };
}
