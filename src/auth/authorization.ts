/**
 * What every sign-in in a window of its own has in common: a random state goes out with the address that the site is to
 * come back to, and only an answer that brings it back belongs to the attempt (RFC 6749 §10.12, RFC 9700 §4.7).
 */
import { DestinationError } from '../core/errors.ts';
import { toHex } from '../core/hex.ts';
import type { Random } from '../core/ports.ts';

export type AuthorizationReason =
  | 'authorization_declined'
  | 'authorization_closed'
  | 'authorization_open'
  | 'authorization_state'
  | 'authorization_failed'
  /** The answer came later than the attempt lives. */
  | 'authorization_expired'
  /** The background ended while the window stood open. */
  | 'authorization_interrupted';

/** A sign-in that came to nothing: the person said no, or what came back can't be believed. */
export function authorizationError(destination: string, reason: AuthorizationReason): DestinationError {
  return new DestinationError({ code: 'credentials_rejected', destination, reason });
}

/** 256 random bits, in hex: no server on the way escapes or shortens them. */
export function newState(random: Random): string {
  return toHex(random.bytes(32));
}

/**
 * The parameters of an answer that belongs to this attempt.
 * @param answer the address that the sign-in window ended at
 * @param attempt the address it was to come back to, and the state that it was given
 * @throws DestinationError credentials_rejected with reason authorization_state
 */
export function answerOf(
  answer: string,
  attempt: { destination: string; redirectUrl: string; state: string },
): URLSearchParams {
  const url = arrivedAt(answer, attempt.redirectUrl);
  if (url === null || !hasState(url.searchParams, attempt.state)) {
    throw authorizationError(attempt.destination, 'authorization_state');
  }
  return url.searchParams;
}

/** The address that the sign-in window ended at, or null where it is not the one it was to come back to. */
export function arrivedAt(answer: string, redirectUrl: string): URL | null {
  if (!URL.canParse(answer)) return null;
  const place = new URL(answer);
  place.search = '';
  place.hash = '';
  return place.href === new URL(redirectUrl).href ? new URL(answer) : null;
}

/** Whether an answer brings back the state of the attempt, once. */
export function hasState(parameters: URLSearchParams, state: string): boolean {
  const [given, ...more] = parameters.getAll('state');
  return given !== undefined && more.length === 0 && isSame(given, state);
}

/** In a time that tells nothing about where the two differ. */
function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at++) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}
