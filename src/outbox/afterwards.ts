/**
 * Work on a draft that is delivered, or not wanted any more: tidying, late copies of images, clearing. Nobody waits for
 * it, so that what keeps failing is left; but not before the person had their turn, or the server could be reached.
 * Pure.
 */
import { ERROR_RULES, type ErrorCode, type ErrorView } from '../core/errors.ts';
import type { Random } from '../core/ports.ts';
import { delayMs } from './backoff.ts';
import type { OutboxEntry } from './entry.ts';

/** After so many failures that count, it is left as it is. */
const FAILURES = 3;
/** A server that can't be reached for so many tries, hourly ones in the end, is not there any more. */
const TRIES = 100;

/** Cured by a sign-in, a permission or a passphrase. */
const PERSONS_TURN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'reauthorization_required',
  'credentials_rejected',
  'host_permission_missing',
  'vault_locked',
]);

/** Whoever cures it makes the work due (Outbox.connectWaiting); this is for a cure that nobody told of. */
const PERSONS_TURN_MS = 24 * 60 * 60 * 1000;

export const isPersonsTurn = (error: ErrorView): boolean => PERSONS_TURN.has(error.code);

type NextTry = Required<Pick<OutboxEntry, 'attempt' | 'failures' | 'waitUntil'>>;

/** Of an entry whose work failed: when it is tried again. Null: it is left. */
export function nextTry(entry: OutboxEntry, error: ErrorView, now: number, random: Random): NextTry | null {
  const { attempt, failures = 0 } = entry;
  if (isPersonsTurn(error)) return { attempt, failures, waitUntil: now + PERSONS_TURN_MS };
  const tried = attempt + 1;
  const failed = error.code === 'offline' ? failures : failures + 1;
  if (!ERROR_RULES[error.code].retryable || failed >= FAILURES || tried >= TRIES) return null;
  return { attempt: tried, failures: failed, waitUntil: now + delayMs(tried, error, random) };
}
