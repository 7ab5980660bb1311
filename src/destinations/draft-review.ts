import type { FieldIssue } from '../core/errors.ts';

/** A draft against what one account's site takes, before it is sent. */
export interface DraftReview {
  /** How long its parts will be, where there is a limit that the descriptor does not know. */
  measures: Measure[];
  /** What stands against sending it. */
  issues: FieldIssue[];
  /** As what the draft's tags will stand there, where the site writes tags in its own way. */
  tags?: string[];
}

export interface Measure {
  field: 'title' | 'excerpt' | 'body';
  /** Both in the unit that the site counts in. The length of a body is that of all of it, also where it is to be cut. */
  length: number;
  limit: number;
}
