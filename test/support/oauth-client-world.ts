/** Our client at an authorization server that does what a test says, over real HTTP. */
import { readAuthorizationResponse } from '../../src/auth/authorization-response.ts';
import type { AuthorizationSettings } from '../../src/auth/authorization-settings.ts';
import { createOAuthClient, type OAuthClient } from '../../src/auth/oauth-client.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Fetch } from '../../src/core/ports.ts';
import { oauthDeps } from '../../src/destinations/oauth-deps.ts';
import { AS_SECRETS, startAuthorizationServerFaults } from '../servers/authorization-server-faults.ts';
import { handClock } from './memory.ts';

export const REDIRECT = 'https://abc.chromiumapp.org/oauth/0123';
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const STATE = 'ab'.repeat(32);

export type OAuthClientWorld = Awaited<ReturnType<typeof oauthClientWorld>>;

export async function oauthClientWorld() {
  const server = await startAuthorizationServerFaults();
  const clock = handClock();
  const nodeFetch: Fetch = (url, init) => fetch(url, init);
  const deps = (fetch = nodeFetch) => oauthDeps({ fetch, clock, destination: 'ghost' });
  return {
    server,
    clock,
    deps,

    /** @param secret null for a public client */
    client: (more: Partial<AuthorizationSettings> = {}, secret: string | null = AS_SECRETS.clientSecret) =>
      createOAuthClient({ ...deps(), settings: server.settings(more), clientSecret: secret ?? undefined }),

    exchange(by: OAuthClient) {
      const answer = `${REDIRECT}?${new URLSearchParams({ code: AS_SECRETS.code, state: STATE })}`;
      const attempt = { destination: 'ghost', redirectUrl: REDIRECT, state: STATE, settings: server.settings() };
      return by.exchange(readAuthorizationResponse(answer, attempt), REDIRECT, VERIFIER);
    },

    /** The one request that an endpoint has had, and its form. */
    asked(endpoint: 'token' | 'revoke' = 'token') {
      const [request, ...more] = server.askedOf(endpoint);
      if (request === undefined || more.length > 0) throw new Error(`asked ${server.askedOf(endpoint).length} times`);
      return { ...request, form: Object.fromEntries(new URLSearchParams(request.body)) };
    },
  };
}

/** What a server writes for people to read. It is never kept. */
export const DESCRIPTION = 'Call 555-0100!';

/** The error that a request ends with. It holds nothing of what was sent or answered. */
export async function oauthErrorOf(promise: Promise<unknown>): Promise<DestinationError> {
  const error = await promise.then(
    (value) => new Error(`no error, but ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DestinationError)) throw error;
  const all = `${error.stack} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`;
  const kept = [...Object.values(AS_SECRETS), VERIFIER, DESCRIPTION].filter((secret) => all.includes(secret));
  if (kept.length > 0 || error.cause instanceof Response) throw new Error(`The error holds ${kept}.`);
  return error;
}
