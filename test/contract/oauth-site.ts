/** A site behind an authorization server, and a browser whose person signs in there. */
import { exactOptional, object, parse, string } from 'valibot';
import type { AuthorizationSettings } from '../../src/auth/authorization-settings.ts';
import { redirectPath } from '../../src/auth/authorization-settings.ts';
import type { AuthorizeRequest } from '../../src/messages/contract.ts';
import { type ProxiedSite, type RunningBearerProxy, startBearerProxy } from '../servers/bearer-proxy.ts';
import { aPerson, type Visit } from '../servers/oidc/person.ts';
import {
  type ClientRegistration,
  DRAFTS_SCOPE,
  type OidcClient,
  type OidcOptions,
  type RunningOidc,
  startOidc,
} from '../servers/oidc.ts';
import { freePort } from '../servers/process.ts';
import { handClock } from '../support/memory.ts';
import { aBrowser, redirectUrl } from './browser.ts';

export interface OAuthSiteOptions {
  destination: 'ghost' | 'wordpress';
  site: ProxiedSite;
  /** The server is at the site's own address, where Ghost's defaults have it, and says nothing of itself. */
  atDefaults?: boolean;
  responseMode?: AuthorizationSettings['responseMode'];
  authentication?: NonNullable<ClientRegistration['authentication']>;
  scope?: string;
  oidc?: OidcOptions;
}

export type OAuthSite = Awaited<ReturnType<typeof anOAuthSite>>;

export async function anOAuthSite(options: OAuthSiteOptions) {
  const { destination, authentication = 'client_secret_post' } = options;
  const { oidc, proxy } = await startServers(options);
  const person = aPerson();
  const window = { answer: (address: string): Promise<Visit> => person.allow(address) };
  const clock = handClock(Date.now());
  const browser = aBrowser({ clock, launch: (address) => window.answer(address) });
  const { signIns, accounts, vault } = browser.background();
  const register = async (more: Partial<ClientRegistration> = {}): Promise<OidcClient> => {
    const redirectUris = [redirectUrl(await redirectPath(oidc.issuer))];
    // In a header all of it but letters and digits is to be encoded (RFC 6749 §2.3.1).
    return oidc.register({ redirectUris, authentication, clientSecret: 's3cret +/%:&=~"', ...more });
  };
  const client = await register();
  const discovery = await accounts.discover({ destination, url: proxy.url });
  const authorization: AuthorizationSettings = {
    ...(options.atDefaults ? defaultsAt(discovery.apiUrl) : await metadataOf(oidc)),
    clientId: client.clientId,
    clientAuthentication: authentication === 'none' ? 'client_secret_post' : authentication,
    scope: options.scope ?? DRAFTS_SCOPE,
    responseMode: options.responseMode ?? 'query',
  };

  async function metadataOf({ issuer }: RunningOidc) {
    const found = await signIns.authorizationServer({ destination, issuer });
    if (found === null) throw new Error('The server says nothing of itself.');
    const { scopes: _scopes, clientAuthentication: _authentication, ...endpoints } = found;
    return endpoints;
  }

  return {
    ...{ oidc, proxy, person, window, clock, browser, client, authorization },
    /** Another client, with the address that this browser shows for the server. */
    register,
    /** @param more what the person says otherwise this time */
    request: (more: Partial<AuthorizeRequest> = {}): AuthorizeRequest => ({
      ...{ method: 'authorization_code', destination, discovery, authorization, settings: discovery.settings },
      ...(client.clientSecret === undefined ? {} : { clientSecret: client.clientSecret }),
      ...more,
    }),
    /** Somebody else comes to the server with a refresh token, as this client. */
    async replay(refreshToken: string): Promise<{ status: number; error?: string }> {
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
      body.set('client_id', client.clientId);
      if (client.clientSecret !== undefined) body.set('client_secret', client.clientSecret);
      const answer = await fetch(oidc.tokenEndpoint, { method: 'POST', body });
      return { status: answer.status, ...parse(Refusal, await answer.json()) };
    },
    /** In the vault; undefined where there is none. */
    async refreshToken(accountId: string): Promise<string | undefined> {
      const credentials = await vault.getCredentials(accountId);
      return credentials.method === 'authorization_code' ? credentials.refreshToken : undefined;
    },
    async stop(): Promise<void> {
      await proxy.stop();
      await oidc.stop();
    },
  };
}

async function startServers({ site, atDefaults = false, oidc: more = {} }: OAuthSiteOptions): Promise<{
  oidc: RunningOidc;
  proxy: RunningBearerProxy;
}> {
  const port = await freePort();
  const own: OidcOptions = {
    ...{ issuer: `http://127.0.0.1:${port}`, metadata: 'none' },
    ...{ authorizationPath: '/ghost/authorize', tokenPath: '/token' },
  };
  const oidc = await startOidc({ ...(atDefaults ? own : {}), ...more });
  return { oidc, proxy: await startBearerProxy({ site, oidc, port, servesOidc: atDefaults }) };
}

const Refusal = object({ error: exactOptional(string()) });

/** Where Ghost would have had its own; its name is the site's. */
const defaultsAt = (apiUrl: string) => ({
  issuer: apiUrl.replace(/\/$/, ''),
  authorizationEndpoint: `${apiUrl}ghost/authorize`,
  tokenEndpoint: `${apiUrl}token`,
});
