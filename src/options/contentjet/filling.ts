/** How the fields of an entry are filled, as the form has it: a mapping in which a constant may still be blank. */
import {
  type DraftPart,
  type FieldSource,
  guessMapping,
  type Mapping,
  type MappingFault,
  mappingFaults,
  partsFor,
  sourceOf,
} from '../../destinations/contentjet/mapping.ts';
import type { EntryField, EntryType } from '../../destinations/destination.ts';

/**
 * What the list beside a field offers. `key` is the list's own name for it: '' for nothing, a part of the draft,
 * `constant` for a value that is typed beside the list, or `=` and one of the few values that the field can have.
 */
export type Option =
  | { key: ''; kind: 'empty' }
  | { key: DraftPart; kind: 'part' }
  | { key: 'constant'; kind: 'constant' }
  | { key: string; kind: 'value'; value: string };

/** Fields for which a person can type a value. What others take nobody here knows. */
const TYPED = ['TEXT', 'LONGTEXT', 'NUMBER', 'DATE', 'COLOR', 'LIST', 'MEDIA', 'LINK'];

export function optionsFor(field: EntryField): Option[] {
  const parts = partsFor(field).map((part): Option => ({ key: part, kind: 'part' }));
  return [{ key: '', kind: 'empty' }, ...parts, ...constantsFor(field)];
}

function constantsFor(field: EntryField): Option[] {
  const { fieldType, format, choices = [], labelTrue = 'true', labelFalse = 'false' } = field;
  const value = (name: string, label: string): Option => ({ key: `=${name}`, kind: 'value', value: label });
  if (fieldType === 'BOOLEAN') return [value('true', labelTrue), value('false', labelFalse)];
  if (fieldType === 'CHOICE' && format !== 'multiple') return choices.map((choice) => value(choice, choice));
  return fieldType === 'CHOICE' || TYPED.includes(fieldType) ? [{ key: 'constant', kind: 'constant' }] : [];
}

/** The option that stands for a source. */
export function keyOf(field: EntryField, source: FieldSource | undefined): string {
  if (source === undefined) return '';
  if ('from' in source) return source.from;
  const { constant } = source;
  const [value = constant] = Array.isArray(constant) ? constant : [];
  return constantsFor(field).some(({ kind }) => kind === 'value') ? `=${value}` : 'constant';
}

/** The source that an option stands for; a constant to be typed begins blank. */
export function sourceFor(field: EntryField, option: Option): FieldSource | undefined {
  if (option.kind === 'empty') return undefined;
  if (option.kind === 'part') return { from: option.key };
  if (option.kind === 'constant') return { constant: blankOf(field) };
  const value = option.key.slice(1);
  return { constant: field.fieldType === 'BOOLEAN' ? value === 'true' : [value] };
}

/** A list for what can have several values, and the black that a colour's control shows. */
function blankOf({ fieldType, format }: EntryField): string | string[] {
  if (fieldType === 'COLOR' && format === 'rgb') return '#000000';
  return ['LIST', 'CHOICE', 'MEDIA', 'LINK'].includes(fieldType) ? [] : '';
}

/** As it is stored: without the blank lines of a list. */
export function cleaned(mapping: Mapping): Mapping {
  const clean = (source: FieldSource): FieldSource =>
    'constant' in source && Array.isArray(source.constant)
      ? { constant: source.constant.filter((line) => line.trim() !== '') }
      : source;
  return Object.fromEntries(Object.entries(mapping).map(([field, source]) => [field, clean(source)]));
}

const isBlank = (source: FieldSource): boolean => 'constant' in source && `${source.constant}`.trim() === '';

/** What stands against the mapping, by the field's name: one fault each, and one for each constant that is still blank. */
export function faultsOf(type: EntryType, mapping: Mapping): ReadonlyMap<string, MappingFault> {
  const clean = cleaned(mapping);
  const blank = Object.entries(clean).flatMap(([field, source]): MappingFault[] =>
    isBlank(source) ? [{ field, rule: 'required' }] : [],
  );
  return new Map([...mappingFaults(type, clean), ...blank].map((fault) => [fault.field, fault]));
}

/** The fields that can be shown: what is switched off in Contentjet is not filled. */
export const fieldsOf = (type: EntryType): EntryField[] => type.fields.filter(({ disabled }) => !disabled);

/** Whether anything of a clip but its title can arrive. */
export const isUsable = (type: EntryType): boolean => fieldsOf(type).some((field) => partsFor(field).length > 0);

/** How a field differs from what it was when the account was set up. */
export type FieldChange = 'new' | 'changed';

/** @param before the type as the account has it */
export function changesOf(before: EntryType | null, now: EntryType): ReadonlyMap<string, FieldChange> {
  if (before?.id !== now.id) return new Map();
  const known = new Map(before.fields.map((field) => [field.name, field]));
  return new Map(
    fieldsOf(now).flatMap((field): [string, FieldChange][] => {
      const was = known.get(field.name);
      if (was === undefined) return [[field.name, 'new']];
      return isSame(was, field) ? [] : [[field.name, 'changed']];
    }),
  );
}

/** Apart from what only people read. */
function isSame(a: EntryField, b: EntryField): boolean {
  const rules = ({ label: _, description: __, ...rest }: EntryField) =>
    JSON.stringify(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)));
  return rules(a) === rules(b);
}

/** Fields that were filled and are no longer there. */
export function goneFrom(before: EntryType | null, now: EntryType, mapping: Mapping): EntryField[] {
  if (before?.id !== now.id) return [];
  return before.fields.filter(
    (field) => sourceOf(mapping, field) && !fieldsOf(now).some(({ name }) => name === field.name),
  );
}

/**
 * What the account has, as far as its fields are still there, else a guess. A field that is new is filled by the guess
 * where it must be, or where nothing else takes that part of the draft.
 */
export function firstMapping(type: EntryType, stored: { entryType: EntryType | null; mapping: Mapping }): Mapping {
  const guess = guessMapping(type);
  if (stored.entryType?.id !== type.id) return guess;
  const taken = new Set(Object.values(stored.mapping).map((source) => 'from' in source && source.from));
  const changes = changesOf(stored.entryType, type);
  const entries = fieldsOf(type).flatMap((field): [string, FieldSource][] => {
    const { name, required } = field;
    const isNew = changes.get(name) === 'new';
    const source = sourceOf(isNew ? guess : stored.mapping, field);
    if (source === undefined) return [];
    return !isNew || required || !('from' in source && taken.has(source.from)) ? [[name, source]] : [];
  });
  return Object.fromEntries(entries);
}
