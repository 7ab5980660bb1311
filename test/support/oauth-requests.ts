/** Each of the four requests that go to an authorization server, made by the real client. Runs in node and in a browser. */
import { readAuthorizationResponse } from '../../src/auth/authorization-response.ts';
import { findAuthorizationServer } from '../../src/auth/authorization-server.ts';
import type { AuthorizationSettings } from '../../src/auth/authorization-settings.ts';
import type { ExtraHeader } from '../../src/auth/extra-headers.ts';
import { createOAuthClient, type OAuthClient } from '../../src/auth/oauth-client.ts';
import type { OAuthDeps } from '../../src/auth/oauth-deps.ts';
import type { TokenSet } from '../../src/auth/token-source.ts';
import { toErrorView } from '../../src/core/errors.ts';
import type { Fetch } from '../../src/core/ports.ts';
import { oauthDeps } from '../../src/destinations/oauth-deps.ts';

export const REQUESTS = ['metadata', 'exchange', 'refresh', 'revoke'] as const;

export interface OAuthRequest {
  settings: AuthorizationSettings;
  clientSecret: string;
  code: string;
  codeVerifier: string;
  refreshToken: string;
  /** Go along as if a proxy stood in front of the server. */
  extraHeaders?: readonly ExtraHeader[];
  /** Follows redirects, and takes the browser's cookies along: what would happen without all care. */
  careless?: boolean;
  /** Milliseconds. */
  timeoutMs?: number;
}

/** What came of it: what the client gave, or the view of the error that it threw. Both are JSON. */
export type OAuthOutcome = { value: unknown } | { error: { code: string } };

export type Ask = (request: (typeof REQUESTS)[number], asked: OAuthRequest) => Promise<OAuthOutcome>;

export const ask: Ask = async (request, asked) => {
  try {
    return { value: (await send(request, asked)) ?? null };
  } catch (error) {
    return { error: toErrorView(error) };
  }
};

/** @throws what the client throws */
function send(request: (typeof REQUESTS)[number], asked: OAuthRequest): Promise<unknown> {
  if (request === 'metadata') return findAuthorizationServer(asked.settings.issuer, depsOf(asked));
  if (request === 'exchange') return exchange(asked);
  const client = clientOf(asked);
  if (request === 'refresh') return client.refresh(asked.refreshToken);
  return client.revoke(asked.refreshToken, 'refresh_token');
}

export function clientOf(asked: OAuthRequest): OAuthClient {
  return createOAuthClient({ ...depsOf(asked), settings: asked.settings, clientSecret: asked.clientSecret });
}

const REDIRECT_URL = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/oauth/0123456789abcdef';

/** The code comes in as it does from the sign-in window. */
export async function exchange(asked: OAuthRequest): Promise<TokenSet> {
  const { settings, code, codeVerifier } = asked;
  const answer = `${REDIRECT_URL}?${new URLSearchParams({ code, state: 'state' })}`;
  const attempt = { destination: 'ghost', redirectUrl: REDIRECT_URL, state: 'state', settings };
  return clientOf(asked).exchange(readAuthorizationResponse(answer, attempt), REDIRECT_URL, codeVerifier);
}

const asItIs: Fetch = (url, init) => fetch(url, init);
const unsafe: Fetch = (url, init) => fetch(url, { ...init, redirect: 'follow', credentials: 'include' });

function depsOf({ settings, careless = false, timeoutMs = 30_000, extraHeaders = [] }: OAuthRequest): OAuthDeps {
  return oauthDeps({
    ...{ fetch: careless ? unsafe : asItIs, clock: { now: () => Date.UTC(2026, 10, 21) }, destination: 'ghost' },
    ...{ extraHeaders, site: settings.issuer, timeoutMs },
  });
}
