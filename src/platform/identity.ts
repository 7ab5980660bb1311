import { browser } from './browser.ts';
import { redirectUrl } from './redirect-url.ts';
import { closePopup, isOpenedByPage, watchPopups } from './windows.ts';

/** Where a sign-in window ended: at our own address, or `none` and why. */
export type WindowOutcome = { url: string } | { none: 'closed' | 'open' | 'failed' };

/**
 * In Chromium 156's words and Firefox 153's (measured). Firefox shows a page that can't be loaded like any other, so
 * there its end is the closing of the window too.
 */
const OUTCOMES: readonly [RegExp, 'closed' | 'open'][] = [
  [/did not approve|cancelled or denied/i, 'closed'],
  [/only one web auth flow/i, 'open'],
];

/** Chromium refuses a second window; Firefox would load it into the first, and take both for closed (measured). */
let isOpen = false;

/**
 * Opens a sign-in window and waits until it comes back to our address, is closed, or can't be loaded. It never throws.
 * `open`: another window of ours stands open, this background's or one that an earlier one left behind.
 * @param onWindow is told which window it is, and null once that is not certain any more
 */
export async function launchWebAuthFlow(
  url: string,
  onWindow: (windowId: number | null) => void,
): Promise<WindowOutcome> {
  if (isOpen) return { none: 'open' };
  isOpen = true;
  const popups = followPopups(onWindow);
  try {
    return { url: await browser.identity.launchWebAuthFlow({ url, interactive: true }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const none = OUTCOMES.find(([words]) => words.test(message))?.[1] ?? 'failed';
    // Where no window came up, Firefox has loaded it into one that an earlier background left open.
    return { none: none === 'closed' && popups.count() === 0 ? 'open' : none };
  } finally {
    popups.stop();
    isOpen = false;
  }
}

/**
 * The browser does not say which window is the sign-in's. It is the one popup that comes up meanwhile and that no page
 * has opened; where there are two such, it may be either.
 */
function followPopups(onWindow: (windowId: number | null) => void) {
  const seen: Promise<number | null>[] = [];
  const tell = async (): Promise<void> => {
    const ours = (await Promise.all(seen)).filter((id) => id !== null);
    onWindow(ours.length === 1 ? (ours[0] ?? null) : null);
  };
  const stop = watchPopups((id) => {
    seen.push(isOpenedByPage(id).then((byPage) => (byPage ? null : id)));
    void tell();
  });
  return { stop, count: () => seen.length };
}

/**
 * Clears away what a background that has ended left of its sign-in: its window, where it is known which one that is, and
 * its listener, for which Chromium would start each further background whenever a window comes up (measured).
 */
async function clearAway(windowId: number | undefined): Promise<void> {
  watchPopups(() => {})();
  if (windowId !== undefined) await closePopup(windowId);
}

/** What a sign-in in a window of its own needs of the browser. */
export const signInWindows = { redirectUrl, launch: launchWebAuthFlow, clearAway };
