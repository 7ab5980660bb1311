import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const getPlatformInfo = vi.hoisted(() => vi.fn(async () => ({})));
vi.mock('./browser.ts', () => ({ browser: { runtime: { getPlatformInfo } } }));
const { withKeepAlive } = await import('./keep-alive.ts');

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  getPlatformInfo.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a call every 20 s while the task runs, none after it', async () => {
  const task = withKeepAlive(() => new Promise((resolve) => setTimeout(() => resolve('done'), 70_000)));
  await vi.advanceTimersByTimeAsync(70_000);
  expect(await task).toBe('done');
  expect(getPlatformInfo).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(getPlatformInfo).toHaveBeenCalledTimes(3);
});

test('after 4 minutes the background may end, whatever the task does', async () => {
  void withKeepAlive(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(getPlatformInfo.mock.calls.length).toBeLessThanOrEqual(12);
  expect(vi.getTimerCount()).toBe(0);
});

test('a person at a sign-in window may take longer', async () => {
  void withKeepAlive(() => new Promise(() => {}), 15 * MINUTE);
  await vi.advanceTimersByTimeAsync(15 * MINUTE);
  expect(getPlatformInfo.mock.calls.length).toBeGreaterThanOrEqual(44);
  const calls = getPlatformInfo.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(getPlatformInfo).toHaveBeenCalledTimes(calls);
});

test('a task that fails ends it too, and its error arrives', async () => {
  await expect(withKeepAlive(() => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
  expect(vi.getTimerCount()).toBe(0);
});
