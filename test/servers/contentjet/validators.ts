/** Checks of one attribute, in the words of the recorded server. An attribute that is missing or null passes all but `presence`. */
import { type Errors, invalid } from './errors.ts';
import { asObject } from './json.ts';

/** @returns what is wrong, as the ends of sentences that begin with the attribute's name; after `^` whole ones */
export type Check = (value: unknown, attributes: unknown) => string[];
export type Constraints = Record<string, Check[]>;

/** @returns undefined where all is well. The same sentence is said once. */
export function validate(attributes: unknown, constraints: Constraints): Errors | undefined {
  const errors: Errors = {};
  for (const [name, checks] of Object.entries(constraints)) {
    const value = asObject(attributes)[name];
    const found = checks.flatMap((check) => check(value, attributes)).map((end) => sentence(name, end));
    if (found.length > 0) errors[name] = [...new Set(found)];
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** @throws 400 by attribute */
export function check(attributes: unknown, constraints: Constraints): void {
  const errors = validate(attributes, constraints);
  if (errors !== undefined) throw invalid(errors);
}

const sentence = (name: string, end: string): string =>
  end.startsWith('^') ? end.slice(1) : `${prettified(name)} ${end}`;

/** `entryTypeId` and `entry_type_id` are both “Entry type id”. */
function prettified(name: string): string {
  const words = name
    .replace(/(\S)\.(\S)/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isDefined = (value: unknown): boolean => value !== undefined && value !== null;

/** A check of what is there. */
const whenDefined =
  (check: (value: unknown, attributes: unknown) => string | undefined): Check =>
  (value, attributes) => {
    const found = isDefined(value) ? check(value, attributes) : undefined;
    return found === undefined ? [] : [found];
  };

export const present: Check = (value) => (isDefined(value) ? [] : ["can't be blank"]);

/** White space, an empty list and an empty object are blank too; false and zero are not. */
export const notBlank: Check = (value) => {
  const isBlank =
    !isDefined(value) ||
    (typeof value === 'string' && /^\s*$/.test(value)) ||
    (typeof value === 'object' && Object.keys(value ?? {}).length === 0);
  return isBlank ? ["can't be blank"] : [];
};

/** In UTF-16 units; a list has a length too. */
export const length =
  (limits: { is?: number; minimum?: number; maximum?: number }): Check =>
  (value) => {
    if (!isDefined(value)) return [];
    const measured = typeof value === 'string' || Array.isArray(value) ? value.length : asObject(value).length;
    if (typeof measured !== 'number') return ['has an incorrect length'];
    const { is = measured, minimum = measured, maximum = measured } = limits;
    return [
      ...(measured === is ? [] : [`is the wrong length (should be ${is} characters)`]),
      ...(measured >= minimum ? [] : [`is too short (minimum is ${minimum} characters)`]),
      ...(measured <= maximum ? [] : [`is too long (maximum is ${maximum} characters)`]),
    ];
  };

export interface NumberLimits {
  onlyInteger?: boolean;
  greaterThan?: number;
  greaterThanOrEqualTo?: unknown;
  lessThanOrEqualTo?: unknown;
}

/** A number, or text that is one. */
export const numericality =
  (limits: NumberLimits = {}): Check =>
  (value) => {
    if (!isDefined(value)) return [];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number)) return ['is not a number'];
    if (limits.onlyInteger === true && !Number.isInteger(number)) return ['must be an integer'];
    const { greaterThan, greaterThanOrEqualTo: least, lessThanOrEqualTo: most } = limits;
    return [
      ...(greaterThan === undefined || number > greaterThan ? [] : [`must be greater than ${greaterThan}`]),
      ...(typeof least !== 'number' || number >= least ? [] : [`must be greater than or equal to ${least}`]),
      ...(typeof most !== 'number' || number <= most ? [] : [`must be less than or equal to ${most}`]),
    ];
  };

export const boolean = whenDefined((value) => (typeof value === 'boolean' ? undefined : 'must be true or false'));

export const matches = (pattern: RegExp, message: string): Check =>
  whenDefined((value) => (typeof value === 'string' && pattern.test(value) ? undefined : message));

export const oneOf = (allowed: readonly string[], message?: string): Check =>
  whenDefined((value) =>
    typeof value === 'string' && allowed.includes(value)
      ? undefined
      : (message ?? `^${String(value)} is not included in the list`),
  );

export const lessThanAttribute = (name: string, label: string): Check =>
  whenDefined((value, attributes) => {
    if (typeof value !== 'number') return 'must be a number';
    const other = asObject(attributes)[name];
    return typeof other === 'number' && value <= other ? undefined : `must be less than ${label}`;
  });
