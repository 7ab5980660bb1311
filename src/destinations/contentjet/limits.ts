/** Where several fields get the same part, and an entry has a name besides: the one limit that counts. */
import type { FieldIssue } from '../../core/errors.ts';
import type { Measure } from '../destination.ts';

/** Each part once, where it is nearest to its limit. */
export function tightest(measures: readonly Measure[]): Measure[] {
  const room = ({ length, limit }: Measure): number => limit - length;
  return firstOfEach(
    measures.toSorted((a, b) => room(a) - room(b)),
    ({ field }) => field,
  );
}

/** Parts that are one text wherever they stand: each of their lengths is told once. */
const TEXTS: readonly string[] = ['title', 'excerpt', 'body'];

/** Of several lengths of one text the one that satisfies all. */
export function strictest(issues: readonly FieldIssue[]): FieldIssue[] {
  const order = ({ rule, limit = 0 }: FieldIssue): number =>
    rule === 'too_long' ? limit : rule === 'too_short' ? -limit : 0;
  return firstOfEach(
    issues.toSorted((a, b) => order(a) - order(b)),
    ({ field, rule, limit, label }) =>
      JSON.stringify([field, rule, limit !== undefined && TEXTS.includes(field) ? null : label]),
  );
}

function firstOfEach<T>(list: readonly T[], key: (one: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(key(one)) && seen.add(key(one)));
}
