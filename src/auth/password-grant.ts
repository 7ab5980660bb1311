/**
 * Resource Owner Password Credentials (RFC 6749 §4.3) and the refreshing of what they gave (§6), as requests; the answer
 * to both is a TokenResponse. Their parameters travel as JSON and no client authenticates itself, as Contentjet has it.
 * RFC 9700 §2.4 forbids this grant: it is for servers that have no other.
 */
import { TokenResponse } from './token-response.ts';

/** §4.3.2. @param tokenEndpoint its address */
export function passwordGrantRequest(
  tokenEndpoint: string,
  { username, password }: { username: string; password: string },
) {
  const json = { username, password, grant_type: 'password' };
  return { method: 'POST', url: tokenEndpoint, json, expect: [200], schema: TokenResponse } as const;
}

/** §6, with the access token beside the refresh token. Where it is refused (§5.2: 400 or 401), only a new grant helps. */
export function refreshRequest(
  refreshEndpoint: string,
  { accessToken, refreshToken }: { accessToken: string; refreshToken: string },
) {
  const headers = { authorization: `Bearer ${accessToken}` };
  const json = { refresh_token: refreshToken, grant_type: 'refresh_token' };
  return { method: 'POST', url: refreshEndpoint, headers, json, expect: [200], schema: TokenResponse } as const;
}
