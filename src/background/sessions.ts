/** An account becomes a session: permission, credentials, authoriser and http, put together. */
import { type AuthorizationCodeCredentials, type Credentials, extraHeadersOf } from '../auth/credentials.ts';
import { ownError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import { isSameSite } from '../destinations/address.ts';
import type {
  AuthDeps,
  Authorizer,
  CheckReport,
  Destination,
  Http,
  HttpDeps,
  Session,
  Settings,
} from '../destinations/destination.ts';
import { createHttp } from '../destinations/http.ts';
import { destinationFor } from '../destinations/registry.ts';
import type { DeliveryWords } from '../draft/draft.ts';
import type { Deliver } from '../outbox/deps.ts';
import type { Account } from '../vault/account.ts';
import { accountMissing } from '../vault/vault.ts';
import { createOAuthAccounts, neverAnonymous, type OAuthAccountsDeps, type StagedGrant } from './oauth-accounts.ts';
import { readExtraHeaders } from './read-extra-headers.ts';
import { requireAccess } from './require-access.ts';
import type { Revocable } from './revoke.ts';

export interface SessionDeps extends OAuthAccountsDeps {
  /** The browser session's: access tokens live nowhere else. */
  tokens: Store;
  words: DeliveryWords;
}

export interface OpenedAccount extends Revocable {
  destination: Destination;
  session: Session<Settings>;
  authorizer: Authorizer;
  /** The connection doctor, and what it is to say of the sign-in itself. */
  check(): Promise<CheckReport>;
}

/** A sign-in that is tried apart from the account's own. */
export interface Staged {
  /** Where it puts the access tokens that it gets. */
  tokens: Store;
  /** Of `authorization_code`. */
  grant?: StagedGrant;
}

export interface Sessions extends Deliver {
  /**
   * For an account that may not be stored yet.
   * Throws host_permission_missing and what the key itself is refused for.
   * @param choosing what the account is set up with is being chosen
   */
  openWith(account: Account, credentials: Credentials, staged?: Staged, choosing?: boolean): Promise<OpenedAccount>;
  openAccount(accountId: string): Promise<OpenedAccount & { account: Account }>;
  /** For discovery: no credentials. `extraHeaders`: one `Name: value` a line. */
  anonymousHttp(destination: Destination, allowHttp: boolean, extraHeaders: string): Http;
}

/** What a session needs beside the sign-in. */
interface Site {
  destination: Destination;
  anonymous: HttpDeps;
  session: Omit<Session<Settings>, 'http'>;
}

export function createSessions(deps: SessionDeps): Sessions {
  const { vault, fetch, clock, locks, tokens, words, mayReach } = deps;
  const oauthAccounts = createOAuthAccounts(deps);

  function httpDeps(destination: Destination, allowHttp: boolean, extraHeaders: string): HttpDeps {
    const { explain, descriptor } = destination;
    const headers = readExtraHeaders(descriptor.id, extraHeaders);
    return { fetch, clock, destination: descriptor.id, explain, allowHttp, extraHeaders: headers };
  }

  /**
   * The browser session's tokens, for an account as it stands now. It may move to another site while a draft is on its way
   * to the former one: what its tokens are by then is for the new one alone.
   */
  const tokensFor = ({ id, apiUrl }: Account): Store => ({
    ...tokens,
    async get(key) {
      const token = await tokens.get(key);
      const stored = await vault.getAccount(id);
      if (stored === null || isSameSite(new URL(stored.apiUrl), new URL(apiUrl))) return token;
      throw ownError('unexpected_response', 'internal');
    },
  });

  async function openWith(
    account: Account,
    credentials: Credentials,
    staged: Staged = { tokens: tokensFor(account) },
    choosing = false,
  ) {
    const destination = destinationFor(account.destination);
    await requireAccess(account.destination, account.origins, mayReach);
    const settings = destination.parseSettings(account.settings);
    const anonymous = httpDeps(destination, settings.allowHttp === true, extraHeadersOf(credentials) ?? '');
    const { siteUrl, apiUrl } = account;
    const site: Site = { destination, anonymous, session: { siteUrl, apiUrl, settings, clock, words } };
    return credentials.method === 'authorization_code'
      ? openByServer(site, account, credentials, staged)
      : openBySite(site, account, credentials, staged, choosing);
  }

  /** With what an authorization server gave: the same for every system. */
  function openByServer(
    { destination, anonymous, ...site }: Site,
    account: Account,
    credentials: AuthorizationCodeCredentials,
    { tokens, grant }: Staged,
  ): OpenedAccount {
    const signIn = oauthAccounts.open(account, credentials, { destination, tokens, staged: grant });
    const { authorizer, explain, revoke } = signIn;
    const http = neverAnonymous(createHttp({ ...anonymous, explain, authorizer }), account.apiUrl);
    const session: Session<Settings> = { ...site.session, http };
    const check = () => signIn.check(() => destination.check(session));
    return { destination, session, authorizer, check, revoke };
  }

  /** With what the system itself gives, or made. */
  async function openBySite(
    { destination, anonymous, ...site }: Site,
    account: Account,
    credentials: Credentials,
    staged: Staged,
    choosing: boolean,
  ): Promise<OpenedAccount> {
    const { siteUrl, apiUrl, settings } = site.session;
    const auth: AuthDeps = {
      ...{ subject: account.id, siteUrl, apiUrl, locks, clock },
      http: createHttp(anonymous),
      httpWith: (authorizer) => createHttp({ ...anonymous, authorizer }),
      ...(choosing ? { choosing } : {}),
      tokens: staged.tokens,
    };
    const authorizer = await destination.authorizer(credentials, settings, auth);
    const reader = destination.reader?.(credentials, settings, auth) ?? null;
    const { method } = credentials;
    const session: Session<Settings> = {
      ...{ ...site.session, http: createHttp({ ...anonymous, authorizer }) },
      ...('username' in credentials ? { signIn: { method, username: credentials.username } } : {}),
      ...(reader === null ? {} : { reader: createHttp({ ...anonymous, authorizer: reader }) }),
    };
    const { revoke } = destination;
    return {
      ...{ destination, session, authorizer, check: () => destination.check(session) },
      ...(revoke === undefined ? {} : { revoke: () => revoke(session) }),
    };
  }

  async function openAccount(accountId: string) {
    const account = await vault.getAccount(accountId);
    if (account === null) throw accountMissing();
    return { account, ...(await openWith(account, await vault.getCredentials(accountId))) };
  }

  return {
    openWith,
    openAccount,
    open: ({ accountId }) => (accountId === null ? Promise.reject(accountMissing()) : openAccount(accountId)),
    anonymousHttp: (destination, allowHttp, extraHeaders) => createHttp(httpDeps(destination, allowHttp, extraHeaders)),
  };
}
