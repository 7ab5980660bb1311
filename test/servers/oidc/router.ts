/** Where the authorization server answers: below its issuer's path, and with metadata where it is to have some. */
import type { RequestListener } from 'node:http';
import type Provider from 'oidc-provider';
import { INTERACTION, interact } from './pages.ts';

/** '' where it has none. */
export const pathOf = (issuer: string): string => new URL(issuer).pathname.replace(/\/$/, '');

const OPENID = '/.well-known/openid-configuration';
const OAUTH = '/.well-known/oauth-authorization-server';

/** Which of the two there are. */
export type Metadata = 'both' | 'oauth' | 'openid' | 'none';

/** OpenID Connect's stands below the issuer's path, OAuth's above it (RFC 8414 §3.1). */
function isMetadata(pathname: string, issuer: string, metadata: Metadata): boolean {
  if (pathname === `${pathOf(issuer)}${OPENID}`) return metadata === 'both' || metadata === 'openid';
  return pathname === `${OAUTH}${pathOf(issuer)}` && (metadata === 'both' || metadata === 'oauth');
}

/** Whether the server answers at this path. */
export function isServed(pathname: string, issuer: string, metadata: Metadata, endpoints: string[]): boolean {
  if (isMetadata(pathname, issuer, metadata)) return true;
  const roots = [...endpoints, '/interaction', '/jwks'].map((path) => `${pathOf(issuer)}${path}`);
  return roots.some((root) => pathname === root || pathname.startsWith(`${root}/`));
}

export function router(provider: Provider, issuer: string, metadata: Metadata): RequestListener {
  const callback = provider.callback();
  const base = pathOf(issuer);
  return (request, response) => {
    const { pathname, search } = new URL(request.url ?? '', issuer);
    const below = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : OPENID;
    const isAboutItself = isMetadata(pathname, issuer, metadata);
    if (below === OPENID && !isAboutItself) return void response.writeHead(404).end();
    if (below.startsWith(INTERACTION)) return void interact(provider, request, response);
    // oidc-provider knows from there that it stands below a path.
    Object.assign(request, { baseUrl: base });
    request.url = isAboutItself ? OPENID : `${below}${search}`;
    callback(request, response);
  };
}
