import type { DestinationError } from '../core/errors.ts';

/** What one more try needs to succeed: the server's or our own clock in place of the other, or a token made anew. */
export type Cure = 'other_clock' | 'new_token';

/** Authorises requests. One per session; it keeps what it minted while that is fresh. */
export interface Authorizer {
  /**
   * Adds what this request needs. `serverNow` is the server's time in ms, as far as it is known.
   * @throws DestinationError where only the person can help (reauthorization_required, credentials_rejected)
   */
  authorize(headers: Headers, serverNow: number): Promise<void>;
  /**
   * After a refusal: what may make one more try succeed; null where nothing would.
   * @param sent the headers of the request that was refused
   */
  cureOf(error: DestinationError, sent: Headers): Cure | null;
  /**
   * After a refusal: the milliseconds after which the very same may succeed; null where no waiting helps. Absent where
   * nothing that was just handed out is ever refused.
   * @param sent as above
   */
  pauseOf?(error: DestinationError, sent: Headers): number | null;
  /**
   * Keeps the sign-in from ending where it would end without us: renews it if its end is near. Absent where nothing ends.
   * @returns ms since the epoch, by our clock, when it is to be called again; null where there is nothing to keep: no
   *   sign-in, or one that can be had again without the person
   * @throws DestinationError where the renewal failed
   */
  renewAhead?(): Promise<number | null>;
}
