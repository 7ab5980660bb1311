/** When to try again. */
import type { ErrorView } from '../core/errors.ts';
import type { Random } from '../core/ports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before the 2nd, 3rd, … try; the last one repeats. */
export const DELAYS_MS: readonly number[] = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR];

/** A Retry-After beyond a day is a mistake of the server's; it must not silence a draft for years. */
export const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/** Answers that can't be read are not tried for ever: something else may live at this address now. */
export const UNREADABLE_TRIES = 5;

/**
 * ms until the next try, after `attempt` tries (1, 2, …). The server's own wish wins (RFC 9110 §10.2.3); otherwise
 * exponential with a fifth of jitter either way, so that many drafts do not come back in one burst.
 */
export function delayMs(attempt: number, error: ErrorView, random: Random): number {
  if (error.retryAfter !== undefined && error.retryAfter > 0) {
    return Math.min(Math.ceil(error.retryAfter), LONGEST_RETRY_AFTER_MS);
  }
  const delay = DELAYS_MS[Math.min(Math.max(attempt, 1), DELAYS_MS.length) - 1] ?? HOUR;
  const [byte = 0] = random.bytes(1);
  return Math.min(Math.round(delay * (0.8 + (0.4 * byte) / 255)), HOUR);
}

/** A server may work on a request longer than anyone waits for its answer (an answer after 60 s is real). */
export const LONGEST_SETTLE_MS = 2 * MINUTE;
const SHORT_SETTLE_MS = 10 * SECOND;
/** While it may still arrive, it is looked for this often. */
export const LOOK_AGAIN_MS = 20 * SECOND;

/** A connection that failed sooner than this was never made, rather than cut in the middle of an answer. */
const AT_ONCE_MS = 3 * SECOND;

/**
 * ms after which a request whose answer was not seen has arrived or never will: until then "not found" proves nothing.
 * `tookMs`: how long it was under way. `worker_died`: nobody knows.
 */
export function settleMs(error: ErrorView | 'worker_died', tookMs: number): number {
  if (error === 'worker_died' || error.code === 'timeout') return LONGEST_SETTLE_MS;
  if (error.code === 'offline') return tookMs < AT_ONCE_MS ? SHORT_SETTLE_MS : LONGEST_SETTLE_MS;
  // A gateway's answer; the server behind it may still be at work (RFC 9110 §15.6.3, §15.6.5).
  return error.status === 502 || error.status === 504 ? LONGEST_SETTLE_MS : SHORT_SETTLE_MS;
}
