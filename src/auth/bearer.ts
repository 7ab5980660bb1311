/** Bearer tokens (RFC 6750 §2.1) from a source that renews them. */
import type { Authorizer } from './authorizer.ts';
import type { TokenSource } from './token-source.ts';

/** @param staleReasons reasons of refusals that a token made anew may cure */
export function createBearerAuthorizer(
  source: Pick<TokenSource, 'getAccessToken'>,
  staleReasons: readonly string[],
): Authorizer {
  let refused: string | null = null;
  return {
    async authorize(headers, serverNow) {
      headers.set('authorization', `Bearer ${await source.getAccessToken(serverNow, refused)}`);
    },
    // Several requests may be under way: what counts is the token that this one went with.
    cureOf(error, sent) {
      if (error.reason === undefined || !staleReasons.includes(error.reason)) return null;
      refused = sent.get('authorization')?.replace('Bearer ', '') ?? null;
      return 'new_token';
    },
  };
}
