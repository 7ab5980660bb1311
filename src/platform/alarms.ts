import { browser } from './browser.ts';

const WAKE_ALARM = 'clipdraft-outbox';
/** Chromium's shortest alarm. */
const SHORTEST_MS = 30_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let woken: () => void = () => {};

/** Call it at the top level, once: the alarm wakes a worker that had ended. */
export function onWake(listener: () => void): void {
  woken = listener;
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === WAKE_ALARM) listener();
  });
}

/**
 * One wake-up at `at` (ms since the epoch) in place of any other; null for none. Sooner than the shortest alarm, a timer
 * does it if the background lives that long, and the alarm comes after it in case it does not.
 */
export async function wakeAt(at: number | null): Promise<void> {
  clearTimeout(timer);
  if (at === null) {
    await browser.alarms.clear(WAKE_ALARM);
    return;
  }
  const delay = at - Date.now();
  if (delay < SHORTEST_MS) timer = setTimeout(woken, Math.max(delay, 0));
  await browser.alarms.create(WAKE_ALARM, { when: Date.now() + Math.max(delay, SHORTEST_MS) });
}
