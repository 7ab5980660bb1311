/** CPU time of a page's main thread, as the browser counts it: waiting and other programs' work are not in it. */
import type { CDPSession } from '@playwright/test';

export interface ThreadClock {
  /** Milliseconds of CPU that the main thread of the session's process has used so far. */
  read(): Promise<number>;
}

/** @see https://chromedevtools.github.io/devtools-protocol/tot/Performance/#method-enable */
export async function threadClock(session: CDPSession): Promise<ThreadClock> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    async read() {
      const { metrics } = await session.send('Performance.getMetrics');
      const seconds = metrics.find((one) => one.name === 'ThreadTime')?.value;
      if (seconds === undefined) throw new Error('This Chromium counts no thread time.');
      return seconds * 1000;
    },
  };
}

/** What a task costs, in ms of CPU. */
export async function costOf(clock: ThreadClock, task: () => Promise<unknown>): Promise<number> {
  const before = await clock.read();
  await task();
  return (await clock.read()) - before;
}
