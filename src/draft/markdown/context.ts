import type { Surroundings } from '../flow.ts';
import type { Losses } from '../media.ts';

/** What the rewritings of one body share. */
export interface Context extends Surroundings, Losses {
  /** What uploaded images became, by the `src` they have in the clip's tree. */
  images: ReadonlyMap<string, { url: string }>;
  /** What Markdown has nothing for may stand as html. */
  html: boolean;
  /** The direction of the text around. */
  dir: string;
  /** How many quotes, lists and boxes stand around. */
  depth: number;
}

/** Quotes and lists in each other; what is deeper stands at this level. Every level costs each of its lines some signs. */
export const MAX_DEPTH = 32;
