/** An account becomes a session: permission, credentials, authoriser and http, put together. */
import type { Credentials } from '../auth/credentials.ts';
import { DestinationError } from '../core/errors.ts';
import type { Clock, Fetch } from '../core/ports.ts';
import type { Destination, Http, Session, Settings } from '../destinations/destination.ts';
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
  words: BodyWords;
  /** Whether the person has granted these match patterns: without them fetch looks like being offline. */
  mayReach(origins: string[]): Promise<boolean>;
}

export interface Sessions extends Deliver {
  /** For an account that may not be stored yet. Throws host_permission_missing and what the key itself is refused for. */
  openWith(
    account: Account,
    credentials: Credentials,
  ): Promise<{ destination: Destination; session: Session<Settings> }>;
  openAccount(accountId: string): Promise<{ account: Account; destination: Destination; session: Session<Settings> }>;
  /** For discovery: no credentials. */
  anonymousHttp(destination: Destination, allowHttp: boolean): Http;
}

export function createSessions({ vault, fetch, clock, words, mayReach }: SessionDeps): Sessions {
  async function openWith(account: Account, credentials: Credentials) {
    const destination = destinationFor(account.destination);
    if (!(await mayReach(account.origins))) {
      throw new DestinationError({ code: 'host_permission_missing', destination: account.destination });
    }
    const settings = destination.parseSettings(account.settings);
    const authorizer = await destination.authorizer(credentials, settings);
    const http = createHttp({
      fetch,
      clock,
      destination: account.destination,
      explain: destination.explain,
      authorizer,
      allowHttp: settings.allowHttp === true,
    });
    const session: Session<Settings> = {
      siteUrl: account.siteUrl,
      apiUrl: account.apiUrl,
      settings,
      http,
      clock,
      words,
    };
    return { destination, session };
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
    anonymousHttp: (destination, allowHttp) =>
      createHttp({
        fetch,
        clock,
        destination: destination.descriptor.id,
        explain: destination.explain,
        allowHttp,
      }),
  };
}
