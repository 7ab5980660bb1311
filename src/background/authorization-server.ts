/** What an authorization server says of itself, asked for while a site is set up. */
import { findAuthorizationServer } from '../auth/authorization-server.ts';
import { DestinationError } from '../core/errors.ts';
import type { Clock, Fetch } from '../core/ports.ts';
import { isSameSite, originPattern } from '../destinations/address.ts';
import { oauthDeps } from '../destinations/oauth-deps.ts';
import type { AuthorizationServerMetadata, AuthorizationServerRequest } from '../messages/contract.ts';
import type { Vault } from '../vault/vault.ts';
import { oauthAccess } from './oauth-client.ts';
import { ownHeaders } from './own-headers.ts';
import { requireAccess } from './require-access.ts';

/** At two addresses, while a person waits. */
const LONGEST_MS = 10_000;

export interface FindServerDeps {
  vault: Pick<Vault, 'getAccount' | 'getCredentials'>;
  fetch: Fetch;
  clock: Clock;
  mayReach(origins: string[]): Promise<boolean>;
  keepAlive<T>(task: () => Promise<T>): Promise<T>;
}

export function createFindServer({ vault, fetch, clock, mayReach, keepAlive }: FindServerDeps) {
  async function find(input: AuthorizationServerRequest): Promise<AuthorizationServerMetadata | null> {
    const { destination, issuer, site, accountId, allowHttp = false } = input;
    const extraHeaders =
      site === undefined ? '' : (input.extraHeaders ?? (await ownHeaders(vault, accountId, new URL(site))));
    // Where there is no site, the person's word for http is for the server itself.
    const access = oauthAccess({ destination, apiUrl: site ?? issuer, allowHttp, extraHeaders }, { fetch, clock });
    const deps = oauthDeps({ ...access, timeoutMs: LONGEST_MS });
    if (deps.addressFault(issuer) === undefined) {
      await requireAccess(destination, [originPattern(new URL(issuer))], mayReach);
    }
    return findAuthorizationServer(issuer, deps).catch((thrown: unknown) => {
      if (site !== undefined && isForwardedBy(site, issuer, thrown)) return null;
      throw thrown;
    });
  }
  return (input: AuthorizationServerRequest) => keepAlive(() => find(input));
}

/** A site without a server may forward such an address like any other that it does not know: Ghost does. */
const isForwardedBy = (site: string, issuer: string, thrown: unknown): boolean =>
  thrown instanceof DestinationError && thrown.code === 'redirected' && isSameSite(new URL(issuer), new URL(site));
