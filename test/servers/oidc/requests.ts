/** What the authorization server was asked by clients, with every secret hashed: it may stand in a test's output. */
import { createHash } from 'node:crypto';
import type { Context } from 'oidc-provider';
import { nullable, object, optional, parse, string } from 'valibot';

/** A request to the token endpoint or the revocation endpoint, once it was answered. Secrets are `hashed`. */
export interface TokenRequest {
  endpoint: 'token' | 'revocation';
  grantType: string | null;
  /** Null where the client did not name itself, or named one that is not known. */
  clientId: string | null;
  code: string | null;
  refreshToken: string | null;
  /** What is to be revoked. */
  token: string | null;
  status: number;
  /** As in RFC 6749 §5.2. */
  error: string | null;
  /** What was handed out. */
  given: { accessToken: string | null; refreshToken: string | null };
}

/** How secrets stand in a TokenRequest. */
export const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const text = optional(nullable(string()), null);
const Sent = object({ grant_type: text, code: text, refresh_token: text, token: text });
const Answer = object({ error: text, access_token: text, refresh_token: text });

/** Null where another endpoint was asked. */
export function tokenRequestOf({ oidc, status, body }: Context): TokenRequest | null {
  if (oidc === undefined || (oidc.route !== 'token' && oidc.route !== 'revocation')) return null;
  const sent = parse(Sent, oidc.body ?? {});
  const answer = parse(Answer, typeof body === 'object' ? body : {});
  return {
    endpoint: oidc.route,
    grantType: sent.grant_type,
    clientId: oidc.client?.clientId ?? null,
    code: hashOf(sent.code),
    refreshToken: hashOf(sent.refresh_token),
    token: hashOf(sent.token),
    status,
    error: answer.error,
    given: { accessToken: hashOf(answer.access_token), refreshToken: hashOf(answer.refresh_token) },
  };
}

const hashOf = (secret: string | null): string | null => (secret === null ? null : hashed(secret));
