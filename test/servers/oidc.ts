/**
 * A real authorization server on loopback, for tests: oidc-provider (OpenID certified), with PKCE required and refresh
 * tokens that are rotated, where a replaced one that comes again ends the whole grant.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type Provider from 'oidc-provider';
import { listen, stop } from './contentjet.ts';
import { INTERACTION, renderError } from './oidc/pages.ts';
import { type TokenRequest, tokenRequestOf } from './oidc/requests.ts';
import { isServed, type Metadata, pathOf, router } from './oidc/router.ts';
import { OidcStore } from './oidc/store.ts';

export interface OidcOptions {
  /** A free one where not given. */
  port?: number;
  /** The host by which it calls itself. It answers at both names. */
  host?: '127.0.0.1' | 'localhost';
  /** Its issuer's path, `/blog` or the like, below which all of it is. */
  path?: string;
  /** Its issuer, where a proxy has it answer at another address than its own: in place of `host` and `path`. */
  issuer?: string;
  /** Where its metadata is: RFC 8414's address, OpenID Connect's, both (where not given) or neither. */
  metadata?: Metadata;
  /** Paths of its endpoints. */
  authorizationPath?: string;
  tokenPath?: string;
  /** Who gets a refresh token: every client where not given. */
  refreshTokens?: 'always' | 'offline_access' | 'never';
  /** Off: a refresh token is good for ever. */
  rotates?: boolean;
  lives?: Partial<Lives>;
}

/** Seconds. */
export interface Lives {
  accessToken: number;
  refreshToken: number;
  authorizationCode: number;
}

export interface OidcClient {
  clientId: string;
  /** Absent for a public client. */
  clientSecret?: string;
}

export interface ClientRegistration {
  /** A random one where not given. */
  clientId?: string;
  redirectUris: string[];
  /** client_secret_post where not given; `none` is a public client. */
  authentication?: 'client_secret_post' | 'client_secret_basic' | 'none';
  /** A random one where not given. */
  clientSecret?: string;
  /** All it may ask for; whatever there is where not given. */
  scope?: string;
}

/** What is known of an access token that lives. */
export interface KnownToken {
  clientId: string;
  login: string;
  scopes: string[];
}

