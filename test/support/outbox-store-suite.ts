import { expect, test } from 'vitest';
import type { Draft } from '../../src/draft/draft.ts';
import type { OutboxEntry } from '../../src/outbox/entry.ts';
import type { OutboxStore } from '../../src/outbox/store.ts';
import draftRecord from '../fixtures/records/draft.v1.json' with { type: 'json' };
import entryRecord from '../fixtures/records/entry.v1.json' with { type: 'json' };

export function entryAt(id: string, createdAt: number, change: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    v: 1,
    id,
    nonce: '0a1b2c3d',
    key: null,
    draftId: `draft-${id}`,
    accountId: null,
    options: {},
    state: 'editing',
    steps: [{ name: 'create', state: 'pending' }],
    attempt: 0,
    createdAt,
    updatedAt: createdAt,
    waitUntil: null,
    error: null,
    receipt: null,
    incognito: false,
    ...change,
  };
}

export const draftOf = (id: string, title = id): Draft => ({
  v: 1,
  id: `draft-${id}`,
  title,
  note: '',
  passages: [],
  quote: true,
  excerpt: '',
  tags: [],
  canonical: false,
  images: [],
});

export interface StoreUnderTest {
  store: OutboxStore;
  /** Writes past the store, as an older version or a broken disk might have. */
  putRaw(kind: 'entry' | 'draft', id: string, value: unknown): Promise<void>;
}

/** What every OutboxStore promises. */
export function outboxStoreSuite(open: () => Promise<StoreUnderTest>): void {
  test('an entry and its draft come back together', async () => {
    const { store } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    expect(await store.get('a')).toEqual(entryAt('a', 1));
    expect(await store.getWithDraft('a')).toEqual({ entry: entryAt('a', 1), draft: draftOf('a') });
    expect(await store.get('b')).toBeNull();
    expect(await store.getWithDraft('b')).toBeNull();
  });

  test('entries are listed by creation, whatever the order they were written in', async () => {
    const { store } = await open();
    for (const [id, at] of [
      ['c', 3],
      ['a', 1],
      ['b2', 2],
      ['b1', 2],
    ] as const) {
      await store.create(entryAt(id, at), draftOf(id));
    }
    expect((await store.list()).map(({ id }) => id)).toEqual(['a', 'b1', 'b2', 'c']);
  });

  test('changes at the same moment all take place', async () => {
    const { store } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    const count = (entry: OutboxEntry): OutboxEntry => ({ ...entry, attempt: entry.attempt + 1 });
    await Promise.all(Array.from({ length: 20 }, () => store.update('a', count)));
    expect((await store.get('a'))?.attempt).toBe(20);
  });

  test('an entry and its draft change together', async () => {
    const { store } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    const changed = await store.updateWithDraft('a', ({ entry, draft }) => ({
      entry: { ...entry, options: { authorId: '7' } },
      draft: { ...draft, note: 'mine' },
    }));
    expect(changed).toMatchObject({ entry: { options: { authorId: '7' } }, draft: { note: 'mine' } });
    expect(await store.getWithDraft('a')).toEqual(changed);
    expect(await store.update('b', (entry) => entry)).toBeNull();
    expect(await store.updateWithDraft('b', (both) => both)).toBeNull();
  });

  test('a change that throws changes nothing, and its error arrives', async () => {
    const { store } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    const refuse = (): never => {
      throw new RangeError('no');
    };
    await expect(store.update('a', refuse)).rejects.toThrow(RangeError);
    await expect(store.updateWithDraft('a', refuse)).rejects.toThrow(RangeError);
    expect(await store.getWithDraft('a')).toEqual({ entry: entryAt('a', 1), draft: draftOf('a') });
    expect(await store.update('a', (entry) => ({ ...entry, attempt: 1 })), 'the store still works').not.toBeNull();
  });

  test('a removed entry takes its draft along', async () => {
    const { store } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    await store.remove('a');
    await store.remove('a');
    expect(await store.list()).toEqual([]);
    await store.create(entryAt('b', 2, { draftId: 'draft-a' }), draftOf('b'));
    expect(await store.getWithDraft('b'), 'the old draft is gone').toBeNull();
  });

  test('records of the first day are read today', async () => {
    const { store, putRaw } = await open();
    await putRaw('entry', entryRecord.id, entryRecord);
    await putRaw('draft', draftRecord.id, draftRecord);
    expect(await store.getWithDraft(entryRecord.id)).toEqual({ entry: entryRecord, draft: draftRecord });
  });

  test('a damaged entry is set aside and shown; the others stay', async () => {
    const { store, putRaw } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    await putRaw('entry', 'x', { v: 99, id: 'x' });
    expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
    expect(await store.listDamaged()).toEqual([{ kind: 'entry', id: 'x', value: { v: 99, id: 'x' } }]);
    expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
    expect(await store.listDamaged()).toHaveLength(1);
  });

  test('a damaged draft is set aside and shown; its entry stays', async () => {
    const { store, putRaw } = await open();
    await store.create(entryAt('a', 1), draftOf('a'));
    await putRaw('draft', 'draft-a', 'torn');
    expect(await store.getWithDraft('a')).toBeNull();
    expect(await store.get('a')).toEqual(entryAt('a', 1));
    expect(await store.listDamaged()).toEqual([{ kind: 'draft', id: 'draft-a', value: 'torn' }]);
  });
}
