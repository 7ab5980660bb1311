/** What an error means for an entry. Pure. */
import { ERROR_RULES, type ErrorCode, type ErrorView } from '../core/errors.ts';
import type { Random } from '../core/ports.ts';
import { KEY_TAKEN } from '../destinations/destination.ts';
import { delayMs, settleMs, UNREADABLE_TRIES } from './backoff.ts';
import { isUncertain, moved, settledAsAbsent } from './changes.ts';
import type { OutboxEntry } from './entry.ts';
import { type EntryEvent, TRANSITIONS } from './transitions.ts';

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

/** So many keys are given up that something else has taken meanwhile, however often nobody could be reached between. */
const KEYS_TRIED = 5;

/** The destination holds nothing of the entry, and never will under this key. */
const isKeyTaken = ({ code, reason }: ErrorView): boolean => code === 'conflict' && reason === KEY_TAKEN;

/** lost: may have arrived, look again later. postponed: try again later. refused: the person's turn. */
type Verdict = Extract<EntryEvent, 'lost' | 'postponed' | 'refused'>;

/** `entry` with the failure noted and this try counted. */
function verdict(entry: OutboxEntry, error: ErrorView): Verdict {
  if (isKeyTaken(error) && (entry.failures ?? 0) < KEYS_TRIED) return 'postponed';
  if (!ERROR_RULES[error.code].retryable) return 'refused';
  if (error.code === 'unexpected_response' && entry.attempt >= UNREADABLE_TRIES) return 'refused';
  return isUncertain(entry) && (entry.state === 'sending' || entry.state === 'unknown') ? 'lost' : 'postponed';
}

function noted(entry: OutboxEntry, error: ErrorView, sent: boolean, now: number): OutboxEntry {
  if (!sent) return { ...entry, attempt: entry.attempt + 1, error };
  if (isKeyTaken(error)) return { ...settledAsAbsent(entry), key: null, error, failures: (entry.failures ?? 0) + 1 };
  if (CERTAINLY_ABSENT.has(error.code)) return { ...settledAsAbsent(entry), error };
  return { ...entry, error, settledAt: now + settleMs(error, now - entry.updatedAt) };
}

/**
 * The entry after a failure, and the event that took it there; null where it has moved on meanwhile.
 * `sent`: the failure is the create request's own, whose try was counted when it left.
 */
export function afterFailure(
  entry: OutboxEntry,
  error: ErrorView,
  { sent, now, random }: { sent: boolean; now: number; random: Random },
): { entry: OutboxEntry; news: Verdict } | null {
  const failed = noted(entry, error, sent, now);
  const news = verdict(failed, error);
  if (TRANSITIONS[entry.state][news] === undefined) return null;
  const waitUntil = news === 'refused' || isKeyTaken(error) ? null : now + delayMs(failed.attempt, error, random);
  return { entry: moved(failed, news, now, { waitUntil }), news };
}
