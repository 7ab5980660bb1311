/** Entry types. Recorded from contentjet-api 0.17.1. */
import { type Answer, bodyOf, type Call, idIn, nowOf, projectOf, userOf } from './api.ts';
import { crash, type Errors, invalid, notFound, refused, type SchemaIssue } from './errors.ts';
import { constraintsOf, FIELD_TYPES, schemaIssues } from './field-types.ts';
import { asObject, type Json, pick, text } from './json.ts';
import { paged } from './paging.ts';
import { entryTypeJson } from './rows.ts';
import { checkSchema, list, string } from './schema.ts';
import { type EntryType, stamped, wholeSecond } from './store.ts';
import { check, length, notBlank, present, validate } from './validators.ts';
import { announce } from './web-hooks.ts';

const CONSTRAINTS = {
  name: [notBlank, length({ minimum: 4 })],
  description: [length({ minimum: 0 })],
  metadata: [length({ minimum: 0 })],
  fields: [present],
};

const schema = {
  properties: {
    name: string({ minimum: 1, maximum: 64 }),
    description: string({ maximum: 128 }),
    metadata: string({ maximum: 3000 }),
    fields: list,
  },
  required: ['name'],
};

/** One stage after the other: the type's own members, unique names, each field, the schema. @throws 400 */
function checkedFields(body: Json): Json[] {
  check(body, CONSTRAINTS);
  if (!Array.isArray(body.fields)) throw crash();
  const fields: Json[] = body.fields.map(asObject);
  if (new Set(fields.map(({ name }) => name)).size !== fields.length) throw refused('Field names must be unique');
  const byField: Errors = {};
  for (const field of fields) {
    const type = FIELD_TYPES[text(field.fieldType)];
    if (type === undefined) throw refused(`'${String(field.fieldType)}' is not a valid field type`);
    const found = validate(field, constraintsOf(type));
    if (found !== undefined) byField[text(field.name)] = found;
  }
  if (Object.keys(byField).length > 0) throw invalid({ fields: byField });
  checkSchema(pick(body, Object.keys(schema.properties)), schema);
  checkAlternatives(fields);
  return fields;
}

/** A field must be exactly one of the types; where it is none, everything that keeps it from each is told, last first. */
function checkAlternatives(fields: readonly Json[]): void {
  const errors: Errors = {};
  for (const [index, field] of fields.entries()) {
    const alternatives = Object.entries(FIELD_TYPES).map(([name, type]) => schemaIssues(field, name, type));
    if (alternatives.some((issues) => issues.length === 0)) continue;
    const none: SchemaIssue = { message: 'should match exactly one schema in oneOf', keyword: 'oneOf', params: {} };
    const byPlace = new Map([[`fields[${index}]`, [none]]]);
    for (const { place, issue } of alternatives.flat().toReversed()) {
      const path = `fields[${index}]${place && `.${place}`}`;
      byPlace.set(path, [...(byPlace.get(path) ?? []), issue]);
    }
    Object.assign(errors, Object.fromEntries(byPlace));
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

export function createEntryType(call: Call): Answer {
  const body = bodyOf(call);
  const fields = checkedFields(body);
  const { entryTypes } = call.api.store;
  const type = entryTypes.insert({
    id: entryTypes.takeId(),
    projectId: projectOf(call).id,
    userId: userOf(call).id,
    name: text(body.name),
    description: text(body.description),
    metadata: text(body.metadata),
    fields,
    ...stamped(nowOf(call)),
  });
  announce(call, 'entryType', 'create', [type.id]);
  return { status: 201, body: entryTypeJson(type) };
}

export function listEntryTypes(call: Call): Answer {
  const types = call.api.store.entryTypes
    .all()
    .filter(({ projectId }) => projectId === projectOf(call).id)
    .toSorted((one, other) => other.modifiedAt - one.modifiedAt || other.id - one.id);
  return { body: paged(call, types, entryTypeJson) };
}

export const retrieveEntryType = (call: Call): Answer => ({ body: entryTypeJson(typeIn(call)) });

/** Only the whole type can be written. */
export function updateEntryType(call: Call): Answer {
  const body = bodyOf(call);
  const fields = checkedFields(body);
  const type = typeIn(call);
  type.name = text(body.name);
  type.description = text(body.description, type.description);
  type.metadata = text(body.metadata, type.metadata);
  type.fields = fields;
  type.userId = userOf(call).id;
  type.modifiedAt = wholeSecond(nowOf(call));
  announce(call, 'entryType', 'update', [type.id]);
  return { body: entryTypeJson(type) };
}

/** With its entries. */
export function deleteEntryType(call: Call): Answer {
  const { entryTypes, entries } = call.api.store;
  const id = idIn(call, 'entryType');
  entryTypes.delete(id);
  for (const entry of entries.all()) if (entry.entryTypeId === id) entries.delete(entry.id);
  announce(call, 'entryType', 'delete', [String(id)]);
  return { status: 204 };
}

function typeIn(call: Call): EntryType {
  const type = call.api.store.entryTypes.get(idIn(call, 'entryType'));
  if (type?.projectId !== projectOf(call).id) throw notFound();
  return type;
}
