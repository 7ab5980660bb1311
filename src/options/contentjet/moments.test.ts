import { expect, test } from 'vitest';
import { isoTime, localTime } from './moments.ts';

test.each(['2026-01-02T03:04', '2026-07-01T00:00', '2099-12-30T23:59'])('%s comes back as it was typed', (typed) => {
  expect(isoTime(typed)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
  expect(localTime(isoTime(typed))).toBe(typed);
});

test('nothing stays nothing', () => {
  expect(isoTime('')).toBe('');
  expect(localTime('')).toBe('');
});
