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

const listening = () => {
  const woken = { outbox: vi.fn(), renew: vi.fn(), endings: vi.fn() };
  onWake(woken);
  return woken;
};

test('later than the shortest alarm: an alarm at that time', async () => {
  await wakeAt('outbox')(Date.now() + 120_000);
  expect(alarms.create).toHaveBeenCalledWith('clipdraft-outbox', { when: Date.now() + 120_000 });
  expect(vi.getTimerCount()).toBe(0);
});

test('sooner: a timer while the background lives, and an alarm in case it does not', async () => {
  const woken = listening();
  await wakeAt('outbox')(Date.now() + 10_000);
  expect(alarms.create).toHaveBeenCalledWith('clipdraft-outbox', { when: Date.now() + 30_000 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(woken.outbox).toHaveBeenCalledTimes(1);
  expect(woken.renew).not.toHaveBeenCalled();
});

test('a new wish replaces the old one, none clears it', async () => {
  const woken = listening();
  await wakeAt('outbox')(Date.now() + 5000);
  await wakeAt('outbox')(null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken.outbox).not.toHaveBeenCalled();
  expect(alarms.clear).toHaveBeenCalledTimes(1);
});

test('wishes of another kind stand beside it', async () => {
  const woken = listening();
  await wakeAt('outbox')(Date.now() + 5000);
  await wakeAt('renew')(Date.now() + 5000);
  await wakeAt('outbox')(null);
  expect(alarms.clear.mock.calls).toEqual([['clipdraft-outbox']]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken.outbox).not.toHaveBeenCalled();
  expect(woken.renew).toHaveBeenCalledTimes(1);
});

test('only an alarm of ours wakes it, each for what it was made', async () => {
  const woken = listening();
  expect(alarms.onAlarm.addListener).toHaveBeenCalledTimes(1);
  const listener = alarms.onAlarm.addListener.mock.calls[0]?.[0];
  listener?.({ name: 'another' });
  expect(woken.outbox).not.toHaveBeenCalled();
  listener?.({ name: 'clipdraft-outbox' });
  expect(woken.outbox).toHaveBeenCalledTimes(1);
  expect(woken.renew).not.toHaveBeenCalled();
  listener?.({ name: 'clipdraft-renew' });
  expect(woken.renew).toHaveBeenCalledTimes(1);
});
