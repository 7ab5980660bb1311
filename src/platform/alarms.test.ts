import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const alarms = vi.hoisted(() => ({
  create: vi.fn(async (_name: string, _info: { when: number }) => {}),
  clear: vi.fn(async (_name: string) => true),
  onAlarm: { addListener: vi.fn((_listener: (alarm: { name: string }) => void) => {}) },
}));
vi.mock('./browser.ts', () => ({ browser: { alarms } }));
const { onWake, wakeAt } = await import('./alarms.ts');

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
});

test('later than the shortest alarm: an alarm at that time', async () => {
  await wakeAt(Date.now() + 120_000);
  expect(alarms.create).toHaveBeenCalledWith(expect.any(String), { when: Date.now() + 120_000 });
  expect(vi.getTimerCount()).toBe(0);
});

test('sooner: a timer while the background lives, and an alarm in case it does not', async () => {
  const wake = vi.fn();
  onWake(wake);
  await wakeAt(Date.now() + 10_000);
  expect(alarms.create).toHaveBeenCalledWith(expect.any(String), { when: Date.now() + 30_000 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(wake).toHaveBeenCalledTimes(1);
});

test('a new wish replaces the old one, none clears it', async () => {
  const wake = vi.fn();
  onWake(wake);
  await wakeAt(Date.now() + 5000);
  await wakeAt(null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(wake).not.toHaveBeenCalled();
  expect(alarms.clear).toHaveBeenCalledTimes(1);
});

test('only its own alarm wakes it', async () => {
  const wake = vi.fn();
  onWake(wake);
  const listener = alarms.onAlarm.addListener.mock.calls[0]?.[0];
  await wakeAt(Date.now() + 120_000);
  listener?.({ name: 'another' });
  expect(wake).not.toHaveBeenCalled();
  listener?.({ name: alarms.create.mock.calls[0]?.[0] ?? '' });
  expect(wake).toHaveBeenCalledTimes(1);
});
