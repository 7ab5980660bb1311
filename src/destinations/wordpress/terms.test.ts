import fc from 'fast-check';
import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import type { Http } from '../destination.ts';
import { WordPressClient } from './client.ts';
import { inTreeOrder, tagNames } from './terms.ts';

/** A site with so many tags, tag 1 the oldest and most used: it counts what it is asked. */
function siteWithTags(count: number) {
  const asked: string[] = [];
  const http: Http = {
    async request({ url, schema }) {
      asked.push(url);
      const query = new URL(url).searchParams;
      const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))];
      const oldest = Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `Tag ${index + 1}` }));
      const ordered = query.get('orderby') === 'count' ? oldest : oldest.toReversed();
      const parsed = safeParse(schema, ordered.slice((page - 1) * size, page * size));
      if (!parsed.success) throw new Error('another shape was expected');
      const headers = new Headers({ 'x-wp-totalpages': String(Math.ceil(count / size)) });
      return { status: 200, body: parsed.output, headers };
    },
  };
  return { asked, client: new WordPressClient(http, 'https://blog.example/wp-json/') };
}

test('all tags of a small site are offered, each once', async () => {
  const { client } = siteWithTags(230);
  const names = await tagNames(client);
  expect(names).toHaveLength(230);
  expect(new Set(names).size).toBe(230);
});

test('a site with thousands is asked six times: for those used most, and the newest', async () => {
  const { client, asked } = siteWithTags(5000);
  const names = await tagNames(client);
  expect(asked).toHaveLength(6);
  expect(names).toEqual(expect.arrayContaining(['Tag 1', 'Tag 500', 'Tag 4901', 'Tag 5000']));
  expect(names).toHaveLength(600);
});

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
