/** Tags of entries and of media. */
import { type Answer, type Call, projectOf } from './api.ts';
import { uniqueViolation } from './errors.ts';
import { checkSchema, integer, string } from './schema.ts';
import type { Table, Tag } from './store.ts';

const schema = {
  properties: { name: string({ minimum: 1, maximum: 32 }), projectId: integer },
  required: ['name', 'projectId'],
};

/** Taken at once: a test may put its own timers in place. Milliseconds between a transaction's look and its write. */
const wait = globalThis.setTimeout;
const BETWEEN = 5;

/**
 * Those that are there, then new ones. Nothing keeps two requests from making the same new tag at the same time; then,
 * and where one request names it twice, the database says no.
 * @throws 400 with the error under `name`, which misleads; 500
 */
export async function getOrCreateTags(table: Table<Tag>, names: readonly string[], projectId: number): Promise<Tag[]> {
  const inProject = (): Tag[] => table.all().filter((tag) => tag.projectId === projectId && names.includes(tag.name));
  const existing = inProject().toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const wanted = names.filter((name) => !existing.some((tag) => tag.name === name));
  if (wanted.length === 0) return existing;
  for (const name of wanted) checkSchema({ name, projectId }, schema);
  await new Promise((resolve) => wait(resolve, BETWEEN));
  const taken = inProject().map(({ name }) => name);
  const twice = wanted.find((name, index) => taken.includes(name) || wanted.indexOf(name) !== index);
  if (twice !== undefined) {
    throw uniqueViolation('entryTag', 'entrytag_projectid_name_unique', '"projectId", name', `${projectId}, ${twice}`);
  }
  return [...existing, ...wanted.map((name) => table.insert({ id: table.takeId(), projectId, name }))];
}

/** In the order in which the tags were made. */
export const tagNames = (table: Table<Tag>, ids: readonly number[]): string[] =>
  ids.toSorted((one, other) => one - other).map((id) => table.get(id)?.name ?? '');

/** All of the project's, used or not. */
export const listTags =
  (choose: (call: Call) => Table<Tag>) =>
  (call: Call): Answer => {
    const tags = choose(call)
      .all()
      .filter(({ projectId }) => projectId === projectOf(call).id);
    return { body: tags.map(({ name }) => name).toSorted() };
  };
