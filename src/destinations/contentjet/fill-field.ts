/** What one field of an entry gets, and what stands against it. */
import type { FieldIssue } from '../../core/errors.ts';
import type { EntryField, Measure } from '../destination.ts';
import { type FieldFault, type FieldValue, fieldFault, isBlank, maxLengthOf } from './field-rules.ts';
import { type DraftPart, type FieldSource, partsFor } from './mapping.ts';
import { type PartSources, type PartValue, partValue } from './part-value.ts';

/** As JSON for the server. */
export type SentValue = FieldValue | { id: number }[];

export interface FilledField {
  /** The field's name and value; none where it stays empty. */
  members: [string, SentValue][];
  issues: FieldIssue[];
  measures: Measure[];
  /** Of a body: codes of clip notes. */
  leftOut: string[];
}

/** The field as its mapping says; a part that does not fit the field's type is none. */
export function fillField(field: EntryField, source: FieldSource | undefined, sources: PartSources): FilledField {
  const part = source !== undefined && 'from' in source && partsFor(field).includes(source.from) ? source.from : null;
  const { value, leftOut = [], length } = givenValue(field, source, part, sources);
  const fault = isBlank(value) ? BLANK : fieldFault(field, value);
  return {
    members: fault === null ? [[field.name, toSent(field, value)]] : [],
    issues: fault === null || mayStayEmpty(field, part, fault) ? [] : [issueOf(field, part, fault)],
    measures: isMeasured(part) && typeof value === 'string' ? [measureOf(field, part, length ?? value.length)] : [],
    leftOut,
  };
}

type Fault = FieldFault | typeof BLANK;
const BLANK = { rule: 'required' } as const;

function givenValue(
  field: EntryField,
  source: FieldSource | undefined,
  part: DraftPart | null,
  sources: PartSources,
): PartValue {
  if (part !== null) return partValue(part, field, sources);
  return { value: source !== undefined && 'constant' in source ? source.constant : '' };
}

/** Parts that nobody can edit are left out where they do not fit, without a word. */
const mayStayEmpty = ({ required }: EntryField, part: DraftPart | null, fault: Fault): boolean =>
  !required && (fault === BLANK || part === 'source' || part === 'image' || part === 'date');

function issueOf({ name, label }: EntryField, part: DraftPart | null, fault: Fault): FieldIssue {
  const field = part === null || part === 'date' ? name : part;
  switch (fault.rule) {
    case 'too_long':
    case 'too_short':
      return { field, label, ...fault, rule: fault.rule };
    case 'required':
      return { field, rule: 'required', label };
    default:
      return { field, rule: 'format', label };
  }
}

const isMeasured = (part: DraftPart | null): part is Measure['field'] =>
  part === 'title' || part === 'excerpt' || part === 'body';

const measureOf = (field: EntryField, part: Measure['field'], length: number): Measure => ({
  field: part,
  length,
  limit: maxLengthOf(field),
});

function toSent({ fieldType }: EntryField, value: FieldValue): SentValue {
  if (fieldType === 'CHOICE' && typeof value === 'string') return [value];
  if (Array.isArray(value) && (fieldType === 'MEDIA' || fieldType === 'LINK')) {
    return value.map((id) => ({ id: Number(id) }));
  }
  return value;
}
