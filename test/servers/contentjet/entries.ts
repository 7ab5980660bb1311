/** Entries. Recorded from contentjet-api 0.17.1. */
import { type Answer, type Api, bodyOf, type Call, idIn, nowOf, projectOf, userOf } from './api.ts';
import { checkedIds } from './bulk-delete.ts';
import { constraintsFor, toShown, toStored } from './entry-fields.ts';
import { databaseError, invalid, notFound, refused } from './errors.ts';
import { type Json, omit, pick, text } from './json.ts';
import { ordered, paged, pageSizeOf, searched, tagged } from './paging.ts';
import { entryTypeJsonWithoutFields, userJsonOf } from './rows.ts';
import { checkSchema, dateTime, integer, list, string } from './schema.ts';
import { type Entry, type EntryType, iso, type StoredField, stampsJson, wholeSecond } from './store.ts';
import { getOrCreateTags, tagNames } from './tags.ts';
import { check, notBlank, numericality, present, validate } from './validators.ts';
import { slugs } from './validators-of-lists.ts';
import { dateTime as anyDate, parsedDate } from './validators-of-text.ts';
import { announce } from './web-hooks.ts';

const CONSTRAINTS = {
  name: [notBlank],
  published: [anyDate, present],
  entryTypeId: [present, numericality({ onlyInteger: true, greaterThan: 0 })],
  fields: [present],
  tags: [present, slugs],
};

const schema = {
  properties: {
    id: integer,
    entryTypeId: integer,
    userId: integer,
    modifiedByUserId: integer,
    name: string({ maximum: 128 }),
    published: dateTime,
    fields: list,
    createdAt: dateTime,
    modifiedAt: dateTime,
  },
  required: ['entryTypeId', 'userId', 'modifiedByUserId', 'name', 'published', 'fields'],
};

function checkFields(api: Api, type: EntryType, fields: unknown): void {
  const errors = validate(fields, constraintsFor(api, type));
  if (errors !== undefined) throw invalid({ fields: errors });
}

/** A NUL as JSON writes it, not a backslash that somebody wrote before `u0000`. */
const NUL_IN_JSON = /(?<!\\)(?:\\\\)*\\u0000/;

/** PostgreSQL has no NUL in text, and says so in two ways. */
function refuseNul(name: unknown, fields: readonly StoredField[]): void {
  if (NUL_IN_JSON.test(JSON.stringify(fields))) {
    throw databaseError('22P05', { detail: '\\u0000 cannot be converted to text.' });
  }
  if (text(name).includes('\0')) throw databaseError('22021');
}

/** 200, not 201. Members that nobody knows are dropped; `id` and `createdAt` are taken as given. */
export async function createEntry(call: Call): Promise<Answer> {
  const { api } = call;
  const body = bodyOf(call);
  check(body, CONSTRAINTS);
  const type = api.store.entryTypes.get(Number(body.entryTypeId));
  if (type?.projectId !== projectOf(call).id) {
    throw refused('Entry type with the provided id does not exist in project');
  }
  checkFields(api, type, body.fields);
  const me = userOf(call).id;
  const fields = toStored(type, body.fields);
  const given = omit(pick(body, Object.keys(schema.properties)), ['modifiedAt']);
  checkSchema({ ...given, userId: me, modifiedByUserId: me, fields }, schema);
  refuseNul(body.name, fields);
  const { entries, entryTags } = api.store;
  // Taken even where the tags are then refused and all of it is undone.
  const id = typeof body.id === 'number' ? body.id : entries.takeId();
  entries.claim(id);
  const createdAt = body.createdAt === undefined ? nowOf(call) : parsedDate(body.createdAt);
  const tags = await getOrCreateTags(entryTags, namesIn(body.tags), type.projectId);
  const entry = entries.insert({
    id,
    entryTypeId: type.id,
    userId: me,
    modifiedByUserId: me,
    name: text(body.name),
    published: parsedDate(body.published),
    fields,
    tagIds: tags.map((tag) => tag.id),
    createdAt,
    modifiedAt: nowOf(call),
  });
  announce(call, 'entry', 'create', [entry.id]);
  return { body: { ...entryJson(entry), fields: toShown(api, type, fields), tags: tags.map(({ name }) => name) } };
}

