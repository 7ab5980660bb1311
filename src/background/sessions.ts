/** An account becomes a session: permission, credentials, authoriser and http, put together. */
import type { Credentials } from '../auth/credentials.ts';
import { type ExtraHeader, parseExtraHeaders } from '../auth/extra-headers.ts';
import { DestinationError } from '../core/errors.ts';
import type { Clock, Fetch, Locks, Store } from '../core/ports.ts';
import type {
  AuthDeps,
  Authorizer,
  Destination,
  DestinationId,
  Http,
  HttpDeps,
  Session,
  Settings,
} from '../destinations/destination.ts';
import { createHttp } from '../destinations/http.ts';
import { destinationFor } from '../destinations/registry.ts';
import type { BodyWords } from '../draft/draft.ts';
import type { Deliver } from '../outbox/deps.ts';
import type { Account } from '../vault/account.ts';
import { accountMissing, type Vault } from '../vault/vault.ts';

export interface SessionDeps {
  vault: Pick<Vault, 'getAccount' | 'getCredentials'>;
  fetch: Fetch;
  clock: Clock;
  locks: Locks;
  /** The browser session's: access tokens live nowhere else. */
  tokens: Store;
  words: BodyWords;
  /** Whether the person has granted these match patterns: without them fetch looks like being offline. */
  mayReach(origins: string[]): Promise<boolean>;
}

export interface OpenedAccount {
  destination: Destination;
  session: Session<Settings>;
  authorizer: Authorizer;
}

export interface Sessions extends Deliver {
  /**
   * For an account that may not be stored yet. `tokens`: where a sign-in puts what it gets, in place of the session's.
   * Throws host_permission_missing and what the key itself is refused for.
   */
  openWith(account: Account, credentials: Credentials, tokens?: Store): Promise<OpenedAccount>;
  openAccount(accountId: string): Promise<OpenedAccount & { account: Account }>;
  /** For discovery: no credentials. `extraHeaders`: one `Name: value` a line. */
  anonymousHttp(destination: Destination, allowHttp: boolean, extraHeaders: string): Http;
}

/** @throws DestinationError credentials_rejected with reason extra_headers */
export function readExtraHeaders(destination: DestinationId, text: string): readonly ExtraHeader[] {
  const parsed = parseExtraHeaders(text);
  if ('headers' in parsed) return parsed.headers;
  throw new DestinationError({ code: 'credentials_rejected', destination, reason: 'extra_headers' });
}

export function createSessions({ vault, fetch, clock, locks, tokens, words, mayReach }: SessionDeps): Sessions {
  function httpDeps(destination: Destination, allowHttp: boolean, extraHeaders: string): HttpDeps {
    const { explain, descriptor } = destination;
    const headers = readExtraHeaders(descriptor.id, extraHeaders);
    return { fetch, clock, destination: descriptor.id, explain, allowHttp, extraHeaders: headers };
  }

  async function openWith(account: Account, credentials: Credentials, ownTokens = tokens) {
    const destination = destinationFor(account.destination);
    if (!(await mayReach(account.origins))) {
      throw new DestinationError({ code: 'host_permission_missing', destination: account.destination });
    }
    const settings = destination.parseSettings(account.settings);
    const extraHeaders = 'extraHeaders' in credentials ? (credentials.extraHeaders ?? '') : '';
    const anonymous = httpDeps(destination, settings.allowHttp === true, extraHeaders);
    const { siteUrl, apiUrl } = account;
    const auth: AuthDeps = {
      ...{ subject: account.id, siteUrl, apiUrl, locks, clock },
      http: createHttp(anonymous),
      tokens: ownTokens,
    };
    const authorizer = await destination.authorizer(credentials, settings, auth);
    const http = createHttp({ ...anonymous, authorizer });
    const reader = destination.reader?.(credentials, settings, auth) ?? null;
    const { method } = credentials;
    const signIn = 'username' in credentials ? { signIn: { method, username: credentials.username } } : {};
    const session: Session<Settings> = {
      ...{ siteUrl, apiUrl, settings, http, clock, words, ...signIn },
      ...(reader === null ? {} : { reader: createHttp({ ...anonymous, authorizer: reader }) }),
    };
    return { destination, session, authorizer };
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
