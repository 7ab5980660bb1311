/** What a request to connect comes to: an account and its credentials, over what is stored. Nothing is asked or stored here. */
import { type AuthorizationSettings, parseAuthorizationSettings } from '../auth/authorization-settings.ts';
import { type Credentials, extraHeadersOf } from '../auth/credentials.ts';
import { keepsSignIn, nameOf, overStored } from '../auth/typed-credentials.ts';
import { DestinationError } from '../core/errors.ts';
import type { Clock, Random } from '../core/ports.ts';
import { isSameSite, originPattern } from '../destinations/address.ts';
import type { ConnectRequest } from '../messages/contract.ts';
import type { Account } from '../vault/account.ts';
import { accountMissing, type Vault } from '../vault/vault.ts';

export interface ConnectRequestsDeps {
  vault: Pick<Vault, 'getCredentials'>;
  clock: Clock;
  random: Random;
}

export function createConnectRequests({ vault, clock, random }: ConnectRequestsDeps) {
  /**
   * What was typed now, over what the account has.
   * @throws DestinationError reauthorization_required where what it has would go to another site
   */
  async function credentialsFor(
    request: ConnectRequest,
    existing: Account | null,
  ): Promise<{ credentials: Credentials; isNew: boolean }> {
    const { credentials: typed, extraHeaders } = request;
    const isElsewhere = existing !== null && !isSameSite(new URL(request.discovery.apiUrl), new URL(existing.apiUrl));
    if (typed === undefined) {
      if (existing === null) throw accountMissing();
      if (isElsewhere) throw anotherSite(request);
      return { credentials: withHeaders(await vault.getCredentials(existing.id), extraHeaders), isNew: false };
    }
    // A new sign-in cures what can't be opened any more: then there are no headers to keep either.
    const stored = existing === null ? null : await vault.getCredentials(existing.id).catch(() => null);
    const isNew = !keepsSignIn(typed, stored);
    if (isElsewhere && !isNew) throw anotherSite(request);
    const known = isElsewhere ? nameOf(stored) : stored;
    return { credentials: withHeaders(overStored(typed, known), extraHeaders ?? extraHeadersOf(known)), isNew };
  }

  function accountFor(request: ConnectRequest, method: Credentials['method'], existing: Account | null): Account {
    const { discovery, destination } = request;
    const authorization = method === 'authorization_code' ? authorizationFor(request, existing) : null;
    return {
      v: 1,
      id: existing?.id ?? random.uuid(),
      destination,
      siteUrl: discovery.siteUrl,
      apiUrl: discovery.apiUrl,
      authMethod: method,
      ...(authorization === null
        ? { origins: discovery.origins }
        : { authorization, origins: withTokenEndpoint(discovery.origins, authorization) }),
      identity: existing?.identity ?? { siteTitle: discovery.title, userName: null, role: null },
      settings: request.settings,
      createdAt: existing?.createdAt ?? new Date(clock.now()).toISOString(),
    };
  }

  return { credentialsFor, accountFor };
}

/** No secret of one site is ever sent to another: neither a password nor a token, nor a proxy's header. */
const anotherSite = ({ destination }: ConnectRequest): DestinationError =>
  new DestinationError({ code: 'reauthorization_required', destination, reason: 'another_site' });

/** Which server speaks for the account; null where nobody knows, or what was given is no such thing. */
const authorizationFor = ({ credentials, authorization }: ConnectRequest, existing: Account | null) =>
  parseAuthorizationSettings(credentials === undefined ? existing?.authorization : authorization);

/** What the person has to grant for such an account: the host that hands out its tokens too. */
export const withTokenEndpoint = (origins: string[], { tokenEndpoint }: AuthorizationSettings): string[] => [
  ...new Set([...origins, originPattern(new URL(tokenEndpoint))]),
];

/** Only sites that somebody hosts stand behind proxies with wishes of their own. */
const mayHaveHeaders = (
  credentials: Credentials,
): credentials is Exclude<Credentials, { method: 'admin_api_key' | 'personal_access_token' | 'app_private_key' }> =>
  !['admin_api_key', 'personal_access_token', 'app_private_key'].includes(credentials.method);

/** `extraHeaders` in place of the credentials' own: absent leaves them, empty takes them away. */
function withHeaders(credentials: Credentials, extraHeaders: string | undefined): Credentials {
  if (extraHeaders === undefined || !mayHaveHeaders(credentials)) return credentials;
  const { extraHeaders: _, ...rest } = credentials;
  return extraHeaders.trim() === '' ? rest : { ...rest, extraHeaders };
}
