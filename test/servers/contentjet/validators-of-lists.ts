/** Checks of lists. Recorded from contentjet-api 0.17.1. */
import { isObject } from './json.ts';
import type { Check } from './validators.ts';

type Item = unknown;

const ofList =
  (check: (items: readonly Item[]) => string | undefined): Check =>
  (value) => {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return ['must be an array'];
    const found = check(value);
    return found === undefined ? [] : [found];
  };

/** Only the first of what is wrong is said. */
export const arrayLength = (limits: { is?: number; minimum?: unknown; maximum?: unknown }): Check =>
  ofList(({ length }) => {
    const { is, minimum, maximum } = limits;
    if (is !== undefined && length !== is) return `is the wrong length (should be ${is})`;
    if (typeof minimum === 'number' && length < minimum) return `length is too short (minimum is ${minimum})`;
    if (typeof maximum === 'number' && length > maximum) return `length is too long (maximum is ${maximum})`;
    return undefined;
  });

export const strings = ofList((items) =>
  items.every((item) => typeof item === 'string') ? undefined : 'must contain strings only',
);

export const unique = ofList((items) =>
  new Set(items).size === items.length ? undefined : 'must not contain duplicate values',
);

export const choices = (allowed: readonly unknown[]): Check =>
  ofList((items) => (items.every((item) => allowed.includes(item)) ? undefined : 'contains invalid choice'));

export const positiveIntegers = ofList((items) =>
  items.every((item) => typeof item === 'number' && Number.isInteger(item) && item > 0)
    ? undefined
    : 'must contain positive integers only',
);

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const slugs = ofList((items) => {
  for (const item of items) {
    if (typeof item !== 'string') return 'must be an array of strings';
    if (!SLUG.test(item)) return 'must be an array of lowercase slugs';
  }
  return undefined;
});

/**
 * @param count how many rows of the project have one of these ids: an id given twice is one row
 * @param what their name in the sentence
 */
export const references = (count: (ids: readonly unknown[]) => number, what: string): Check =>
  ofList((items) => {
    const ids: unknown[] = [];
    for (const item of items) {
      if (!isObject(item)) return 'must be an array of objects';
      if (!item.id) return 'must contain objects with id property';
      ids.push(item.id);
    }
    return count(ids) === ids.length ? undefined : `contains ${what} not found in project`;
  });
