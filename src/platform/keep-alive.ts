import { browser } from './browser.ts';

/** Both browsers end an idle background after about 30 s, a pending fetch or not (measured). */
const BEAT_MS = 20_000;
const LONGEST_MS = 4 * 60_000;

/** Runs the task; meanwhile calls an extension API now and then, so that the background outlives it, 4 minutes at most. */
export async function withKeepAlive<T>(task: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), BEAT_MS);
  const end = setTimeout(() => clearInterval(beat), LONGEST_MS);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    clearTimeout(end);
  }
}
