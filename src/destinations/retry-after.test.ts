import { expect, test } from 'vitest';
import { retryAfter } from './retry-after.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);

test.each([
  ['120', 120_000],
  [' 7 ', 7000],
  ['0', 0],
  ['Sat, 21 Nov 2026 12:02:00 GMT', 120_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['99999999', 86_400_000],
  ['soon', undefined],
  ['', undefined],
])('Retry-After: %s', (value, ms) => {
  expect(retryAfter(new Headers({ 'retry-after': value }), NOON)).toBe(ms);
});

test('no header, no wait', () => {
  expect(retryAfter(new Headers(), NOON)).toBeUndefined();
});
