import { browser } from './browser.ts';

/** Where a sign-in window ended: at our own address, or `none` and why. */
export type WindowOutcome = { url: string } | { none: 'closed' | 'open' | 'failed' };

export { redirectUrl } from './redirect-url.ts';

/**
 * In Chromium 156's words and Firefox 153's (measured). Firefox shows a page that can't be loaded like any other, so
 * there its end is the closing of the window too.
 */
const OUTCOMES: readonly [RegExp, 'closed' | 'open'][] = [
  [/did not approve|cancelled or denied/i, 'closed'],
  [/only one web auth flow/i, 'open'],
];

/**
 * Opens a sign-in window and waits until it comes back to our address, is closed, or can't be loaded. It never throws.
 * `open`: another window of ours stands open, and Chromium allows one at a time.
 */
export async function launchWebAuthFlow(url: string): Promise<WindowOutcome> {
  try {
    return { url: await browser.identity.launchWebAuthFlow({ url, interactive: true }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return { none: OUTCOMES.find(([words]) => words.test(message))?.[1] ?? 'failed' };
  }
}
