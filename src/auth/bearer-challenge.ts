import type { ErrorView } from '../core/errors.ts';

/** `error` among the parameters of a challenge (RFC 9110 §11.6.1, RFC 6750 §3), with quotes or without. */
const TOO_SMALL = /(?:^|[\s,])error\s*=\s*"?insufficient_scope(?:["\s,]|$)/i;

/**
 * What an API's answer to our access token says of the token (RFC 6750 §3.1); undefined where it says nothing of it.
 * @param failure an answer that is no success
 */
export function explainBearer(
  { status, headers }: { status: number; headers: Headers },
  destination: string,
): ErrorView | undefined {
  if (status === 401) return { code: 'credentials_rejected', destination, status, reason: 'oauth_token_refused' };
  if (status === 403 && TOO_SMALL.test(headers.get('www-authenticate') ?? '')) {
    return { code: 'insufficient_scope', destination, status, reason: 'oauth_scope_too_small' };
  }
  return undefined;
}
