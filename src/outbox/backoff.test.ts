import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ErrorView } from '../core/errors.ts';
import { delayMs, LONGEST_RETRY_AFTER_MS, LONGEST_SETTLE_MS, settleMs } from './backoff.ts';

const offline: ErrorView = { code: 'offline', destination: 'ghost' };
const random = (byte: number) => ({ bytes: (length: number) => new Uint8Array(length).fill(byte), uuid: () => '' });

test('tries come back after 10 s, 30 s, 2 min, 10 min, then every hour, a fifth more or less', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 100].map((attempt) =>
    [0, 255].map((byte) => delayMs(attempt, offline, random(byte)) / 1000),
  );
  expect(seconds).toEqual([
    [8, 12],
    [24, 36],
    [96, 144],
    [480, 720],
    [2880, 3600],
    [2880, 3600],
    [2880, 3600],
  ]);
});

test('what the server asks for wins, however short or long', () => {
  const asked = (retryAfter: number) => delayMs(3, { ...offline, code: 'rate_limited', retryAfter }, random(0));
  expect(asked(1500)).toBe(1500);
  expect(asked(2 * 60 * 60 * 1000)).toBe(2 * 60 * 60 * 1000);
});

test('a Retry-After of years is taken for a day, one of nothing for none', () => {
  expect(delayMs(1, { ...offline, retryAfter: 1e15 }, random(0))).toBe(LONGEST_RETRY_AFTER_MS);
  expect(delayMs(1, { ...offline, retryAfter: 0 }, random(0))).toBe(8000);
});

test('no attempt and no random byte gives less than 8 s or more than an hour', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 255 }), (attempt, byte) => {
      const delay = delayMs(attempt, offline, random(byte));
      expect(delay).toBeGreaterThanOrEqual(8000);
      expect(delay).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

test('a look-up that finds nothing is believed only once the request can no longer arrive', () => {
  const view = (code: ErrorView['code'], status?: number): ErrorView => ({
    code,
    destination: 'ghost',
    ...(status === undefined ? {} : { status }),
  });
  expect(settleMs(view('timeout'), 30_000)).toBe(LONGEST_SETTLE_MS);
  expect(settleMs('worker_died', 0)).toBe(LONGEST_SETTLE_MS);
  expect(settleMs(view('offline'), 20), 'refused at once: it never left').toBe(10_000);
  expect(settleMs(view('offline'), 9000), 'cut in the middle').toBe(LONGEST_SETTLE_MS);
  expect(settleMs(view('server_error', 500), 50)).toBe(10_000);
  expect(settleMs(view('server_error', 504), 60_000), 'the server behind the gateway works on').toBe(LONGEST_SETTLE_MS);
});
