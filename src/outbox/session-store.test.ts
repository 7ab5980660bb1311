import { describe, expect, test } from 'vitest';
import { lockSpace } from '../../test/support/locks.ts';
import { memoryStore } from '../../test/support/memory.ts';
import { draftOf, entryAt, outboxStoreSuite } from '../../test/support/outbox-store-suite.ts';
import { combineOutboxStores } from './combined-store.ts';
import { createSessionOutboxStore } from './session-store.ts';

const sessionStore = (items = new Map<string, string>()) =>
  createSessionOutboxStore({ store: memoryStore(items), locks: lockSpace().context() });

describe('in memory', () => {
  outboxStoreSuite(async () => {
    const items = new Map<string, string>();
    return {
      store: sessionStore(items),
      putRaw: async (kind, id, value) => {
        items.set(`outbox-${kind}:${id}`, JSON.stringify(value));
      },
    };
  });
});

describe('both together', () => {
  outboxStoreSuite(async () => {
    const items = new Map<string, string>();
    return {
      store: combineOutboxStores({ durable: sessionStore(items), session: sessionStore() }),
      putRaw: async (kind, id, value) => {
        items.set(`outbox-${kind}:${id}`, JSON.stringify(value));
      },
    };
  });

  test('nothing from a private window is ever written to the durable one', async () => {
    const disk = new Map<string, string>();
    const memory = new Map<string, string>();
    const store = combineOutboxStores({ durable: sessionStore(disk), session: sessionStore(memory) });
    await store.create(entryAt('p', 1, { incognito: true }), draftOf('p', 'private title'));
    await store.update('p', (entry) => ({ ...entry, attempt: 1 }));
    await store.updateWithDraft('p', ({ entry, draft }) => ({ entry, draft: { ...draft, note: 'private note' } }));
    expect([...disk]).toEqual([]);
    await store.create(entryAt('d', 2), draftOf('d'));
    expect((await store.list()).map(({ id }) => id)).toEqual(['p', 'd']);
    expect([...memory.values()].join()).not.toContain('"d"');
    await store.remove('p');
    expect([...memory]).toEqual([]);
  });
});
