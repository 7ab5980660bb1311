import { browser } from './browser.ts';

/** Both browsers end an idle background after about 30 s, a pending fetch or not (measured). */
const BEAT_MS = 20_000;
const LONGEST_MS = 4 * 60_000;

/**
 * Runs the task; meanwhile calls an extension API now and then, so that the background outlives it.
 * @param longestMs after which the background may end whatever the task does; 4 minutes where not given
 */
export async function withKeepAlive<T>(task: () => Promise<T>, longestMs = LONGEST_MS): Promise<T> {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), BEAT_MS);
  const end = setTimeout(() => clearInterval(beat), longestMs);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    clearTimeout(end);
  }
}
