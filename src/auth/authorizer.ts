import type { DestinationError } from '../core/errors.ts';

/** Authorises requests. One per account; it keeps what it minted while that is fresh. */
export interface Authorizer {
  /** Adds what this request needs. `serverNow` is the server's time in ms, as far as it is known. */
  authorize(headers: Headers, serverNow: number): Promise<void>;
  /** After a refusal: true when one more try with a fresh authorisation may succeed. */
  canRetry(error: DestinationError): boolean;
}