const namesIn = (tags: unknown): string[] => (Array.isArray(tags) ? tags.map(String) : []);

const entryJson = (entry: Entry): Json => ({
  ...omit(entry, ['fields', 'tagIds']),
  published: iso(entry.published),
  ...stampsJson(entry),
});

function withRelations({ store }: Api, entry: Entry): Json {
  const type = store.entryTypes.get(entry.entryTypeId);
  return {
    ...entryJson(entry),
    tags: tagNames(store.entryTags, entry.tagIds),
    user: userJsonOf(store, entry.userId),
    modifiedByUser: userJsonOf(store, entry.modifiedByUserId),
    entryType: type && entryTypeJsonWithoutFields(type),
  };
}

const projectIdOf = ({ store }: Api, entry: Entry): number | undefined =>
  store.entryTypes.get(entry.entryTypeId)?.projectId;

/** Those already published, unless `nonPublished` has any value at all. */
export function listEntries(call: Call): Answer {
  const { api, query } = call;
  const everyEntry = ordered(call, api.store.entries.all(), '-modifiedAt');
  const wantsType = Number.parseInt(query.get('entryType') ?? '', 10);
  const chosen = everyEntry.filter(
    (entry) =>
      projectIdOf(api, entry) === projectOf(call).id &&
      (query.get('nonPublished') || entry.published < nowOf(call)) &&
      (!(wantsType > 0) || entry.entryTypeId === wantsType),
  );
  const nameOf = (id: number): string | undefined => api.store.entryTags.get(id)?.name;
  const found = tagged(call, searched(call, chosen), everyEntry, nameOf);
  return { body: paged(call, found, (entry) => withRelations(api, entry), pageSizeOf(call)) };
}

function entryIn(call: Call): { entry: Entry; type: EntryType } {
  const entry = call.api.store.entries.get(idIn(call, 'entry'));
  const type = entry && call.api.store.entryTypes.get(entry.entryTypeId);
  if (entry === undefined || type?.projectId !== projectOf(call).id) throw notFound();
  return { entry, type };
}

export function retrieveEntry(call: Call): Answer {
  const { entry, type } = entryIn(call);
  return { body: { ...withRelations(call.api, entry), fields: toShown(call.api, type, entry.fields) } };
}

/** Wants the whole entry, as it is shown, with `userId`; its type stays what it was. */
export async function updateEntry(call: Call): Promise<Answer> {
  const { api } = call;
  const body = bodyOf(call);
  check(body, CONSTRAINTS);
  const { entry, type } = entryIn(call);
  checkFields(api, type, body.fields);
  const fields = toStored(type, body.fields, entry.fields);
  const ignored = ['createdAt', 'modifiedAt', 'tags', 'id', 'entryType', 'user', 'modifiedByUser'];
  const given = { ...omit(body, ignored), entryTypeId: type.id, modifiedByUserId: userOf(call).id, fields };
  checkSchema(given, schema);
  refuseNul(body.name, fields);
  const tags = await getOrCreateTags(api.store.entryTags, namesIn(body.tags), type.projectId);
  entry.name = text(body.name);
  entry.published = parsedDate(body.published);
  entry.userId = Number(body.userId);
  entry.modifiedByUserId = userOf(call).id;
  entry.modifiedAt = wholeSecond(nowOf(call));
  entry.fields = fields;
  entry.tagIds = tags.map(({ id }) => id);
  announce(call, 'entry', 'update', [entry.id]);
  return { body: { ...entryJson(entry), fields: toShown(api, type, fields), tags: tags.map(({ name }) => name) } };
}

/** One that is not there is deleted too. */
export function deleteEntry(call: Call): Answer {
  call.api.store.entries.delete(idIn(call, 'entry'));
  announce(call, 'entry', 'delete', [String(idIn(call, 'entry'))]);
  return { status: 204 };
}

export function bulkDeleteEntries(call: Call): Answer {
  const ids = checkedIds(call.body);
  for (const id of ids) {
    const entry = call.api.store.entries.get(id);
    if (entry !== undefined && projectIdOf(call.api, entry) === projectOf(call).id) call.api.store.entries.delete(id);
  }
  announce(call, 'entry', 'bulkDelete', ids);
  return { status: 204 };
}
