/**
 * The authorization response of the code grant (RFC 6749 §4.1.2): believed only where everything in it is as it must be
 * (RFC 9700 §4.4, §4.5, §4.7; RFC 9207). Before that no request goes to the token endpoint.
 */
import { validateAuthResponse } from 'oauth4webapi';
import { arrivedAt, hasState } from './authorization.ts';
import type { AuthorizationSettings } from './authorization-settings.ts';
import { authorizationRefusal, type OAuthReason, refused } from './oauth-errors.ts';

/** What we never ask for. Who gives a token all the same has put it where others may have read it (RFC 9700 §2.1.2). */
const UNASKED = ['access_token', 'refresh_token', 'id_token', 'token', 'response'];

/** By these a part of the address is known as an answer; besides, servers leave what they like (`#_=_`). */
const OF_ANSWERS = [...UNASKED, 'code', 'state', 'iss', 'error', 'error_description', 'error_uri'];

/** Visible ASCII and blanks (RFC 6749 appendix A.11). */
const CODE = /^[\x20-\x7e]+$/;

export interface AuthorizationAttempt {
  destination: string;
  redirectUrl: string;
  state: string;
  settings: Pick<AuthorizationSettings, 'issuer' | 'clientId' | 'responseMode' | 'issParameter'>;
}

/**
 * The parameters of an answer with a code, as `OAuthClient.exchange` takes them.
 * @param address where the sign-in window ended
 * @throws DestinationError credentials_rejected with an AuthorizationReason or an OAuthReason; server_error where the
 *   server says that it has a problem of its own
 */
export function readAuthorizationResponse(address: string, attempt: AuthorizationAttempt): URLSearchParams {
  const { destination, settings, state } = attempt;
  const refuse = (reason: OAuthReason | 'authorization_state') => refused(destination, reason);
  const answer = expectedPart(address, attempt);
  if (!hasState(answer, state)) throw refuse('authorization_state');
  const names = [...answer.keys()];
  // No parameter may come twice (RFC 6749 §3.1): two readers could take different ones.
  if (new Set(names).size < names.length) throw refuse('oauth_bad_answer');
  const iss = answer.get('iss');
  if (iss === null ? settings.issParameter : iss !== settings.issuer) throw refuse('oauth_issuer');
  const error = answer.get('error');
  const code = answer.get('code');
  if (error !== null && code === null) throw authorizationRefusal(error, destination);
  const isPlain = error === null && code !== null && CODE.test(code);
  if (!isPlain || names.some((name) => UNASKED.includes(name))) throw refuse('oauth_bad_answer');
  return validateAuthResponse({ issuer: settings.issuer }, { client_id: settings.clientId }, answer, state);
}

/** The part of our address in which the answer is expected. @throws DestinationError where it is elsewhere */
function expectedPart(
  address: string,
  { destination, redirectUrl, state, settings }: AuthorizationAttempt,
): URLSearchParams {
  const url = arrivedAt(address, redirectUrl);
  if (url === null) throw refused(destination, 'authorization_state');
  const parts = { query: url.searchParams, fragment: new URLSearchParams(url.hash.slice(1)) };
  const answer = parts[settings.responseMode];
  const other = parts[settings.responseMode === 'query' ? 'fragment' : 'query'];
  if (!OF_ANSWERS.some((name) => other.has(name))) return answer;
  // Whoever knows the state is the server that was asked, and its setting is wrong; anybody else is a stranger.
  throw refused(
    destination,
    hasState(answer, state) || hasState(other, state) ? 'oauth_wrong_part' : 'authorization_state',
  );
}
