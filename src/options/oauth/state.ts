import type { AuthorizationDefaults } from '../../destinations/destination.ts';
import type { AuthorizationServerMetadata, AuthorizationSettings } from '../../messages/contract.ts';

/** As the person has it in the form. */
export interface Typed extends Proposal {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The stored one goes. */
  removeSecret: boolean;
}

/** What the server, or its kind, tells; whatever a person typed over it stays. */
export interface Proposal {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  revocationEndpoint: string;
  clientAuthentication: AuthorizationSettings['clientAuthentication'];
  scope: string;
  responseMode: AuthorizationSettings['responseMode'];
}

export interface OAuthState {
  typed: Typed;
  proposed: Proposal;
  /** What is known of the server at this issuer. `stored`: what the account has. */
  server: 'unknown' | 'found' | 'silent' | 'stored';
  issParameter: boolean;
}

const NOTHING: Proposal = {
  authorizationEndpoint: '',
  tokenEndpoint: '',
  revocationEndpoint: '',
  clientAuthentication: 'client_secret_post',
  scope: '',
  responseMode: 'query',
};

/**
 * @param stored what the account has: its scope and the like were somebody's choice, its endpoints were the server's word
 * @param site where the site's own server would be; a server without a path names itself without a slash (RFC 8414 §3)
 */
export function begin(stored: AuthorizationSettings | null, site: string): OAuthState {
  const { issuer = site.replace(/\/$/, ''), clientId = '', issParameter, ...told } = stored ?? {};
  const { authorizationEndpoint, tokenEndpoint, revocationEndpoint } = { ...NOTHING, ...told };
  return {
    typed: { ...NOTHING, ...told, issuer, clientId, clientSecret: '', removeSecret: false },
    proposed: { ...NOTHING, authorizationEndpoint, tokenEndpoint, revocationEndpoint },
    server: stored === null ? 'unknown' : 'stored',
    issParameter: issParameter === true,
  };
}

/** Another server: what the former one told does not hold for it. */
export function withIssuer(state: OAuthState, issuer: string): OAuthState {
  const { typed, proposed } = follow(state, NOTHING);
  return { typed: { ...typed, issuer }, proposed, server: 'unknown', issParameter: false };
}

/** The server told what it is. */
export function withServer(state: OAuthState, metadata: AuthorizationServerMetadata): OAuthState {
  const { typed, proposed } = follow(state, {
    authorizationEndpoint: metadata.authorizationEndpoint,
    tokenEndpoint: metadata.tokenEndpoint,
    revocationEndpoint: metadata.revocationEndpoint ?? '',
    clientAuthentication: metadata.clientAuthentication[0] ?? NOTHING.clientAuthentication,
    scope: usualScope(metadata.scopes),
    responseMode: 'query',
  });
  return {
    typed: { ...typed, issuer: metadata.issuer },
    proposed,
    server: 'found',
    issParameter: metadata.issParameter === true,
  };
}

/** It told nothing: its endpoints are where those of its kind usually are, or nobody knows. */
export function withoutServer(state: OAuthState, usual: AuthorizationDefaults | null): OAuthState {
  return { ...state, ...follow(state, { ...NOTHING, ...usual }), server: 'silent', issParameter: false };
}

/**
 * The usual endpoints of a site's own server, at its own address.
 * @param site ends in a slash
 */
export function usualEndpoints(defaults: AuthorizationDefaults, site: string): AuthorizationDefaults {
  const { authorizationEndpoint, tokenEndpoint, responseMode } = defaults;
  return {
    authorizationEndpoint: new URL(authorizationEndpoint, site).href,
    tokenEndpoint: new URL(tokenEndpoint, site).href,
    responseMode,
  };
}

/** A refresh token is what keeps somebody signed in; OpenID Connect Core §11 wants `openid` beside its scope. */
function usualScope(scopes: readonly string[]): string {
  if (!scopes.includes('offline_access')) return '';
  return scopes.includes('openid') ? 'openid offline_access' : 'offline_access';
}

function follow({ typed, proposed }: OAuthState, next: Proposal): Pick<OAuthState, 'typed' | 'proposed'> {
  const now = <K extends keyof Proposal>(name: K): Proposal[K] =>
    typed[name] === proposed[name] ? next[name] : typed[name];
  return {
    typed: {
      ...typed,
      authorizationEndpoint: now('authorizationEndpoint'),
      tokenEndpoint: now('tokenEndpoint'),
      revocationEndpoint: now('revocationEndpoint'),
      clientAuthentication: now('clientAuthentication'),
      scope: now('scope'),
      responseMode: now('responseMode'),
    },
    proposed: next,
  };
}
