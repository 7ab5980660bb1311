import { isSecretFor } from '../../auth/authorization-settings.ts';
import type { AuthorizationSettings } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import { type AddressIssue, endpointIssue, type ParsedIssuer, parseIssuer } from './addresses.ts';
import type { OAuthState, Typed } from './state.ts';

/** Each ends the key of a text. */
export interface OAuthFaults {
  /** `server_unknown`: nobody has looked it up yet, nor typed where its endpoints are. */
  issuer: AddressIssue | 'server_unknown' | null;
  authorizationEndpoint: AddressIssue | null;
  tokenEndpoint: AddressIssue | null;
  revocationEndpoint: AddressIssue | null;
  clientId: 'client_empty' | 'characters' | null;
  scope: 'characters' | null;
}

/** What goes along with the request. */
export interface OAuthSignIn {
  authorization: AuthorizationSettings;
  /** Absent: what the account has stays. '': there is none. */
  clientSecret?: string;
}

/** As it will be stored: a server's own words as they are, and what a person typed as an address. */
export function issuerOf({ typed, server }: Pick<OAuthState, 'typed' | 'server'>, found: Found): ParsedIssuer {
  const parsed = parseIssuer(typed.issuer, found);
  return parsed.ok && (server === 'found' || server === 'stored') ? { ...parsed, issuer: typed.issuer } : parsed;
}

/** RFC 6749 appendix A: what a client's id and a scope may consist of. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * Whether the account's own secret stays where none is typed: it was given to one client, for one address. No page ever
 * sees it, nor whether there is one.
 */
export function mayKeepSecret(typed: Typed, stored: AuthorizationSettings | null): boolean {
  const revocationEndpoint = typed.revocationEndpoint.trim();
  const now = {
    ...{ clientId: typed.clientId.trim(), tokenEndpoint: typed.tokenEndpoint.trim() },
    ...(revocationEndpoint === '' ? {} : { revocationEndpoint }),
  };
  return stored !== null && isSecretFor(now, stored);
}

/**
 * What was typed as a sign-in, or every fault in it.
 * @param stored what the account has
 */
export function readOAuth(
  { typed, server, issParameter }: OAuthState,
  found: Found,
  stored: AuthorizationSettings | null,
): { signIn: OAuthSignIn } | { faults: OAuthFaults } {
  const issuer = issuerOf({ typed, server }, found);
  const [authorizationEndpoint, tokenEndpoint, revocationEndpoint, clientId, clientSecret] = [
    typed.authorizationEndpoint.trim(),
    typed.tokenEndpoint.trim(),
    typed.revocationEndpoint.trim(),
    typed.clientId.trim(),
    typed.clientSecret.trim(),
  ];
  const scope = typed.scope.trim().replace(/\s+/g, ' ');
  const unknown = server === 'unknown' && authorizationEndpoint === '' && tokenEndpoint === '';
  const faults: OAuthFaults = {
    issuer: !issuer.ok ? issuer.issue : unknown ? 'server_unknown' : null,
    authorizationEndpoint: unknown ? null : endpointIssue(authorizationEndpoint, found),
    tokenEndpoint: unknown ? null : endpointIssue(tokenEndpoint, found),
    revocationEndpoint: revocationEndpoint === '' ? null : endpointIssue(revocationEndpoint, found),
    clientId: clientId === '' ? 'client_empty' : PRINTABLE.test(clientId) ? null : 'characters',
    scope: PRINTABLE.test(scope) ? null : 'characters',
  };
  if (!issuer.ok || Object.values(faults).some((fault) => fault !== null)) return { faults };
  const { clientAuthentication, responseMode } = typed;
  const keeps = mayKeepSecret(typed, stored) && clientSecret === '' && !typed.removeSecret;
  return {
    signIn: {
      authorization: {
        ...{ issuer: issuer.issuer, authorizationEndpoint, tokenEndpoint, clientId },
        ...(revocationEndpoint === '' ? {} : { revocationEndpoint }),
        ...(issParameter ? { issParameter } : {}),
        ...{ clientAuthentication, scope, responseMode },
      },
      ...(keeps ? {} : { clientSecret }),
    },
  };
}
