import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noHttp } from '../../test/support/auth-deps.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';
import { revoke } from './revoke.ts';

const session = {
  ...{ siteUrl: 'https://blog.example/', apiUrl: 'https://blog.example/', settings: {}, http: noHttp },
  ...{ clock: { now: () => 0 }, words: { source: '', untitled: '' } },
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a site that never answers is waited for 5 seconds', async () => {
  let over = false;
  const revoking = revoke({ destination: { ...signInDestination, revoke: () => new Promise(() => {}) }, session });
  void revoking.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(4999);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toBe(true);
});

test('a refusal is nobody’s error, and no timer is left', async () => {
  await revoke({ destination: signInDestination, session });
  expect(vi.getTimerCount()).toBe(0);
});

test('a system that makes nothing for us is asked nothing', async () => {
  const { revoke: _, ...destination } = signInDestination;
  await revoke({ destination, session });
  expect(vi.getTimerCount()).toBe(0);
});
