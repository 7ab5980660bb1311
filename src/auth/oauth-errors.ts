/**
 * What an authorization server's refusals mean for the person. Of what it wrote only the code is looked at, and nothing
 * is kept: its words are a stranger's, and an answer may hold a token.
 */
import { object, safeParse, string } from 'valibot';
import { DestinationError, type ErrorCode, type ErrorView } from '../core/errors.ts';
import type { AuthorizationReason } from './authorization.ts';
import type { OAuthDeps } from './oauth-deps.ts';

/** Narrower text keys; each has its sentence in _locales. */
export type OAuthReason =
  /** The answer came in the other part of our address than the one agreed upon, or in both. */
  | 'oauth_wrong_part'
  /** It names another server (RFC 9207), or none where each answer was promised to. */
  | 'oauth_issuer'
  /** Any error that is none of the following. */
  | 'oauth_refused'
  | 'oauth_scope_refused'
  | 'oauth_wrong_client'
  | 'oauth_redirect_unregistered'
  | 'oauth_unreachable'
  | 'oauth_code_expired'
  | 'oauth_sign_in_again'
  /** By the API, of our access token. */
  | 'oauth_token_refused'
  | 'oauth_scope_too_small'
  /** The metadata at an address are another server's. */
  | 'oauth_issuer_mismatch'
  /** It is no answer that OAuth knows. */
  | 'oauth_bad_answer'
  | 'oauth_redirected'
  | 'oauth_server_error'
  | 'oauth_rate_limited';

/** Error codes that say the same wherever they come (RFC 6749 §4.1.2.1, §5.2; the last two are habits of some servers). */
const REASONS = new Map<string, OAuthReason>([
  ['invalid_scope', 'oauth_scope_refused'],
  ['invalid_client', 'oauth_wrong_client'],
  ['unauthorized_client', 'oauth_wrong_client'],
  ['invalid_redirect_uri', 'oauth_redirect_unregistered'],
  ['redirect_uri_mismatch', 'oauth_redirect_unregistered'],
]);

/** Troubles of the server's own, where no status can tell them: in an answer by redirect (§4.1.2.1). */
const PASSING = ['server_error', 'temporarily_unavailable'];

/** A sign-in that came to nothing, by the server's word or ours. */
export function refused(
  destination: string,
  reason: OAuthReason | AuthorizationReason,
  status?: number,
): DestinationError {
  const view = { code: 'credentials_rejected', destination, reason } as const;
  return new DestinationError(status === undefined ? view : { ...view, status });
}

/** @param error the code with which the authorization endpoint refused (§4.1.2.1) */
export function authorizationRefusal(error: string, destination: string): DestinationError {
  if (error === 'access_denied') return refused(destination, 'authorization_declined');
  if (PASSING.includes(error)) return inTrouble({ destination });
  return refused(destination, REASONS.get(error) ?? 'oauth_refused');
}

const ErrorBody = object({ error: string() });

/** The code of an error answer (§5.2), whatever else stands in it; undefined where it is none. */
export function errorCodeOf(body: unknown): string | undefined {
  const parsed = safeParse(ErrorBody, body);
  return parsed.success ? parsed.output.error : undefined;
}

/** That the code or the token which was sent does not hold, as the server says it, and what it means for the person. */
export interface InvalidGrant {
  errors: readonly string[];
  means: Pick<ErrorView, 'code' | 'reason'>;
}

/** What an answer means that does not give what was asked for. */
export function tokenRefusal(
  answer: Response,
  body: unknown,
  deps: Pick<OAuthDeps, 'destination' | 'explain'>,
  invalidGrant: InvalidGrant,
): DestinationError {
  const { destination } = deps;
  const { status } = answer;
  // Nothing that is said beside such a status is a last word.
  if (status === 429 || status >= 500) return failureOf(answer, deps);
  const error = errorCodeOf(body);
  if (PASSING.includes(error ?? '')) return inTrouble({ destination, status });
  if (invalidGrant.errors.includes(error ?? '')) {
    return new DestinationError({ ...invalidGrant.means, destination, status });
  }
  // 401 is about the client and nothing else (§5.2), and may come with a challenge in place of a body.
  const reason = error === undefined && status === 401 ? 'oauth_wrong_client' : REASONS.get(error ?? '');
  if (reason !== undefined) return refused(destination, reason, status);
  return error === undefined ? badAnswer(destination, status) : refused(destination, 'oauth_refused', status);
}

/** A page, a captive portal, or a server that speaks something else. It may pass. */
export function badAnswer(destination: string, status: number): DestinationError {
  return new DestinationError({ code: 'unexpected_response', destination, reason: 'oauth_bad_answer', status });
}

const inTrouble = (view: Omit<ErrorView, 'code'>): DestinationError =>
  saidOfServer(new DestinationError({ ...view, code: 'server_error' }));

/** What the status of an answer means that says nothing else. */
export const failureOf = (answer: Response, { explain }: Pick<OAuthDeps, 'explain'>): DestinationError =>
  saidOfServer(new DestinationError(explain(answer)));

/** What the fetch threw. */
export const ofServer = (thrown: unknown): unknown =>
  thrown instanceof DestinationError ? saidOfServer(thrown) : thrown;

const OF_SERVER: Partial<Record<ErrorCode, OAuthReason>> = {
  redirected: 'oauth_redirected',
  offline: 'oauth_unreachable',
  timeout: 'oauth_unreachable',
  server_error: 'oauth_server_error',
  rate_limited: 'oauth_rate_limited',
  unexpected_response: 'oauth_bad_answer',
};

/** The same, said of the authorization server: else the person would look at the site. */
function saidOfServer(error: DestinationError): DestinationError {
  const reason = error.reason === undefined ? OF_SERVER[error.code] : undefined;
  return reason === undefined ? error : new DestinationError({ ...error.toView(), reason });
}
