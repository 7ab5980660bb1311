/** How far a property is tried: `npm test` ends in minutes, `npm run test:long` goes twenty times as far. */
const LONG = process.env.CLIPDRAFT_LONG === '1';

/** Runs of a property: `usual`, or twenty times as many in the long suite. */
export const runs = (usual: number): number => (LONG ? usual * 20 : usual);
