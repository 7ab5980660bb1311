import type { AuthorizationSettings } from '../auth/authorization-settings.ts';
import { createOAuthClient, type OAuthClient } from '../auth/oauth-client.ts';
import type { Clock, Fetch } from '../core/ports.ts';
import type { DestinationId } from '../destinations/destination.ts';
import { type OAuthAccess, oauthDeps } from '../destinations/oauth-deps.ts';
import { readExtraHeaders } from './read-extra-headers.ts';

/** For which site an authorization server is asked. */
export interface OAuthSite {
  destination: DestinationId;
  /** The headers for its proxy, and the person's word for http, hold nowhere else. */
  apiUrl: string;
  allowHttp: boolean;
  /** One `Name: value` a line. */
  extraHeaders: string;
}

export interface OAuthClientOptions extends OAuthSite {
  settings: AuthorizationSettings;
  clientSecret: string | undefined;
}

interface Ports {
  fetch: Fetch;
  clock: Clock;
}

/**
 * How the authorization server of one site may be asked.
 * @throws DestinationError credentials_rejected with reason extra_headers
 */
export function oauthAccess({ destination, apiUrl, allowHttp, extraHeaders }: OAuthSite, ports: Ports): OAuthAccess {
  return { ...ports, destination, allowHttp, extraHeaders: readExtraHeaders(destination, extraHeaders), site: apiUrl };
}

/**
 * Our client at the authorization server of one site.
 * @throws DestinationError credentials_rejected with reason extra_headers
 */
export function openOAuthClient({ settings, clientSecret, ...site }: OAuthClientOptions, ports: Ports): OAuthClient {
  return createOAuthClient({ ...oauthDeps(oauthAccess(site, ports)), settings, clientSecret });
}
