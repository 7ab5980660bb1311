/** The fields of an entry: what is asked of each type, how it is stored, how it is shown. */
import type { Api } from './api.ts';
import { asObject, idsOf, type Json, pick, text } from './json.ts';
import { mediaJson } from './rows.ts';
import type { EntryType, StoredField } from './store.ts';
import {
  boolean,
  type Check,
  type Constraints,
  length,
  matches,
  type NumberLimits,
  notBlank,
  numericality,
} from './validators.ts';
import { arrayLength, choices, references, strings, unique } from './validators-of-lists.ts';
import { dateOnly, dateTime, email, parsedDate, webAddress } from './validators-of-text.ts';

/** What is asked of an entry of this type; a disabled field is not looked at. */
export function constraintsFor(api: Api, type: EntryType): Constraints {
  const enabled = type.fields.filter(({ disabled }) => disabled !== true);
  return Object.fromEntries(
    enabled.map((field) => [
      text(field.name),
      [...(field.required === true ? [notBlank] : []), ...checksOf(api, type.projectId, field)],
    ]),
  );
}

function checksOf(api: Api, projectId: number, field: Json): Check[] {
  const { format, minLength, maxLength } = field;
  const lengths = arrayLength({ minimum: minLength, maximum: maxLength });
  switch (field.fieldType) {
    // Its lengths are not looked at.
    case 'TEXT':
      return format === 'uri' ? [webAddress] : format === 'email' ? [email] : [];
    case 'LONGTEXT':
      return [length({ minimum: Number(minLength), maximum: Number(maxLength) })];
    case 'BOOLEAN':
      return [boolean];
    case 'NUMBER':
      return [numericality(numberLimits(field))];
    case 'DATE':
      return [format === 'date' ? dateOnly : dateTime];
    case 'CHOICE': {
      const known = choices(Array.isArray(field.choices) ? field.choices : []);
      return format === 'single' ? [known, arrayLength({ is: 1 })] : [known, arrayLength({ minimum: 1 }), unique];
    }
    case 'COLOR':
      return [format === 'rgba' ? color('rgba', 8) : color('rgb', 6)];
    case 'MEDIA':
      return [references((ids) => countMedia(api, projectId, ids), 'media'), lengths];
    case 'LINK':
      return [references((ids) => countEntries(api, projectId, ids), 'entries'), lengths];
    case 'LIST':
      return [strings, lengths];
    default:
      return [];
  }
}

const numberLimits = ({ format, minValue, maxValue }: Json): NumberLimits => ({
  greaterThanOrEqualTo: minValue,
  lessThanOrEqualTo: maxValue,
  onlyInteger: format === 'integer',
});

const color = (name: string, digits: number): Check =>
  matches(
    new RegExp(`^#[0-9a-fA-F]{${digits}}$`),
    `invalid ${name} hex value (should be formatted #${'0'.repeat(digits)})`,
  );

const countMedia = ({ store }: Api, projectId: number, ids: readonly unknown[]): number =>
  store.media.all().filter((media) => media.projectId === projectId && ids.includes(media.id)).length;

const countEntries = ({ store }: Api, projectId: number, ids: readonly unknown[]): number =>
  store.entries
    .all()
    .filter((entry) => ids.includes(entry.id) && store.entryTypes.get(entry.entryTypeId)?.projectId === projectId)
    .length;

/** What the type does not have is dropped; a disabled field keeps what it had. */
export function toStored(type: EntryType, given: unknown, existing: readonly StoredField[] = []): StoredField[] {
  const values = asObject(given);
  return type.fields.map((field) => {
    const [name, fieldType] = [text(field.name), text(field.fieldType)];
    const kept = field.disabled === true ? existing.find((one) => one.name === name) : undefined;
    return kept ?? { name, fieldType, value: storedValue(fieldType, values[name]) };
  });
}

function storedValue(fieldType: string, value: unknown): unknown {
  switch (fieldType) {
    case 'TEXT':
    case 'LONGTEXT':
    case 'COLOR':
      return value === undefined ? '' : value;
    case 'BOOLEAN':
      return Boolean(value);
    case 'DATE':
      return value ? new Date(parsedDate(value)).toISOString().replace(/\.\d+Z$/, 'Z') : null;
    case 'CHOICE':
    case 'LIST':
      return value || [];
    case 'MEDIA':
    case 'LINK':
      return idsOf(value);
    default:
      return value ?? null;
  }
}

/** Whatever is falsy (zero, false, the empty text) is shown as null. */
export function toShown(api: Api, type: EntryType, stored: readonly StoredField[]): Json {
  const enabled = type.fields.filter(({ disabled }) => disabled !== true);
  return Object.fromEntries(
    enabled.map(({ name, fieldType }) => {
      const value = stored.find((one) => one.name === name && one.fieldType === fieldType)?.value;
      return [text(name), shownValue(api, text(fieldType), value) || null];
    }),
  );
}

function shownValue(api: Api, fieldType: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (fieldType === 'MEDIA') {
    return value.flatMap((id) => {
      const media = api.store.media.get(id);
      return media === undefined ? [] : [mediaJson(api, media)];
    });
  }
  if (fieldType === 'LINK') {
    return value.flatMap((id) => {
      const entry = api.store.entries.get(id);
      return entry === undefined ? [] : [pick(entry, ['id', 'name', 'entryTypeId'])];
    });
  }
  return value;
}
