/** What a token endpoint answers to a grant (RFC 6749 §5.1). */
import {
  exactOptional,
  type InferOutput,
  nullable,
  number,
  object,
  pipe,
  regex,
  string,
  transform,
  union,
} from 'valibot';
import type { TokenSet } from './token-source.ts';

/** It goes into a header as it stands: visible ASCII and nothing else (RFC 6749 appendix A.12). */
const token = pipe(string(), regex(/^[\x21-\x7e]+$/));

export const TokenResponse = object({
  access_token: token,
  /** Whoever does not know a type must not use its tokens (§7.1). */
  token_type: pipe(string(), regex(/^bearer$/i)),
  /** Seconds; digits in quotes from some servers. Null says as little as nothing. */
  expires_in: exactOptional(nullable(union([number(), pipe(string(), regex(/^\d+$/), transform(Number))]))),
  refresh_token: exactOptional(nullable(token)),
});
export type TokenResponse = InferOutput<typeof TokenResponse>;

/**
 * The tokens of an answer. Their life is reckoned by our own clock, so that the server's may show any time, and from the
 * moment the request left: the token was made later than that, less the second that a server which counts whole ones
 * has dropped. So it never ends at the server before it ends here.
 * @param askedAt ms since the epoch by our clock
 */
export function tokenSetOf({ access_token, expires_in, refresh_token }: TokenResponse, askedAt: number): TokenSet {
  return {
    v: 1,
    accessToken: access_token,
    expiresAt: endOf(expires_in ?? 0, askedAt),
    issuedAt: askedAt,
    ...(refresh_token == null ? {} : { refreshToken: refresh_token }),
  };
}

/** Nobody hands out a token that has ended, or one for longer than a clock can show: such a life says nothing. */
function endOf(seconds: number, askedAt: number): number | null {
  const end = askedAt + (seconds - 1) * 1000;
  return seconds > 0 && end <= Number.MAX_SAFE_INTEGER ? end : null;
}
