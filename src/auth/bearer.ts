/** Bearer tokens (RFC 6750 §2.1) from a source that renews them. */
import type { DestinationError } from '../core/errors.ts';
import type { Authorizer } from './authorizer.ts';
import type { TokenSource } from './token-source.ts';

/** @param isStale whether a refusal is of a kind that a token made anew may cure */
export function createBearerAuthorizer(
  source: Pick<TokenSource, 'getAccessToken'>,
  isStale: (error: DestinationError) => boolean,
): Authorizer {
  let refused: string | null = null;
  return {
    async authorize(headers, serverNow) {
      headers.set('authorization', `Bearer ${await source.getAccessToken(serverNow, refused)}`);
    },
    // Several requests may be under way: what counts is the token that this one went with.
    cureOf(error, sent) {
      const token = sent.get('authorization')?.replace('Bearer ', '');
      // Without one, it was the request for a token that was refused.
      if (token === undefined || !isStale(error)) return null;
      refused = token;
      return 'new_token';
    },
  };
}
