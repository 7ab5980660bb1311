/**
 * Requests authorised by what an authorization server granted: Bearer tokens, each got with the refresh token when the one
 * before ends or is refused (RFC 6749 §6). A server that rotates refresh tokens takes the second use of one for theft and
 * ends the whole grant (RFC 9700 §4.14.2). So there is one refresh at a time; what replaces a refresh token is in the
 * vault before the access token that came with it is used; and what was replaced, or refused, is never sent again.
 */
import { DestinationError } from '../core/errors.ts';
import type { Clock, Locks, Store } from '../core/ports.ts';
import type { Authorizer } from './authorizer.ts';
import { createBearerAuthorizer } from './bearer.ts';
import { createTokenSource, readToken, type TokenSet, tokenKey, withTokenLock } from './token-source.ts';

/** The client at its authorization server, as far as tokens that are there already need it (oauth-client.ts). */
export interface TokenClient {
  /** @throws DestinationError reauthorization_required where the refresh token is refused (RFC 6749 §5.2, invalid_grant) */
  refresh(refreshToken: string): Promise<TokenSet>;
  /** RFC 7009 §2. */
  revoke(token: string, hint: 'refresh_token' | 'access_token'): Promise<void>;
}

export interface Grant {
  client: TokenClient;
  refreshToken: string | undefined;
}

/** Where a grant rests. It changes under the lock of the account's tokens alone. */
export interface GrantHome {
  /** As it stands now: a new sign-in, perhaps at another server, may have taken the place of the one before. */
  read(): Promise<Grant>;
  replaceRefreshToken(token: string | null): Promise<void>;
}

export interface AuthorizationCodeDeps {
  /** The account's id. */
  subject: string;
  home: GrantHome;
  /** The browser session's, or those of a sign-in that is only tried. */
  tokens: Store;
  locks: Locks;
  clock: Clock;
  /** Named in errors. */
  destination: string;
  /** Whether a refusal may be for the token's age: not where somebody has just signed in, and got nothing to renew with. */
  isRenewable: boolean;
}

/** Its `authorize` throws reauthorization_required (`oauth_sign_in_again`) where there is nothing left to refresh with. */
export function createAuthorizationCodeAuthorizer(deps: AuthorizationCodeDeps): Authorizer {
  const { subject, home, tokens, locks, clock, destination, isRenewable } = deps;

  /** Null where the server refuses it, or there is none. */
  async function refresh({ client, refreshToken }: Grant): Promise<TokenSet | null> {
    if (refreshToken === undefined) return null;
    try {
      return await keep(await client.refresh(refreshToken), refreshToken);
    } catch (error) {
      if (error instanceof DestinationError && error.code === 'reauthorization_required') return null;
      throw error;
    }
  }

  /** The refresh token goes into the vault; what is left is for the browser session. */
  async function keep({ refreshToken, ...access }: TokenSet, used: string): Promise<TokenSet> {
    if (refreshToken === undefined || refreshToken === used) return access;
    try {
      await home.replaceRefreshToken(refreshToken);
    } catch (error) {
      // No room there, or it was locked meanwhile. The one that was used is over: its successor waits in the session.
      const waiting = { ...access, expiresAt: 0, refreshToken };
      await tokens.set(tokenKey(subject), waiting).catch(() => home.replaceRefreshToken(null));
      throw error;
    }
    return access;
  }

  /** What had to wait for the vault goes there first. */
  async function current({ refreshToken, ...access }: Partial<TokenSet>): Promise<Grant> {
    const grant = await home.read();
    if (refreshToken === undefined) return grant;
    await home.replaceRefreshToken(refreshToken);
    await tokens.set(tokenKey(subject), access);
    return { ...grant, refreshToken };
  }

  async function renew(previous: TokenSet | null): Promise<TokenSet> {
    const grant = await current(previous ?? {});
    const renewed = await refresh(grant);
    if (renewed !== null) return renewed;
    const now = await home.read();
    const another = now.refreshToken === grant.refreshToken ? null : await refresh(now);
    if (another !== null) return another;
    // The refusal is what the caller is to hear of, not that there was no way to forget the token.
    await home.replaceRefreshToken(null).catch(() => undefined);
    throw new DestinationError({ code: 'reauthorization_required', destination, reason: 'oauth_sign_in_again' });
  }

  const source = createTokenSource({ subject, store: tokens, locks, renew });
  return createBearerAuthorizer(
    // How long tokens live is reckoned by our clock: see tokenSetOf.
    { getAccessToken: (_serverNow, refused) => source.getAccessToken(clock.now(), refused) },
    ({ status }) => isRenewable && status === 401,
  );
}

/**
 * Has the server end the grant: the refresh token first, because with it go the access tokens (RFC 7009 §2.1). Only the
 * tokens are read under their lock: nobody waits for a server that does not answer.
 */
export async function revokeGrant({
  subject,
  home,
  tokens,
  locks,
}: Pick<AuthorizationCodeDeps, 'subject' | 'home' | 'tokens' | 'locks'>): Promise<void> {
  const { client, refreshToken, accessToken } = await withTokenLock(subject, locks, async () => ({
    ...(await home.read()),
    ...(await readToken(subject, tokens)),
  }));
  if (refreshToken !== undefined) await client.revoke(refreshToken, 'refresh_token').catch(() => undefined);
  if (accessToken !== undefined) await client.revoke(accessToken, 'access_token');
}
