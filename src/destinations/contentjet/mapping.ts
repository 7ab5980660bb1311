/**
 * How a draft fills an entry's fields. Pure and light: the set-up page guesses and checks with it, the adapter writes by
 * it.
 */
import type { EntryField, EntryType } from '../destination.ts';
import { type FieldFault, type FieldValue, fieldFault, isBlank } from './field-rules.ts';

export { guessMapping } from './guess.ts';

/** A part of a draft. `date` is when the clip was made. */
export type DraftPart = 'title' | 'body' | 'excerpt' | 'source' | 'image' | 'tags' | 'date';

/**
 * Where a field's value comes from: a part of the draft, or always the same. Constants of a CHOICE are one choice or a
 * list of them, of MEDIA and LINK a list of ids, of a LIST a list.
 */
export type FieldSource = { from: DraftPart } | { constant: FieldValue };

/** By the field's name. A field that is not in it stays empty. */
export type Mapping = Record<string, FieldSource>;

/**
 * What is wrong with the source of one field. `unknown`: the type has no such field any more. `limit`: of a text in UTF-16
 * units, of a list in items, of a number the number.
 */
export interface MappingFault {
  field: string;
  rule: FieldFault['rule'] | 'required' | 'unknown';
  limit?: number;
}

const TEXT_PARTS: readonly DraftPart[] = ['title', 'excerpt', 'body', 'source', 'tags'];

const PARTS: Record<string, readonly DraftPart[]> = {
  TEXT: TEXT_PARTS,
  LONGTEXT: TEXT_PARTS,
  DATE: ['date'],
  MEDIA: ['image'],
  LIST: ['tags'],
};

/** The parts of a draft that fit a field; none where it takes constants only, or nothing. */
export function partsFor({ fieldType, format, disabled }: EntryField): DraftPart[] {
  if (disabled || format === 'email') return [];
  if (format === 'uri') return ['source'];
  return Object.hasOwn(PARTS, fieldType) ? [...(PARTS[fieldType] ?? [])] : [];
}

/** The field's own entry of the mapping: names are the site's, `constructor` is one. */
export const sourceOf = (mapping: Mapping, { name }: EntryField): FieldSource | undefined =>
  Object.hasOwn(mapping, name) ? mapping[name] : undefined;

/**
 * Why entries of this type can't be made by this mapping; empty where they can. What a single draft may lack (an image,
 * an excerpt) is told of that draft. Disabled fields are left alone, as the server leaves them.
 */
export function mappingFaults({ fields }: EntryType, mapping: Mapping): MappingFault[] {
  const known = new Set(fields.map(({ name }) => name));
  return [
    ...fields.filter(({ disabled }) => !disabled).flatMap((field) => faultsOf(field, sourceOf(mapping, field))),
    ...Object.keys(mapping).flatMap((field) => (known.has(field) ? [] : [{ field, rule: 'unknown' as const }])),
  ];
}

/**
 * Required fields that the draft's image is to fill, in the type's order: where an account leaves images links, no draft
 * could ever fill them, and none would be taken.
 */
export function needsCopies({ fields }: EntryType, mapping: Mapping): EntryField[] {
  const isFromImage = (field: EntryField): boolean => {
    const source = sourceOf(mapping, field);
    return source !== undefined && 'from' in source && source.from === 'image';
  };
  return fields.filter((field) => field.required && !field.disabled && isFromImage(field));
}

function faultsOf(field: EntryField, source: FieldSource | undefined): MappingFault[] {
  const { name, required } = field;
  if (source !== undefined && 'from' in source) {
    return partsFor(field).includes(source.from) ? [] : [{ field: name, rule: 'wrong_source' }];
  }
  if (source === undefined || isBlank(source.constant)) return required ? [{ field: name, rule: 'required' }] : [];
  const fault = fieldFault(field, source.constant);
  return fault === null ? [] : [{ field: name, ...fault }];
}
