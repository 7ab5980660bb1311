/** What an error means for an entry. */
import { ERROR_RULES, type ErrorCode, type ErrorView } from '../core/errors.ts';
import { UNREADABLE_TRIES } from './backoff.ts';
import { isUncertain } from './changes.ts';
import type { OutboxEntry } from './entry.ts';

/** lost: may have arrived, look again later. postponed: certainly not arrived, try again later. refused: the person's turn. */
export type Verdict = 'lost' | 'postponed' | 'refused';

/** Errors that say for certain that the server made no draft of the request (or that none left). */
const CERTAINLY_ABSENT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'credentials_rejected',
  'reauthorization_required',
  'insufficient_scope',
  'host_permission_missing',
  'not_found',
  'draft_rejected',
  'too_large',
  'rate_limited',
  'vault_locked',
]);

export const isCertainlyAbsent = (error: ErrorView): boolean => CERTAINLY_ABSENT.has(error.code);

/** `entry` as it stands after the failure: its create step says whether a request may have arrived, `attempt` counts this try. */
export function verdict(entry: OutboxEntry, error: ErrorView): Verdict {
  if (!ERROR_RULES[error.code].retryable) return 'refused';
  if (error.code === 'unexpected_response' && entry.attempt >= UNREADABLE_TRIES) return 'refused';
  return isUncertain(entry) && (entry.state === 'sending' || entry.state === 'unknown') ? 'lost' : 'postponed';
}
