/**
 * What a field takes, as the server checks it (recorded from contentjet-api 0.17.1), and its own maximum of a TEXT, which
 * the server does not look at. Pages load it: light and pure.
 */
import type { EntryField } from '../destination.ts';

/** What can stand in a field, before it is JSON for the server: ids of media and entries are text in a list. */
export type FieldValue = string | number | boolean | string[];

/** The rule that a value breaks, and its limit. `wrong_source`: the field takes no value of this kind at all. */
export interface FieldFault {
  rule: 'wrong_source' | 'format' | 'too_long' | 'too_short' | 'too_small' | 'too_large';
  limit?: number;
}

/** The greatest length that a type can ask for, in UTF-16 units. */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['TEXT', 1000],
  ['LONGTEXT', 30_000],
]);

/** Of a text in UTF-16 units, of a list in items. */
export const maxLengthOf = ({ fieldType, maxLength = Number.POSITIVE_INFINITY }: EntryField): number =>
  Math.min(maxLength, LONGEST.get(fieldType) ?? Number.POSITIVE_INFINITY);

/** What the server takes for nothing: white space and empty lists too, but neither zero nor false. A list of nothing is nothing. */
export const isBlank = (value: FieldValue): boolean =>
  [value].flat().every((part) => typeof part === 'string' && part.trim() === '');

/** Null where the field takes the value. A blank one is a matter of `required`, and never sent. */
export function fieldFault(field: EntryField, value: FieldValue): FieldFault | null {
  if (isBlank(value)) return null;
  if ([value].flat().some((part) => typeof part === 'string' && UNSENDABLE.test(part))) return FORMAT;
  const check = Object.hasOwn(CHECKS, field.fieldType) ? CHECKS[field.fieldType] : undefined;
  return check === undefined ? WRONG : check(field, value);
}

/** A NUL makes the server's database fail, half of a surrogate pair becomes another character. */
const UNSENDABLE = /\0|\p{Surrogate}/u;

type Check = (field: EntryField, value: FieldValue) => FieldFault | null;

const FORMAT: FieldFault = { rule: 'format' };
const WRONG: FieldFault = { rule: 'wrong_source' };

const CHECKS: Record<string, Check> = {
  TEXT: (field, value) => {
    if (typeof value !== 'string') return WRONG;
    const isRight = field.format === 'uri' ? isWebAddress(value) : field.format !== 'email' || EMAIL.test(value);
    return isRight ? lengthFault(field, value) : FORMAT;
  },
  LONGTEXT: (field, value) => (typeof value === 'string' ? lengthFault(field, value) : WRONG),
  BOOLEAN: (_field, value) => (typeof value === 'boolean' ? null : WRONG),
  NUMBER: ({ format, minValue, maxValue }, value) => {
    if (typeof value !== 'number') return WRONG;
    if (!Number.isFinite(value) || (format === 'integer' && !Number.isInteger(value))) return FORMAT;
    if (minValue !== undefined && value < minValue) return { rule: 'too_small', limit: minValue };
    return maxValue !== undefined && value > maxValue ? { rule: 'too_large', limit: maxValue } : null;
  },
  DATE: ({ format }, value) => {
    if (typeof value !== 'string') return WRONG;
    return (format === 'date' ? DAY : MOMENT).test(value) && isDay(value.slice(0, 10)) ? null : FORMAT;
  },
  CHOICE: ({ format, choices = [] }, value) => {
    if (typeof value !== 'string' && !Array.isArray(value)) return WRONG;
    const chosen = [value].flat();
    if (!areDistinct(chosen) || !chosen.every((choice) => choices.includes(choice))) return FORMAT;
    return format === 'single' && chosen.length > 1 ? { rule: 'too_long', limit: 1 } : null;
  },
  COLOR: ({ format }, value) => {
    if (typeof value !== 'string') return WRONG;
    return (format === 'rgba' ? /^#[\da-f]{8}$/i : /^#[\da-f]{6}$/i).test(value) ? null : FORMAT;
  },
  MEDIA: idsFault,
  LINK: idsFault,
  LIST: (field, value) => (Array.isArray(value) ? lengthFault(field, value) : WRONG),
};

/** An id that is named twice is one of which the server finds too few. */
function idsFault(field: EntryField, value: FieldValue): FieldFault | null {
  if (!Array.isArray(value)) return WRONG;
  return areDistinct(value) && value.every(isId) ? lengthFault(field, value) : FORMAT;
}

/** What a column of PostgreSQL's integers holds: beyond it the server fails. */
const isId = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31;

const areDistinct = (list: readonly string[]): boolean => new Set(list).size === list.length;

function lengthFault(field: EntryField, { length }: string | string[]): FieldFault | null {
  const [least, most] = [field.minLength ?? 0, maxLengthOf(field)];
  if (length > most) return { rule: 'too_long', limit: most };
  return length < least ? { rule: 'too_short', limit: least } : null;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
/** Without a zone the server takes it for UTC. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** There is no 30 February, though `Date` finds one. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** RFC 5322 §3.2.3 without quotes, at a host with a dot. */
const EMAIL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i;

const ADDRESS = /^https?:\/\/(?:[^\s@/?#]+@)?([^\s:/?#@]+)(?::\d{2,5})?(?:[/?#]\S*)?$/i;
const LABEL = /^[a-z\d\u00a1-\uffff](?:[a-z\d\u00a1-\uffff-]*[a-z\d\u00a1-\uffff])?$/i;
/** RFC 1122 §3.2.1.3, RFC 1918, RFC 3927: this machine and its own network, and what is nobody's. */
const NOT_PUBLIC = /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|22[4-9]|2[3-5]\d)\.|\.(?:0|255)$/;

/**
 * An address that the server takes for one: http or https, on a public host with a dot. It knows no IPv6, and no ending
 * written in letters that ASCII lacks (`xn--…`).
 */
export function isWebAddress(text: string): boolean {
  const host = ADDRESS.exec(text)?.[1] ?? '';
  const labels = host.split('.');
  if (/^\d+(?:\.\d+){3}/.test(host)) {
    return (
      labels.length === 4 &&
      labels.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256) &&
      !NOT_PUBLIC.test(host)
    );
  }
  return (
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    /^[a-z\u00a1-\uffff]{2,}$/i.test(labels.at(-1) ?? '')
  );
}
