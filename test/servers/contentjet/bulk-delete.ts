/** Requests to delete many: a list of ids. */
import { refused } from './errors.ts';
import { positiveIntegers } from './validators-of-lists.ts';

/** @throws 400 */
export function checkedIds(body: unknown): number[] {
  const [problem] = positiveIntegers(body, undefined);
  if (problem !== undefined) throw refused(problem);
  return Array.isArray(body) ? body : [];
}
