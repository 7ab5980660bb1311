import type { Fetch } from '../core/ports.ts';

/** Bound: `fetch` called as a method of anything else throws. For destinations/safe-fetch.ts only. */
export const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
