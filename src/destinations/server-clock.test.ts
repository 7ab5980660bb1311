import { expect, test } from 'vitest';
import { createServerClock } from './server-clock.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);
const dated = (ms: number, more: Record<string, string> = {}): Headers =>
  new Headers({ date: new Date(ms).toUTCString(), ...more });

test('the server’s time is ours until it has answered, then its own', () => {
  let now = NOON;
  const clock = createServerClock({ now: () => now });
  expect(clock.trusted()).toBe('own');
  expect(clock.now('server')).toBe(NOON);
  clock.learn(dated(NOON + 600_000));
  now += 1000;
  expect(clock.trusted()).toBe('server');
  expect(clock.now('server')).toBe(NOON + 601_000);
  expect(clock.now('own')).toBe(NOON + 1000);
});

test('an answer without a date, with a strange one, or from a cache teaches nothing', () => {
  const clock = createServerClock({ now: () => NOON });
  clock.learn(dated(NOON - 600_000));
  clock.learn(new Headers());
  clock.learn(new Headers({ date: 'yesterday' }));
  clock.learn(dated(NOON + 600_000, { age: '3600' }));
  expect(clock.now('server')).toBe(NOON - 600_000);
});

test('the clock that was chosen stays the trusted one, whatever is learnt meanwhile', () => {
  const clock = createServerClock({ now: () => NOON });
  clock.learn(dated(NOON - 600_000));
  clock.trust('own');
  clock.learn(dated(NOON - 600_000));
  expect(clock.trusted()).toBe('own');
  clock.trust('server');
  expect(clock.trusted()).toBe('server');
});
