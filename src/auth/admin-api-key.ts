/** Ghost's Admin API keys and staff access tokens: a short-lived JSON Web Token per few minutes, signed here. */
import { CompactSign } from 'jose/jws/compact/sign';
import { DestinationError } from '../core/errors.ts';
import { inspectGhostKey } from './admin-api-key-format.ts';
import type { Authorizer } from './authorizer.ts';
import type { AdminApiKeyCredentials } from './credentials.ts';

/** Seconds. Ghost refuses a token whose `iat` is older than 5 minutes, whatever its `exp` says (recorded). */
const LIFETIME = 300;
/** Seconds that must be left for a token to be used again. */
const SPARE = 60;
/** Seconds by which the learnt server time may wander between two answers: `Date` has whole seconds. */
const JITTER = 5;

export interface AdminApiKeyOptions {
  /** The `aud` claim: `/admin/`, or `/v4/admin/` on a versioned path. */
  audience: string;
  /** Named in errors. */
  destination: string;
  /** Reasons of refusals that a fresh token, made with the server's clock, may cure. */
  staleReasons: readonly string[];
}

/**
 * Signs with HS256 (RFC 7515), a fixed algorithm and a short life (RFC 8725 §3.1), by the server's clock.
 * The secret is imported once as a non-extractable key; nothing here keeps its text.
 * @throws DestinationError credentials_rejected, reason `ghost_content_key` or `ghost_key_format`
 */
export async function createAdminApiKeyAuthorizer(
  credentials: AdminApiKeyCredentials,
  options: AdminApiKeyOptions,
): Promise<Authorizer> {
  const inspected = inspectGhostKey(credentials.key);
  if (!inspected.ok) {
    const reason = inspected.reason === 'content_key' ? 'ghost_content_key' : 'ghost_key_format';
    throw new DestinationError({ code: 'credentials_rejected', destination: options.destination, reason });
  }
  const kid = inspected.id;
  const key = await importSecret(inspected.secret);
  let token: { jwt: string; iat: number } | null = null;

  const mint = async (iat: number): Promise<string> => {
    const claims = JSON.stringify({ iat, exp: iat + LIFETIME, aud: options.audience });
    const jwt = await new CompactSign(new TextEncoder().encode(claims))
      .setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT' })
      .sign(key);
    token = { jwt, iat };
    return jwt;
  };

  return {
    async authorize(headers, serverNow) {
      const now = Math.floor(serverNow / 1000);
      const age = token === null ? Number.POSITIVE_INFINITY : now - token.iat;
      const fresh = age >= -JITTER && age <= LIFETIME - SPARE;
      headers.set('authorization', `Ghost ${token !== null && fresh ? token.jwt : await mint(now)}`);
    },
    cureOf(error) {
      if (error.reason === undefined || !options.staleReasons.includes(error.reason)) return null;
      token = null;
      return 'other_clock';
    },
  };
}

/** Hex to bytes to a key that can sign and can't be read back. */
function importSecret(hex: string): Promise<CryptoKey> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