export interface RunningOidc {
  /** Its own address, without a slash at its end. */
  url: string;
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  revocationEndpoint: string;
  /** Whether this path is one of its own. */
  serves(pathname: string): boolean;
  register(client: ClientRegistration): OidcClient;
  /** Of what is made from now on. */
  setLives(lives: Partial<Lives>): void;
  /** Null where it has ended, was revoked, or never was. */
  lookUp(accessToken: string): Promise<KnownToken | null>;
  expireAccessTokens(): void;
  /** The server has taken them back; it still refreshes. */
  destroyAccessTokens(): void;
  expireCodes(): void;
  /** As if somebody had come with them already. */
  useCodes(): void;
  expireRefreshTokens(): void;
  /** Everything that was given to anybody, as an administrator revokes it. Who is signed in at the server stays so. */
  revokeGrants(): void;
  /** Every one since the array was last emptied, in the order in which they were answered. */
  tokenRequests: TokenRequest[];
  /** On the same port, also after `stop`. @param forgets its clients, grants and tokens too */
  restart(forgets?: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** The scope that the tests' proxy asks for, beside openid and offline_access. */
export const DRAFTS_SCOPE = 'drafts';

export async function startOidc(options: OidcOptions = {}): Promise<RunningOidc> {
  const { host = '127.0.0.1', authorizationPath = '/auth', tokenPath = '/token', metadata = 'both' } = options;
  const lives: Lives = { accessToken: 3600, refreshToken: 86_400, authorizationCode: 60, ...options.lives };
  const store = new OidcStore();
  const tokenRequests: TokenRequest[] = [];
  const AuthorizationServer = await loadProvider();
  const server = createServer();
  // After a restart no client is left with a connection to what was before.
  server.maxRequestsPerSocket = 1;
  const port = Number(new URL(await listen(server, options.port ?? 0)).port);
  const url = `http://${host}:${port}`;
  const issuer = options.issuer ?? `${url}${options.path ?? ''}`;
  const provider = new AuthorizationServer(issuer, {
    ...configurationFor(options, lives, store, issuer),
    routes: { authorization: authorizationPath, token: tokenPath, revocation: REVOCATION },
  });
  provider.use(async (context, next) => {
    await next();
    const request = tokenRequestOf(context);
    if (request !== null) tokenRequests.push(request);
  });
  server.on('request', router(provider, issuer, metadata));

  return {
    url,
    issuer,
    authorizationEndpoint: `${issuer}${authorizationPath}`,
    tokenEndpoint: `${issuer}${tokenPath}`,
    revocationEndpoint: `${issuer}${REVOCATION}`,
    serves: (pathname) => isServed(pathname, issuer, metadata, [authorizationPath, tokenPath]),
    register({ clientId = `client-${randomBytes(6).toString('hex')}`, redirectUris, ...more }) {
      const { authentication = 'client_secret_post' } = more;
      const secret = authentication === 'none' ? null : (more.clientSecret ?? randomBytes(32).toString('base64url'));
      store.put('Client', clientId, {
        client_id: clientId,
        ...(secret === null ? {} : { client_secret: secret }),
        ...(more.scope === undefined ? {} : { scope: more.scope }),
        redirect_uris: redirectUris,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: authentication,
        id_token_signed_response_alg: 'ES256',
        application_type: redirectUris.some((uri) => uri.startsWith('http:')) ? 'native' : 'web',
      });
      return secret === null ? { clientId } : { clientId, clientSecret: secret };
    },
    setLives: (more) => void Object.assign(lives, more),
    async lookUp(accessToken) {
      const token = await provider.AccessToken.find(accessToken);
      if (token === undefined) return null;
      return { clientId: token.clientId, login: token.accountId, scopes: token.scope?.split(' ') ?? [] };
    },
    expireAccessTokens: () => store.expire('AccessToken'),
    destroyAccessTokens: () => store.destroy('AccessToken'),
    expireCodes: () => store.expire('AuthorizationCode'),
    useCodes: () => store.consume('AuthorizationCode'),
    expireRefreshTokens: () => store.expire('RefreshToken'),
    revokeGrants: () => store.destroy('Grant', 'AccessToken', 'RefreshToken', 'AuthorizationCode'),
    tokenRequests,
    async restart(forgets = false) {
      await stop(server);
      if (forgets) store.clear();
      await listen(server, port);
    },
    stop: () => stop(server),
  };
}

const REVOCATION = '/token/revocation';

/** It says on the console that node 20 is too old for it. It is not, and the tests have nobody to tell. */
async function loadProvider(): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return (await import('oidc-provider')).default;
  } finally {
    console.warn = warn;
  }
}

/** Nothing is left at a default that it would warn about. */
function configurationFor(
  options: OidcOptions,
  lives: Lives,
  store: OidcStore,
  issuer: string,
): Record<string, unknown> {
  const { refreshTokens = 'always', rotates = true } = options;
  return {
    adapter: store.adapterFor,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    // Extensions send an Origin with a POST; as it comes, oidc-provider refuses every client that sends one.
    clientBasedCORS: () => true,
    clockTolerance: 0,
    scopes: ['openid', 'offline_access', DRAFTS_SCOPE],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: rotates,
    issueRefreshToken: (_context: unknown, _client: unknown, code: { scopes: Set<string> }) =>
      refreshTokens === 'always' || (refreshTokens === 'offline_access' && code.scopes.has('offline_access')),
    findAccount: (_context: unknown, login: string) => ({ accountId: login, claims: () => ({ sub: login }) }),
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `${pathOf(issuer)}${INTERACTION}${uid}` },
    jwks: { keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) }] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: isOwner },
    },
    ttl: {
      AccessToken: () => lives.accessToken,
      RefreshToken: () => lives.refreshToken,
      AuthorizationCode: () => lives.authorizationCode,
      IdToken: () => 3600,
      Grant: () => 86_400,
      Session: () => 86_400,
      Interaction: () => 3600,
    },
    renderError,
  };
}

const isOwner = (_context: unknown, client: { clientId: string }, token: { clientId?: string }): boolean =>
  client.clientId === token.clientId;
