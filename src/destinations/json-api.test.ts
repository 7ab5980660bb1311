import { expect, test } from 'vitest';
import { allPages } from './json-api.ts';

/** A list of so many pages, that tells what `known` makes of them. */
function list(pages: number, known: (page: number) => number) {
  const asked: number[] = [];
  const read = async (page: number) => {
    asked.push(page);
    return { items: [`item of ${page}`], known: known(page) };
  };
  return { pages, asked, read };
}

test.each([
  ['how many pages there are', () => 3],
  ['which page is next', (page: number) => Math.min(page + 1, 3)],
])('a list that tells %s is read to its end', async (_, known) => {
  const { read } = list(3, known);
  expect(await allPages(read)).toEqual(['item of 1', 'item of 2', 'item of 3']);
});

test.each([
  ['nothing that can be counted', () => Number.NaN],
  ['no pages', () => 0],
  ['the same page over and over', () => 1],
])('a list that tells %s is its first page', async (_, known) => {
  expect(await allPages(list(1, known).read)).toEqual(['item of 1']);
});

test('nobody looks through more than fifty pages, or through more than were asked for', async () => {
  const endless = list(Number.POSITIVE_INFINITY, (page) => page + 1);
  expect(await allPages(endless.read)).toHaveLength(50);
  expect(await allPages(endless.read, 2)).toHaveLength(2);
});
