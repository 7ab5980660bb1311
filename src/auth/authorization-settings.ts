/** An authorization server (RFC 6749 §1.1) and us as its client, as an account keeps them. Nothing in here is secret. */
import {
  exactOptional,
  type InferOutput,
  literal,
  object,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
  url,
} from 'valibot';
import { toHex } from '../core/hex.ts';

const address = pipe(string(), url());

export const AuthorizationSettings = object({
  /** The issuer identifier (RFC 8414 §2), or the address that a person gave for a server without metadata. */
  issuer: address,
  /** It may have a query of its own, which stays (RFC 6749 §3.1). */
  authorizationEndpoint: address,
  tokenEndpoint: address,
  /** RFC 7009. Absent where the server has none, or nobody knows it. */
  revocationEndpoint: exactOptional(address),
  /** The server's metadata promise that each of its answers names the issuer (RFC 9207 §3). */
  issParameter: exactOptional(literal(true)),
  /** Printable ASCII (RFC 6749 appendix A.1). */
  clientId: pipe(string(), regex(/^[\x20-\x7e]+$/)),
  /** How the client's secret travels (RFC 6749 §2.3.1); without a secret the client only names itself. */
  clientAuthentication: picklist(['client_secret_post', 'client_secret_basic']),
  /** '' asks for whatever the server gives by default (RFC 6749 §3.3). */
  scope: pipe(string(), regex(/^[\x20-\x7e]*$/)),
  /** Where in our address the answer is expected, and nowhere else. */
  responseMode: picklist(['query', 'fragment']),
});
export type AuthorizationSettings = InferOutput<typeof AuthorizationSettings>;

/** What was stored, or null where it is damaged. */
export function parseAuthorizationSettings(stored: unknown): AuthorizationSettings | null {
  const parsed = safeParse(AuthorizationSettings, stored);
  return parsed.success ? parsed.output : null;
}

/**
 * Whether the secret that a client has at one server may be sent by the settings `now`: for the same client, to the same
 * token endpoint, and to no other place for revocation, which gets it too (RFC 7009 §2.1).
 */
export function isSecretFor(
  now: Pick<AuthorizationSettings, 'clientId' | 'tokenEndpoint' | 'revocationEndpoint'>,
  known: AuthorizationSettings,
): boolean {
  const { clientId, tokenEndpoint, revocationEndpoint: revocation } = now;
  if (clientId !== known.clientId || tokenEndpoint !== known.tokenEndpoint) return false;
  if (revocation === undefined || revocation === known.revocationEndpoint) return true;
  return URL.canParse(revocation) && new URL(revocation).origin === new URL(tokenEndpoint).origin;
}

/**
 * The path of the redirect URI below our own address: one for each issuer, so that the answer of one server is never
 * taken for another's (RFC 9700 §4.4.2.2), and the same in every installation, so that it can be registered beforehand.
 * It ends in the first 128 bits, in hex, of the SHA-256 of the issuer without a closing slash.
 */
export async function redirectPath(issuer: string): Promise<string> {
  const bytes = new TextEncoder().encode(issuer.replace(/\/$/, ''));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `oauth/${toHex(digest.subarray(0, 16))}`;
}
