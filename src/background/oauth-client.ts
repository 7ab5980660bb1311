import type { AuthorizationSettings } from '../auth/authorization-settings.ts';
import { createOAuthClient, type OAuthClient } from '../auth/oauth-client.ts';
import type { Clock, Fetch } from '../core/ports.ts';
import type { DestinationId } from '../destinations/destination.ts';
import { oauthDeps } from '../destinations/oauth-deps.ts';
import { createSafeFetch } from '../destinations/safe-fetch.ts';
import { readExtraHeaders } from './read-extra-headers.ts';

export interface OAuthClientOptions {
  destination: DestinationId;
  /** Of the site: the headers for its proxy, and the person's word for http, hold nowhere else. */
  apiUrl: string;
  allowHttp: boolean;
  /** One `Name: value` a line. */
  extraHeaders: string;
  settings: AuthorizationSettings;
  clientSecret: string | undefined;
}

/**
 * Our client at the authorization server of one site.
 * @throws DestinationError credentials_rejected with reason extra_headers
 */
export function openOAuthClient(options: OAuthClientOptions, ports: { fetch: Fetch; clock: Clock }): OAuthClient {
  const { destination, apiUrl, allowHttp, settings, clientSecret } = options;
  const extraHeaders = readExtraHeaders(destination, options.extraHeaders);
  const fetch = createSafeFetch({ fetch: ports.fetch, destination, allowHttp, extraHeaders, site: apiUrl });
  const deps = oauthDeps({ fetch, clock: ports.clock, destination, allowHttp });
  return createOAuthClient({ ...deps, settings, clientSecret });
}
