/**
 * How a draft fills an entry's fields. Pure and light: the set-up page guesses and checks with it, the adapter writes by
 * it.
 */
import type { EntryField, EntryType } from '../destination.ts';

/** A part of a draft. `date` is when the clip was made. */
export type DraftPart = 'title' | 'body' | 'excerpt' | 'source' | 'image' | 'tags' | 'date';

/** Where a field's value comes from: a part of the draft, or always the same. */
export type FieldSource = { from: DraftPart } | { constant: string | number | boolean | string[] };

/** By the field's name. A field that is not in it stays empty. */
export type Mapping = Record<string, FieldSource>;

/** What is wrong with the source of one field. `unknown`: the type has no such field any more. */
export interface MappingFault {
  field: string;
  rule: 'required' | 'unknown' | 'wrong_source' | 'format' | 'too_long' | 'too_short' | 'too_small' | 'too_large';
  limit?: number;
}

/** The parts of a draft that fit a field. */
export function partsFor(_field: EntryField): DraftPart[] {
  throw new Error('not built yet');
}

/** The mapping that most people would make, from the names and the types of the fields. */
export function guessMapping(_type: EntryType): Mapping {
  throw new Error('not built yet');
}

/** Why entries of this type can't be made by this mapping; empty where they can. */
export function mappingFaults(_type: EntryType, _mapping: Mapping): MappingFault[] {
  throw new Error('not built yet');
}
