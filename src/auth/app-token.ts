/** A GitHub App's own JSON Web Tokens: it signs who it is, for a few minutes. */
import { CompactSign } from 'jose/jws/compact/sign';
import type { Authorizer } from './authorizer.ts';
import type { AppPrivateKeyCredentials } from './credentials.ts';
import { importPrivateKey } from './private-key.ts';

/** Seconds. The server's clock may be behind what its answers say. */
const BACKDATED = 60;
/** Seconds from now. GitHub takes ten minutes at most, and exactly ten have been refused (recorded). */
const LIFETIME = 540;
/** Seconds that must be left for a token to be used again. */
const SPARE = 60;
/** Seconds by which the learnt server time may wander between two answers: `Date` has whole seconds. */
const JITTER = 5;

export interface AppTokenOptions {
  /** Named in errors. */
  destination: string;
  /** Reasons of refusals that a fresh token, made with the other clock, may cure. */
  staleReasons: readonly string[];
}

/**
 * Signs with RS256 (RFC 7515), a fixed algorithm and a short life (RFC 8725 §3.1), by the server's clock. The key is
 * imported when the first request needs it, once; who authorises then throws credentials_rejected where it is none.
 */
export function createAppTokenAuthorizer(credentials: AppPrivateKeyCredentials, options: AppTokenOptions): Authorizer {
  let key: Promise<CryptoKey> | null = null;
  let token: { jwt: string; madeAt: number } | null = null;

  async function mint(now: number): Promise<string> {
    key ??= importPrivateKey(credentials.privateKey, options.destination);
    const claims = JSON.stringify({ iat: now - BACKDATED, exp: now + LIFETIME, iss: credentials.appId.trim() });
    const jwt = await new CompactSign(new TextEncoder().encode(claims))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .sign(await key);
    token = { jwt, madeAt: now };
    return jwt;
  }

  return {
    async authorize(headers, serverNow) {
      const now = Math.floor(serverNow / 1000);
      const age = token === null ? Number.POSITIVE_INFINITY : now - token.madeAt;
      const fresh = age >= -JITTER && age <= LIFETIME - SPARE;
      headers.set('authorization', `Bearer ${token !== null && fresh ? token.jwt : await mint(now)}`);
    },
    cureOf({ reason }) {
      if (reason === undefined || !options.staleReasons.includes(reason)) return null;
      token = null;
      return 'other_clock';
    },
  };
}
