import { browser } from './browser.ts';

/** What the background is woken for. */
export type WakeUp = 'outbox' | 'renew' | 'endings';

const alarmOf = (wakeUp: string): string => `clipdraft-${wakeUp}`;
/** Chromium's shortest alarm. */
const SHORTEST_MS = 30_000;

const timers = new Map<WakeUp, ReturnType<typeof setTimeout>>();
let woken: Partial<Record<WakeUp, () => void>> = {};

/** Call it at the top level, once: an alarm wakes a worker that had ended. */
export function onWake(listeners: Record<WakeUp, () => void>): void {
  woken = listeners;
  const byAlarm = new Map(Object.entries(listeners).map(([wakeUp, listener]) => [alarmOf(wakeUp), listener]));
  browser.alarms.onAlarm.addListener(({ name }) => byAlarm.get(name)?.());
}

/**
 * One wake-up of this kind at `at` (ms since the epoch) in place of any other; null for none. Sooner than the shortest
 * alarm, a timer does it if the background lives that long, and the alarm comes after it in case it does not.
 */
export const wakeAt =
  (wakeUp: WakeUp) =>
  async (at: number | null): Promise<void> => {
    clearTimeout(timers.get(wakeUp));
    if (at === null) {
      await browser.alarms.clear(alarmOf(wakeUp));
      return;
    }
    const delay = at - Date.now();
    if (delay < SHORTEST_MS) {
      const wake = (): void => woken[wakeUp]?.();
      timers.set(wakeUp, setTimeout(wake, Math.max(delay, 0)));
    }
    await browser.alarms.create(alarmOf(wakeUp), { when: Date.now() + Math.max(delay, SHORTEST_MS) });
  };
