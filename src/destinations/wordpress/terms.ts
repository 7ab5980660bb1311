/** Tags and categories. */
import { integer, number, object, pipe, string, union, unknown } from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import type { DestinationOptions } from '../destination.ts';
import { NamedThing, type WordPressClient, WordPressId } from './client.ts';
import { escapeText } from './plain-text.ts';

const Category = object({ ...NamedThing.entries, parent: pipe(number(), integer()) });
type Category = { id: number; name: string; parent: number };

/** WordPress tells which one stands there already (recorded). */
const TermExists = object({ data: object({ term_id: WordPressId }) });
const NewTag = object({ id: WordPressId });

/** Sites with thousands of tags answer each page by itself, and all else that is offered waits for the last. */
const TAG_PAGES = 5;

/**
 * The names of the tags that are used most and of the newest, which only drafts may have, each once. One that is not
 * among them is found by its name all the same.
 */
export async function tagNames(client: WordPressClient): Promise<string[]> {
  const by = (order: string, most: number): Promise<{ name: string }[]> =>
    client.pages(`wp/v2/tags?orderby=${order}&order=desc&_fields=id,name`, NamedThing, most);
  const tags = await Promise.all([by('count', TAG_PAGES), by('id', 1)]);
  return [...new Set(tags.flat().map(({ name }) => name))].sort((a, b) => a.localeCompare(b));
}

/** All categories, each below its parent. */
export async function categoryTree(client: WordPressClient): Promise<NonNullable<DestinationOptions['categories']>> {
  const all = await client.pages('wp/v2/categories?orderby=id&_fields=id,name,parent', Category);
  return inTreeOrder(all);
}

/** A parent that is not there (or a circle of parents) makes a root. */
export function inTreeOrder(all: readonly Category[]): { id: string; name: string; depth: number }[] {
  const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name));
  const known = new Set(all.map(({ id }) => id));
  const placed = new Set<number>();
  const below = (parent: number, depth: number): { id: string; name: string; depth: number }[] =>
    sorted
      .filter((category) => category.parent === parent && !placed.has(category.id))
      .flatMap((one) => from(one, depth));
  const from = ({ id, name }: Category, depth: number): { id: string; name: string; depth: number }[] => {
    placed.add(id);
    return [{ id: String(id), name, depth }, ...below(id, depth + 1)];
  };
  const roots = sorted.filter(({ parent }) => !known.has(parent));
  const tree = roots.flatMap((root) => from(root, 0));
  return [...tree, ...sorted.flatMap((one) => (placed.has(one.id) ? [] : from(one, 0)))];
}

/**
 * The ids of the tags with these names, made where they are missing; null for what can't be had. WordPress itself
 * decides what counts as the same name: it answers a name that it has with the tag that bears it.
 */
export async function tagIds(client: WordPressClient, names: readonly string[]): Promise<(number | null)[]> {
  const ids: (number | null)[] = [];
  for (const name of names) ids.push(await tagId(client, name));
  return ids;
}

async function tagId(client: WordPressClient, name: string): Promise<number | null> {
  try {
    const { body } = await client.call({
      method: 'POST',
      url: 'wp/v2/tags?_fields=id',
      json: { name: escapeText(name) },
      expect: [201, 400],
      schema: union([NewTag, TermExists, object({ code: string(), data: unknown() })]),
    });
    if ('id' in body) return body.id;
    return 'code' in body ? null : body.data.term_id;
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error;
    // Who may not make tags may not use them either. A name that the database can't take is answered with 500 (recorded).
    if (error.code === 'insufficient_scope' || error.status === 500) return null;
    throw error;
  }
}
