import { expect, test } from 'vitest';
import { lockSpace } from '../../test/support/locks.ts';
import { memoryStore } from '../../test/support/memory.ts';
import { type Migration, migrate, SCHEMA_KEY } from './migrations.ts';

const setUp = () => ({ store: memoryStore(), locks: lockSpace().context() });

const append = (from: number): Migration => ({
  from,
  migrate: async (store) => {
    await store.set('item', `${String(await store.get('item'))},${from + 1}`);
  },
});

test('a fresh installation has today’s version, and nothing else is touched', async () => {
  const deps = setUp();
  await migrate(deps);
  expect(await deps.store.keys('')).toEqual([SCHEMA_KEY]);
  expect(await deps.store.get(SCHEMA_KEY)).toBe(1);
});

test('what is missing runs once, in order', async () => {
  const deps = setUp();
  await deps.store.set('item', '1');
  await migrate(deps, [append(1), append(2)]);
  await migrate(deps, [append(1), append(2), append(3)]);
  expect(await deps.store.get('item')).toBe('1,2,3,4');
  expect(await deps.store.get(SCHEMA_KEY)).toBe(4);
});

test('one that fails is run again the next time, those before it are not', async () => {
  const deps = setUp();
  await deps.store.set('item', '1');
  const broken: Migration = { from: 2, migrate: () => Promise.reject(new Error('full')) };
  await expect(migrate(deps, [append(1), broken])).rejects.toThrow('full');
  await migrate(deps, [append(1), append(2)]);
  expect(await deps.store.get('item')).toBe('1,2,3');
});

test('records of a newer version are left alone', async () => {
  const deps = setUp();
  await deps.store.set('item', 'new');
  await deps.store.set(SCHEMA_KEY, 9);
  await migrate(deps, [append(1)]);
  expect(await deps.store.get('item')).toBe('new');
  expect(await deps.store.get(SCHEMA_KEY)).toBe(9);
});
