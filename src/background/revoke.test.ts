import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { revoke } from './revoke.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a site that never answers is waited for 5 seconds', async () => {
  let over = false;
  const revoking = revoke({ revoke: () => new Promise(() => {}) });
  void revoking.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(4999);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toBe(true);
});

test('a refusal is nobody’s error, and no timer is left', async () => {
  await revoke({ revoke: () => Promise.reject(new Error('refused')) });
  expect(vi.getTimerCount()).toBe(0);
});

test('a site that made nothing for us is asked nothing', async () => {
  await revoke({});
  expect(vi.getTimerCount()).toBe(0);
});
