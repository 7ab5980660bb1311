import type { ErrorView } from '../core/errors.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Retry-After in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3), the date read against the server's own clock.
 * Never negative, at most a day; undefined where the header is missing or unreadable.
 */
export function retryAfter(headers: Headers, serverNow: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - serverNow;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), DAY);
}

/** An error with the wait that its answer asks for, where the error does not name one itself. */
export function withRetryAfter(view: ErrorView, headers: Headers, serverNow: number): ErrorView {
  const wait = view.retryAfter ?? retryAfter(headers, serverNow);
  return wait === undefined ? view : { ...view, retryAfter: wait };
}
