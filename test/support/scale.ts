/** How far a property is tried: `npm test` ends in minutes, `npm run test:long` goes twenty times as far. */
export const LONG = process.env.CLIPDRAFT_LONG === '1';

/** Runs of a property: `usual`, or so many times more in the long suite. A real server behind it wants a smaller factor. */
export const runs = (usual: number, factor = 20): number => (LONG ? usual * factor : usual);
