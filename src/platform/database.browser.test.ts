import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { draftOf, entryAt, outboxStoreSuite } from '../../test/support/outbox-store-suite.ts';
import { createDatabase } from './database.ts';
import { createImageStore } from './image-store.ts';
import { createKeyStore } from './key-store.ts';
import { createOutboxStore } from './outbox-store.ts';

let names = 0;
function newName(): string {
  names += 1;
  return `test-${names}-${Math.random()}`;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the outbox in IndexedDB', () => {
  outboxStoreSuite(async () => {
    const database = createDatabase(newName());
    return {
      store: createOutboxStore(database),
      putRaw: async (kind, id, value) => {
        const name = kind === 'entry' ? 'entries' : 'drafts';
        await database.write([name], (transaction) => transaction.objectStore(name).put(value, id));
      },
    };
  });

  test('survives the page: another connection reads what this one wrote', async () => {
    const name = newName();
    await createOutboxStore(createDatabase(name)).create(entryAt('a', 1), draftOf('a'));
    expect(await createOutboxStore(createDatabase(name)).list()).toEqual([entryAt('a', 1)]);
  });

  test('a write is answered only once it is on disk', async () => {
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = createOutboxStore(createDatabase(newName()));
    await store.create(entryAt('a', 1), draftOf('a'));
    await store.update('a', (entry) => entry);
    await store.updateWithDraft('a', (both) => both);
    await store.remove('a');
    const writes = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes).toHaveLength(4);
    for (const [, , options] of writes) expect(options).toEqual({ durability: 'strict' });
  });
});

describe('the database', () => {
  test('nothing is written when the task throws', async () => {
    const database = createDatabase(newName());
    await expect(
      database.write(['drafts'], async (transaction) => {
        await transaction.objectStore('drafts').put('x', 'k');
        throw new RangeError('no');
      }),
    ).rejects.toThrow(RangeError);
    expect(await database.read(['drafts'], (transaction) => transaction.objectStore('drafts').getAllKeys())).toEqual(
      [],
    );
  });

  test('steps aside for a newer version, and for its own deletion', async () => {
    const name = newName();
    const database = createDatabase(name);
    await database.write(['drafts'], (transaction) => transaction.objectStore('drafts').put('x', 'k'));
    await deleteDB(name);
    expect(await database.read(['drafts'], (transaction) => transaction.objectStore('drafts').getAllKeys())).toEqual(
      [],
    );
    const newer = await openDB(name, 2);
    expect(newer.version).toBe(2);
    newer.close();
  });

  test('a connection that ended is opened again', async () => {
    const database = createDatabase(newName());
    const write = (key: string) =>
      database.write(['drafts'], (transaction) => transaction.objectStore('drafts').put('x', key));
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await write('a');
    const connection = transaction.mock.contexts[0];
    if (!(connection instanceof IDBDatabase)) throw new Error('no connection was seen');
    connection.close();
    await write('b');
    expect(await database.read(['drafts'], (reading) => reading.objectStore('drafts').getAllKeys())).toEqual([
      'a',
      'b',
    ]);
  });

  test('a full disk is `storage_full`, nothing is half written, and the outbox goes on once there is room', async () => {
    const store = createOutboxStore(createDatabase(newName()));
    await store.create(entryAt('a', 1), draftOf('a'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementationOnce(function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      return this.add(value, key);
    });
    put.mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(store.create(entryAt('b', 2), draftOf('b'))).rejects.toMatchObject({ code: 'storage_full' });
    put.mockRestore();
    expect((await store.list()).map(({ id }) => id)).toEqual(['a']);
    await store.create(entryAt('c', 3, { draftId: 'draft-b' }), draftOf('c'));
    expect(await store.getWithDraft('c'), 'the draft of the failed write is not there').toBeNull();
  });
});

describe('images', () => {
  const picture = (text: string): Blob => new Blob([text], { type: 'image/png' });

  test('rest as Blobs, and another connection reads them', async () => {
    const name = newName();
    await createImageStore(createDatabase(name)).put('draft-a/image-1', picture('pixels'));
    const again = await createImageStore(createDatabase(name)).get('draft-a/image-1');
    expect([await again?.text(), again?.type]).toEqual(['pixels', 'image/png']);
    expect(await createImageStore(createDatabase(name)).get('draft-a/image-2')).toBeNull();
  });

  test('of one draft go together, those of others stay', async () => {
    const images = createImageStore(createDatabase(newName()));
    for (const key of ['a/image-1', 'a/image-2', 'a/image-10', 'ab/image-1', 'b/image-1', 'b/image-2']) {
      await images.put(key, picture(key));
    }
    await images.removeOf('a');
    await images.remove(['b/image-2', 'nobody/image-1']);
    expect(await images.keys()).toEqual(['ab/image-1', 'b/image-1']);
  });

  test('a full disk is `storage_full`', async () => {
    const images = createImageStore(createDatabase(newName()));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(images.put('a/image-1', picture('x'))).rejects.toMatchObject({ code: 'storage_full' });
    expect(await images.keys()).toEqual([]);
  });
});

test('the data key rests as a CryptoKey that can’t be exported', async () => {
  const database = createDatabase(newName());
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  expect(await createKeyStore(database).get()).toBeUndefined();
  await createKeyStore(database).put({ v: 1, kind: 'plain', key });
  const stored = await createKeyStore(database).get();
  expect(stored).toMatchObject({ v: 1, kind: 'plain', key: { extractable: false } });
});
