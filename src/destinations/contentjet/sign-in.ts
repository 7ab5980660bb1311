/**
 * Both grants of Contentjet put together (recorded from contentjet-api 0.17.1). The person's token lives five minutes and
 * is its own refresh token, without any grace: once it has ended, only the password helps. The client's lives an hour,
 * may only read, and is fetched anew.
 */
import { createBearerAuthorizer } from '../../auth/bearer.ts';
import { clientCredentialsRequest } from '../../auth/client-credentials.ts';
import type { Credentials } from '../../auth/credentials.ts';
import { passwordGrantRequest, refreshRequest } from '../../auth/password-grant.ts';
import { type TokenResponse, tokenSetOf } from '../../auth/token-response.ts';
import { createTokenSource, secondSubject, type TokenSet, type TokenSource } from '../../auth/token-source.ts';
import { DestinationError } from '../../core/errors.ts';
import type { AuthDeps, Authorizer, HttpRequest } from '../destination.ts';
import { contentjetError, STALE_TOKEN_REASONS } from './errors.ts';
import type { ContentjetSettings } from './settings.ts';

/** So long before its end a token is renewed ahead: four alarms have room in it, should the first ones find no network. */
const AHEAD_MS = 120_000;

/** @throws DestinationError credentials_rejected where the credentials are not of this system */
export async function createContentjetAuthorizer(
  credentials: Credentials,
  _settings: ContentjetSettings,
  deps: AuthDeps,
): Promise<Authorizer> {
  if (credentials.method !== 'password_grant') throw contentjetError('credentials_rejected');
  const { username, password } = credentials;
  const { apiUrl, subject, tokens: store, locks, clock } = deps;

  /** Null where the token is too old for it, or refused (RFC 6749 §5.2). */
  async function refresh(previous: TokenSet | null): Promise<TokenSet | null> {
    if (previous?.refreshToken === undefined || (previous.expiresAt ?? 0) <= clock.now()) return null;
    const { accessToken, refreshToken } = previous;
    const request = refreshRequest(endpoint(apiUrl, 'token-refresh'), { accessToken, refreshToken });
    return ask(request, deps).catch((error: unknown) => {
      if (isStale(error)) return null;
      throw error;
    });
  }

  async function signIn(): Promise<TokenSet> {
    if (password === undefined) throw contentjetError('reauthorization_required', 'contentjet_sign_in_again');
    const request = passwordGrantRequest(endpoint(apiUrl, 'authenticate'), { username, password });
    return ask(request, deps).catch(staleAs('contentjet_wrong_login'));
  }

  const renew = async (previous: TokenSet | null): Promise<TokenSet> => (await refresh(previous)) ?? signIn();
  const source = createTokenSource({ subject, store, locks, renew });
  return {
    ...createBearer(source, deps),
    async renewAhead() {
      if (password !== undefined) return null;
      const end = await source.renewAhead(clock.now(), AHEAD_MS);
      if (end === null) return null;
      const now = clock.now();
      // A server whose tokens are shorter still is not asked without end.
      return end - AHEAD_MS > now ? end - AHEAD_MS : now + (end - now) / 2;
    },
  };
}

/** For the project's client, which may only read; null where there is none, or no project yet. */
export function createContentjetReader(
  credentials: Credentials,
  { project }: ContentjetSettings,
  deps: AuthDeps,
): Authorizer | null {
  if (credentials.method !== 'password_grant' || project === null) return null;
  const { clientId, clientSecret } = credentials;
  if (clientId === undefined || clientSecret === undefined) return null;
  const { apiUrl, tokens: store, locks } = deps;
  const address = endpoint(apiUrl, `project/${project.id}/client/authenticate`);
  const request = clientCredentialsRequest(address, { clientId, clientSecret });
  const renew = () => ask(request, deps).catch(staleAs('contentjet_wrong_client'));
  const subject = secondSubject(deps.subject, 'client');
  return createBearer(createTokenSource({ subject, store, locks, renew }), deps);
}

const endpoint = (apiUrl: string, path: string): string => new URL(path, apiUrl).href;

/** How long tokens live is reckoned by our clock: see tokenSetOf. */
function createBearer(source: TokenSource, { clock }: AuthDeps): Authorizer {
  const getAccessToken = (_serverNow: number, refused: string | null) => source.getAccessToken(clock.now(), refused);
  return createBearerAuthorizer({ getAccessToken }, isStale);
}

async function ask(request: HttpRequest<TokenResponse>, { http, clock }: AuthDeps): Promise<TokenSet> {
  const askedAt = clock.now();
  const { body } = await http.request(request);
  return tokenSetOf(body, askedAt);
}

const isStale = (error: unknown): boolean =>
  error instanceof DestinationError && STALE_TOKEN_REASONS.includes(error.reason ?? '');

/** There was no token yet that could be stale: a server that words its no otherwise means what was typed. */
const staleAs =
  (reason: string) =>
  (error: unknown): never => {
    throw isStale(error) ? contentjetError('credentials_rejected', reason) : error;
  };
