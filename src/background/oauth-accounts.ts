/** What the session of an account is made of that an authorization server speaks for (auth method `authorization_code`). */
import {
  createAuthorizationCodeAuthorizer,
  type Grant,
  type GrantHome,
  revokeGrant,
} from '../auth/authorization-code.ts';
import { type AuthorizationSettings, parseAuthorizationSettings } from '../auth/authorization-settings.ts';
import type { Authorizer } from '../auth/authorizer.ts';
import { explainBearer } from '../auth/bearer-challenge.ts';
import type { AuthorizationCodeCredentials, Credentials } from '../auth/credentials.ts';
import { DestinationError } from '../core/errors.ts';
import type { Clock, Fetch, Locks, Store } from '../core/ports.ts';
import { originPattern } from '../destinations/address.ts';
import type { CheckReport, Destination, Http, HttpDeps } from '../destinations/destination.ts';
import type { Account } from '../vault/account.ts';
import { accountMissing, type Vault } from '../vault/vault.ts';
import { openOAuthClient } from './oauth-client.ts';
import { checkSignIn } from './oauth-doctor.ts';

export interface OAuthAccountsDeps {
  vault: Pick<Vault, 'getAccount' | 'getCredentials' | 'replaceSecret' | 'listAccounts'>;
  fetch: Fetch;
  clock: Clock;
  locks: Locks;
  /** Whether the person has granted these match patterns: without them fetch looks like being offline. */
  mayReach(origins: string[]): Promise<boolean>;
}

/** The refresh token of a sign-in that is only tried, as it stands now: it is nowhere else. */
export interface StagedGrant {
  refreshToken: string | undefined;
}

export interface OAuthSignIn {
  authorizer: Authorizer;
  explain: NonNullable<HttpDeps['explain']>;
  /** What the site's own checks report, and what the person is to know of the sign-in itself. */
  check(ofSite: () => Promise<CheckReport>): Promise<CheckReport>;
  /** Ends the grant at the server, unless another account lives on it. */
  revoke(): Promise<void>;
}

export interface OpenOptions {
  destination: Destination;
  tokens: Store;
  /** Absent where the account's own sign-in is opened. */
  staged: StagedGrant | undefined;
}

export function createOAuthAccounts({ vault, fetch, clock, locks, mayReach }: OAuthAccountsDeps) {
  function grantOf(account: Account, credentials: Credentials): Grant {
    const settings = parseAuthorizationSettings(account.authorization);
    if (settings === null || credentials.method !== 'authorization_code') throw missing(account);
    const { clientSecret, refreshToken, extraHeaders = '' } = credentials;
    const { destination, apiUrl } = account;
    const allowHttp = account.settings.allowHttp === true;
    const options = { destination, apiUrl, allowHttp, extraHeaders, settings, clientSecret };
    return { client: openOAuthClient(options, { fetch, clock }), refreshToken };
  }

  const inVault = (accountId: string): GrantHome => ({
    async read() {
      const account = await vault.getAccount(accountId);
      if (account === null) throw accountMissing();
      return grantOf(account, await vault.getCredentials(accountId));
    },
    replaceRefreshToken: (token) => vault.replaceSecret(accountId, 'refreshToken', token),
  });

  /** Servers end all that a person allowed a client, whichever of its tokens is named (RFC 7009 §2.1). */
  async function isShared(account: Account, settings: AuthorizationSettings, staged: boolean): Promise<boolean> {
    const others = (await vault.listAccounts()).filter(({ id }) => staged || id !== account.id);
    return others.some(
      ({ authorization }) =>
        authorization?.clientId === settings.clientId &&
        (authorization.issuer === settings.issuer || authorization.tokenEndpoint === settings.tokenEndpoint),
    );
  }

  return {
    /** @throws DestinationError reauthorization_required (oauth_sign_in_again) where nobody knows the server any more */
    open(account: Account, credentials: AuthorizationCodeCredentials, options: OpenOptions): OAuthSignIn {
      const { destination, tokens, staged } = options;
      const settings = parseAuthorizationSettings(account.authorization);
      if (settings === null) throw missing(account);
      const home = staged === undefined ? inVault(account.id) : inMemory(staged, grantOf(account, credentials));
      const deps = { subject: account.id, home, tokens, locks };
      const isRenewable = staged === undefined || staged.refreshToken !== undefined;
      const { id } = destination.descriptor;
      const authorizer = createAuthorizationCodeAuthorizer({ ...deps, clock, destination: id, isRenewable });
      return {
        authorizer,
        explain(failure) {
          const view = explainBearer(failure, id) ?? destination.explain(failure);
          // Its words for a key or a password: nobody has one here.
          return view?.code === 'credentials_rejected' ? { ...view, reason: 'oauth_token_refused' } : view;
        },
        check: (ofSite) =>
          checkSignIn(ofSite, {
            destination: id,
            authorize: () => authorizer.authorize(new Headers(), clock.now()),
            isRenewable: async () => (await home.read()).refreshToken !== undefined,
          }),
        async revoke() {
          const { revocationEndpoint } = settings;
          if (revocationEndpoint === undefined || (await isShared(account, settings, staged !== undefined))) return;
          if (await mayReach([originPattern(new URL(revocationEndpoint))])) await revokeGrant(deps);
        },
      };
    },
  };
}

const inMemory = (staged: StagedGrant, { client }: Grant): GrantHome => ({
  read: async () => ({ client, ...staged }),
  replaceRefreshToken: async (token) => {
    staged.refreshToken = token ?? undefined;
  },
});

/**
 * Whoever stands in front of the site lets nobody through without a token: what anyone may ask there is asked with it too.
 * To any other place it never goes.
 */
export const neverAnonymous = (http: Http, apiUrl: string): Http => ({
  request: ({ anonymous, ...request }) => {
    const isThere = new URL(request.url).origin === new URL(apiUrl).origin;
    return http.request({ ...request, ...(anonymous === true && !isThere ? { anonymous } : {}) });
  },
});

const missing = ({ destination }: Account): DestinationError =>
  new DestinationError({ code: 'reauthorization_required', destination, reason: 'oauth_sign_in_again' });
