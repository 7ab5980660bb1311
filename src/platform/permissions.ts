import { browser } from './browser.ts';

export { originPattern } from './origins.ts';

/** Match patterns, see originPattern. */
export const hasOrigins = (origins: string[]): Promise<boolean> => browser.permissions.contains({ origins });

/**
 * Asks the person. Only from a page, and as the very first act of a click's handler, before any await: the browser
 * refuses it otherwise.
 */
export const requestOrigins = (origins: string[]): Promise<boolean> => browser.permissions.request({ origins });

/** False where a pattern can't be removed. */
export const removeOrigins = (origins: string[]): Promise<boolean> => browser.permissions.remove({ origins });

/** Call it at the top level. The listener gets the match patterns. */
export function onOriginsAdded(listener: (origins: string[]) => void): void {
  browser.permissions.onAdded.addListener(({ origins }) => listener(origins ?? []));
}
