/** How long GitHub asks to wait: its rate limits come as 403 or 429 ("Rate limits for the REST API"). */
import type { HttpFailure } from '../destination.ts';

const MINUTE = 60_000;
/** No limit lasts longer than its hour; a clock that is out of order must not keep a draft for days. */
const MOST = 90 * MINUTE;

/** By how the message puts it; GitHub's older servers call secondary limits an abuse detection. */
const SECONDARY = /secondary rate limit|abuse detection/i;
const LOGINS = /maximum number of login attempts/i;

export interface RateLimit {
  reason: 'github_rate_limit' | 'github_secondary_limit' | 'github_locked_out';
  /** Milliseconds; absent where the answer's own Retry-After says it. */
  retryAfter?: number;
}

/** The limit that an answer tells of, or undefined where it tells of none. */
export function rateLimitOf({ status, headers }: HttpFailure, message: string): RateLimit | undefined {
  if (SECONDARY.test(message)) return { reason: 'github_secondary_limit', ...wait(headers, MINUTE) };
  if (LOGINS.test(message)) return { reason: 'github_locked_out', ...wait(headers, 10 * MINUTE) };
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0' || /rate limit exceeded/i.test(message);
  if (status === 429 || isUsedUp) return { reason: 'github_rate_limit', ...wait(headers, MINUTE) };
  return undefined;
}

/** In the order that GitHub's own guidance gives: Retry-After, the limit's reset, else a wait of our own. */
function wait(headers: Headers, otherwise: number): { retryAfter?: number } {
  if (headers.has('retry-after')) return {};
  return { retryAfter: (headers.get('x-ratelimit-remaining') === '0' ? untilReset(headers) : undefined) ?? otherwise };
}

/** `x-ratelimit-reset` (seconds since the epoch) against the same answer's Date, which counts whole seconds. */
function untilReset(headers: Headers): number | undefined {
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000;
  const left = reset - Date.parse(headers.get('date') ?? '') + 1000;
  return Number.isNaN(left) ? undefined : Math.min(Math.max(left, 1000), MOST);
}
