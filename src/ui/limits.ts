/** Length as servers count it: Unicode code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** How much is left before `limit`, or null while the end is far: a limit is shown only to someone who nears it. */
export function remaining(length: number, limit: number): number | null {
  const left = limit - length;
  return left <= Math.max(20, limit * 0.1) ? left : null;
}
