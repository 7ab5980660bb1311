/**
 * Our client at one authorization server: the requests to its token endpoint (RFC 6749 §4.1.3, §6) and its revocation
 * endpoint (RFC 7009). The requests are oauth4webapi's. The answers are read by the shape that all our grants share: of
 * an id_token we have no use (nobody is authenticated by it), and the half of the library that would check one stays out.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  None,
  OperationProcessingError,
  refreshTokenGrantRequest,
  revocationRequest,
} from 'oauth4webapi';
import { safeParse } from 'valibot';
import { DestinationError } from '../core/errors.ts';
import type { AuthorizationSettings } from './authorization-settings.ts';
import type { OAuthDeps } from './oauth-deps.ts';
import { errorCodeOf, type InvalidGrant, ofServer, tokenRefusal } from './oauth-errors.ts';
import { TokenResponse, tokenSetOf } from './token-response.ts';
import type { TokenSet } from './token-source.ts';

export interface OAuthClient {
  /**
   * The code for tokens. A server takes a code once: this is never asked twice.
   * @param response as readAuthorizationResponse gave it
   * @throws DestinationError credentials_rejected (`oauth_code_expired` and other OAuthReasons), unexpected_response
   *   (`oauth_bad_answer`), rate_limited, server_error, and what the fetch throws
   */
  exchange(response: URLSearchParams, redirectUrl: string, codeVerifier: string): Promise<TokenSet>;
  /**
   * New tokens. Where there is no refresh token among them the one that was sent still holds (RFC 6749 §6).
   * @throws DestinationError reauthorization_required (`oauth_sign_in_again`) where the refresh token does not hold any
   *   more; else as `exchange`
   */
  refresh(refreshToken: string): Promise<TokenSet>;
  /**
   * The token is to end, and at most servers its grant with it. Nothing happens where the server has no revocation, or
   * none for such tokens (RFC 7009 §2.2.1). @throws DestinationError where nobody knows whether it did
   */
  revoke(token: string, hint: 'access_token' | 'refresh_token'): Promise<void>;
}

export interface OAuthClientDeps extends Pick<OAuthDeps, 'safeFetch' | 'clock' | 'destination' | 'explain'> {
  settings: AuthorizationSettings;
  /** Absent for a public client (RFC 6749 §2.1). */
  clientSecret: string | undefined;
}

const CODE: InvalidGrant = {
  errors: ['invalid_grant'],
  means: { code: 'credentials_rejected', reason: 'oauth_code_expired' },
};
/** League's server before version 9 (Laravel Passport), and others, call the request invalid where the token is. */
const REFRESH_TOKEN: InvalidGrant = {
  errors: ['invalid_grant', 'invalid_request'],
  means: { code: 'reauthorization_required', reason: 'oauth_sign_in_again' },
};
const REVOKED_TOKEN: InvalidGrant = { errors: [], means: { code: 'credentials_rejected' } };

export function createOAuthClient({ settings, clientSecret, ...deps }: OAuthClientDeps): OAuthClient {
  const server = {
    issuer: settings.issuer,
    token_endpoint: settings.tokenEndpoint,
    ...(settings.revocationEndpoint === undefined ? {} : { revocation_endpoint: settings.revocationEndpoint }),
  };
  const client = { client_id: settings.clientId };
  const authentication = authenticationOf(settings, clientSecret);
  const options = {
    // safeFetch looks at the address itself: http to this machine, and elsewhere where the account allows it.
    [allowInsecureRequests]: true,
    [customFetch]: (url: string, { method, headers, body }: { method: string; headers: HeadersInit; body: BodyInit }) =>
      deps.safeFetch(url, { method, headers, body }),
  };

  async function tokensOf(send: () => Promise<Response>, invalidGrant: InvalidGrant) {
    const askedAt = deps.clock.now();
    const { answer, body } = await answerTo(send(), deps.destination);
    const parsed = safeParse(TokenResponse, body);
    if (answer.status !== 200 || !parsed.success) throw tokenRefusal(answer, body, deps, invalidGrant);
    return tokenSetOf(parsed.output, askedAt);
  }

  return {
    exchange: (response, redirectUrl, codeVerifier) =>
      tokensOf(
        () =>
          authorizationCodeGrantRequest(server, client, authentication, response, redirectUrl, codeVerifier, options),
        CODE,
      ),

    refresh: (refreshToken) =>
      tokensOf(() => refreshTokenGrantRequest(server, client, authentication, refreshToken, options), REFRESH_TOKEN),

    async revoke(token, hint) {
      if (settings.revocationEndpoint === undefined) return;
      const additionalParameters = { token_type_hint: hint };
      const request = revocationRequest(server, client, authentication, token, { ...options, additionalParameters });
      const { answer, body } = await answerTo(request, deps.destination);
      if (answer.ok || errorCodeOf(body) === 'unsupported_token_type') return;
      throw tokenRefusal(answer, body, deps, REVOKED_TOKEN);
    },
  };
}

function authenticationOf({ clientAuthentication }: AuthorizationSettings, secret: string | undefined): ClientAuth {
  if (secret === undefined || secret === '') return None();
  return clientAuthentication === 'client_secret_basic' ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

/** An answer and its JSON, undefined where it has none. */
async function answerTo(request: Promise<Response>, destination: string): Promise<{ answer: Response; body: unknown }> {
  try {
    const answer = await request;
    return { answer, body: await answer.json().catch(() => undefined) };
  } catch (thrown) {
    // All that it refuses to send: to an address that is neither https nor http.
    if (thrown instanceof OperationProcessingError) {
      throw new DestinationError({ code: 'not_this_system', destination, reason: 'address_invalid' });
    }
    throw ofServer(thrown);
  }
}
