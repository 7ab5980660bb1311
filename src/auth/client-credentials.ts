/**
 * Client Credentials (RFC 6749 §4.4): a token for the client itself, with nobody signed in, and without a refresh token
 * (§4.4.3). The client names itself in the body (§2.3.1), as JSON, as Contentjet has it.
 */
import { TokenResponse } from './token-response.ts';

/** §4.4.2. @param tokenEndpoint its address */
export function clientCredentialsRequest(
  tokenEndpoint: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
) {
  const json = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
  return { method: 'POST', url: tokenEndpoint, json, expect: [200], schema: TokenResponse } as const;
}
