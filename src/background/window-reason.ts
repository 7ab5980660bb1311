/**
 * Why a sign-in window came to nothing. The browsers say no more than that it was closed, or could not be loaded; what
 * the authorization server has to say against the request it shows in the window, to the person alone. So its address is
 * asked once more, where we may read the answer.
 */
import { object, optional, safeParse, string } from 'valibot';
import type { OAuthDeps } from '../auth/oauth-deps.ts';
import { authorizationRefusal, type OAuthReason, refused } from '../auth/oauth-errors.ts';
import { DestinationError } from '../core/errors.ts';
import { originPattern } from '../destinations/address.ts';

/** An answer as servers give it that speak JSON to whoever asks for it (RFC 6749 §5.2 has the members). */
const ErrorBody = object({ error: string(), error_description: optional(string(), '') });

/**
 * What pages say, without their markup: Keycloak, Auth0, Okta, Authentik, Django OAuth Toolkit, Doorkeeper, Google. The
 * request itself is often repeated in a page, so that the mere name of a parameter says nothing.
 */
const WORDS: readonly [RegExp, OAuthReason][] = [
  [
    /invalid parameter: redirect_uri|callback url mismatch|invalid_redirect_uri|redirect_uri_mismatch|redirect_uri\W+parameter must be|redirect uri error|mismatching redirect(?:ion)? uri|redirect uri .{0,200}(?:is not valid|is malformed|not match)/i,
    'oauth_redirect_unregistered',
  ],
  [
    /client not found|unknown client|client id error|client_id is (?:missing or )?invalid|invalid client_id|invalid_client|client authentication failed/i,
    'oauth_wrong_client',
  ],
];

/** Characters. What a server has to say to the person stands before that. */
const LONGEST_PAGE = 50_000;

const WINDOWS = ['authorization_closed', 'authorization_failed'];

/**
 * The error to be told: a narrower one where the server's answer to a GET of `address` shows it, else the same.
 * @param address the one that the window opened at
 */
export async function explainWindow(
  error: unknown,
  address: string,
  { oauth, mayReach }: { oauth: OAuthDeps; mayReach(origins: string[]): Promise<boolean> },
): Promise<unknown> {
  if (!(error instanceof DestinationError) || !WINDOWS.includes(error.reason ?? '')) return error;
  if (!(await mayReach([originPattern(new URL(address))]))) return error;
  return (await refusalAt(address, oauth)) ?? error;
}

/** Undefined where the server lets the person sign in, or says what we don't understand. */
async function refusalAt(
  address: string,
  { safeFetch, destination }: OAuthDeps,
): Promise<DestinationError | undefined> {
  let answer: Response;
  try {
    answer = await safeFetch(address, { method: 'GET', headers: { accept: 'application/json' } });
  } catch (thrown) {
    const isAway = thrown instanceof DestinationError && ['offline', 'timeout'].includes(thrown.code);
    return isAway ? refused(destination, 'oauth_unreachable') : undefined;
  }
  if (answer.status < 400) return undefined;
  const text = await answer.text();
  const said = ofJson(text, destination) ?? ofPage(text, destination);
  if (said !== undefined) return said;
  return answer.status === 404 || answer.status >= 500 ? refused(destination, 'oauth_unreachable') : undefined;
}

function ofJson(text: string, destination: string): DestinationError | undefined {
  const parsed = safeParse(ErrorBody, jsonOf(text));
  if (!parsed.success) return undefined;
  const { error, error_description: description } = parsed.output;
  if (error === 'invalid_request' && /redirect[_ ]uri|callback/i.test(description)) {
    return refused(destination, 'oauth_redirect_unregistered');
  }
  const refusal = authorizationRefusal(error, destination);
  // A no to somebody without cookies is not the person's.
  return ['oauth_refused', 'authorization_declined'].includes(refusal.reason ?? '') ? undefined : refusal;
}

function ofPage(html: string, destination: string): DestinationError | undefined {
  const text = html
    .slice(0, LONGEST_PAGE)
    .replace(/<(script|style)\b[\s\S]*?<\/\1/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  const reason = WORDS.find(([words]) => words.test(text))?.[1];
  return reason === undefined ? undefined : refused(destination, reason);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
