import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTreeOrder } from './terms.ts';

test('categories stand below their parents, by name', () => {
  const tree = inTreeOrder([
    { id: 1, name: 'Uncategorized', parent: 0 },
    { id: 2, name: 'Berlin', parent: 5 },
    { id: 3, name: 'Aachen', parent: 5 },
    { id: 4, name: 'Dom', parent: 3 },
    { id: 5, name: 'Cities', parent: 0 },
  ]);
  expect(tree.map(({ name, depth }) => `${'-'.repeat(depth)}${name}`)).toEqual([
    'Cities',
    '-Aachen',
    '--Dom',
    '-Berlin',
    'Uncategorized',
  ]);
});

test('whatever their parents are, each category stands there once', () => {
  const category = fc.record({ id: fc.integer({ min: 1, max: 9 }), name: fc.string(), parent: fc.nat(9) });
  fc.assert(
    fc.property(fc.uniqueArray(category, { selector: ({ id }) => id }), (all) => {
      const placed = inTreeOrder(all).map(({ id }) => Number(id));
      expect(placed.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    }),
  );
});
