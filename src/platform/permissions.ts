import { native } from './native.ts';

/** Match patterns, see originPattern of destinations/address.ts. */
export const hasOrigins = (origins: string[]): Promise<boolean> => native.permissions.contains({ origins });

/** Those that were not granted. */
export async function missingOrigins(origins: string[]): Promise<string[]> {
  const granted = await Promise.all(origins.map((origin) => hasOrigins([origin])));
  return origins.filter((_, index) => granted[index] !== true);
}

/** All match patterns that were granted, those of a test build's manifest too. */
export const grantedOrigins = async (): Promise<string[]> => (await native.permissions.getAll()).origins ?? [];

/**
 * Asks the person. Only from a page, and as the very first act of a click's handler, before any await: the browser
 * refuses it otherwise.
 */
export const requestOrigins = (origins: string[]): Promise<boolean> => native.permissions.request({ origins });

/** False where a pattern can't be removed. */
export const removeOrigins = (origins: string[]): Promise<boolean> => native.permissions.remove({ origins });

/** Call it at the top level. The listener gets the match patterns. */
export function onOriginsAdded(listener: (origins: string[]) => void): void {
  native.permissions.onAdded.addListener(({ origins }) => listener(origins ?? []));
}
