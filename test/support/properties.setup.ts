import fc from 'fast-check';
import { LONG, runs } from './scale.ts';

/**
 * Properties that name no number of their own. `npm test` tries the same examples each time, so that a change that fails
 * is the change's own fault; the long suite looks for new ones.
 */
fc.configureGlobal({ numRuns: runs(100), ...(LONG ? {} : { seed: 20261121 }) });
