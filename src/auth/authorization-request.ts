/** The authorization request of the code grant (RFC 6749 §4.1.1), always with PKCE (RFC 7636, RFC 9700 §2.1.1). */
import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi';
import type { AuthorizationSettings } from './authorization-settings.ts';

/** Random and its S256 challenge (RFC 7636 §4.1, §4.2). The verifier is a secret until the exchange. */
export async function newPkce(): Promise<{ codeVerifier: string; codeChallenge: string }> {
  const codeVerifier = generateRandomCodeVerifier();
  return { codeVerifier, codeChallenge: await calculatePKCECodeChallenge(codeVerifier) };
}

/**
 * The address to open. The endpoint's own query stays (RFC 6749 §3.1), but for what has the name of a parameter of ours.
 * @param attempt `redirectUrl` exactly as it is registered
 */
export function authorizationUrl(
  settings: Pick<AuthorizationSettings, 'authorizationEndpoint' | 'clientId' | 'scope' | 'responseMode'>,
  { state, redirectUrl, codeChallenge }: { state: string; redirectUrl: string; codeChallenge: string },
): string {
  const url = new URL(settings.authorizationEndpoint);
  url.hash = '';
  const scopes = settings.scope.split(' ');
  const parameters: Record<string, string | null> = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: redirectUrl,
    state,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    scope: settings.scope === '' ? null : settings.scope,
    // The query is where an answer to a code request goes anyway: servers that know no response modes need not be told.
    response_mode: settings.responseMode === 'fragment' ? 'fragment' : null,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  // Without the question no refresh token may be given (OpenID Connect Core 1.0 §11).
  if (scopes.includes('openid') && scopes.includes('offline_access')) url.searchParams.set('prompt', 'consent');
  return url.href;
}
