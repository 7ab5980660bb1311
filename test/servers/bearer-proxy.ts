/**
 * What stands in front of a site that is signed in to by OAuth: it lets in whoever brings an access token of the
 * authorization server (RFC 6750), and signs for the site itself in the token's place.
 */
import { createHmac } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen, stop } from './contentjet.ts';
import { DRAFTS_SCOPE, type RunningOidc } from './oidc.ts';

/** The site behind it, and how it is spoken to. */
export interface ProxiedSite {
  /** Without a slash at its end. */
  url: string;
  /** Whether this may be asked by anybody. */
  isPublic(address: URL, headers: IncomingHttpHeaders): boolean;
  /** The site's own `Authorization`. */
  authorization(): string;
  /** It takes the name by which it is asked for its own; else its answers are made to name the proxy. */
  keepsHost: boolean;
}

export interface BearerProxyOptions {
  site: ProxiedSite;
  oidc: RunningOidc;
  /** A free one where not given. */
  port?: number;
  /** What a token must be good for; DRAFTS_SCOPE where not given. */
  scope?: string;
  /** The authorization server answers here too, at its own paths: it was started with this address as its issuer. */
  servesOidc?: boolean;
}

export interface ProxiedRequest {
  method: string;
  path: string;
  /** Whose token it brought; null where it brought none that is good. */
  login: string | null;
  status: number;
}

export interface RunningBearerProxy {
  /** Without a slash at its end. */
  url: string;
  /** Every one for the site since the array was last emptied, in the order in which they were answered. */
  requests: ProxiedRequest[];
  stop(): Promise<void>;
}

/** @param key an Admin API key or a staff access token */
export const ghostSite = (url: string, key: string): ProxiedSite => ({
  url,
  isPublic: ({ pathname }) => !pathname.startsWith('/ghost/api/admin/') || pathname === '/ghost/api/admin/site/',
  authorization: () => `Ghost ${adminApiToken(key)}`,
  keepsHost: false,
});

export const wordpressSite = (url: string, person: { login: string; appPassword: string }): ProxiedSite => ({
  url,
  isPublic: ({ pathname, searchParams }) => {
    const route = searchParams.get('rest_route') ?? /^\/wp-json(\/.*)?$/.exec(pathname)?.[1] ?? '/';
    return route === '' || route === '/';
  },
  authorization: () => `Basic ${Buffer.from(`${person.login}:${person.appPassword}`).toString('base64')}`,
  keepsHost: true,
});

/** HS256, for a minute. */
function adminApiToken(key: string): string {
  const [kid = '', secret = ''] = key.split(':');
  const iat = Math.floor(Date.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', kid, typ: 'JWT' })}.${part({ iat, exp: iat + 60, aud: '/admin/' })}`;
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url')}`;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders | Record<string, string>;
  body: Buffer;
}

export async function startBearerProxy(options: BearerProxyOptions): Promise<RunningBearerProxy> {
  const { site, oidc, scope = DRAFTS_SCOPE, servesOidc = false } = options;
  const requests: ProxiedRequest[] = [];
  let url = '';

  /** Who may go on, or why nobody may. */
  async function letIn(header: string | undefined): Promise<{ login: string } | Answer> {
    const token = /^Bearer +(.+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return refusal(401, '');
    const known = await oidc.lookUp(token);
    if (known === null) return refusal(401, 'invalid_token');
    return known.scopes.includes(scope) ? known : refusal(403, 'insufficient_scope', scope);
  }

  async function answerOfSite(address: URL, sent: Sent): Promise<[Answer, string | null]> {
    const { authorization, ...others } = sent.headers;
    const headers = site.keepsHost ? others : fromItself(others, url, site.url);
    if (site.isPublic(address, sent.headers)) return [await ask(site, { ...sent, headers }), null];
    const who = await letIn(authorization);
    if ('status' in who) return [who, null];
    return [await ask(site, { ...sent, headers: { ...headers, authorization: site.authorization() } }), who.login];
  }

  async function answerTo(sent: Sent): Promise<Answer> {
    const address = new URL(sent.path, url);
    if (servesOidc && oidc.serves(address.pathname)) return ask({ url: oidc.url, keepsHost: true }, sent);
    const [answer, login] = await answerOfSite(address, sent);
    requests.push({ method: sent.method, path: sent.path, login, status: answer.status });
    return site.keepsHost ? answer : renamed(answer, site.url, url);
  }

  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const answer = await answerTo({ method, path, headers, body: await buffer(incoming) }).catch(() => BAD_GATEWAY);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  url = await listen(server, options.port ?? 0);
  return { url, requests, stop: () => stop(server) };
}

interface Sent {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function ask(target: { url: string; keepsHost: boolean }, { method, path, headers, body }: Sent): Promise<Answer> {
  const { host, 'accept-encoding': _, ...others } = headers;
  return new Promise((resolve, reject) => {
    const own = target.keepsHost ? { ...others, host } : others;
    const outgoing = httpRequest(`${target.url}${path}`, { method, headers: own }, async (answer) => {
      const { 'transfer-encoding': _encoding, connection: _connection, ...rest } = answer.headers;
      resolve({ status: answer.statusCode ?? 502, headers: rest, body: await buffer(answer) });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** As RFC 6750 §3 has it: an error only where a token was brought. */
function refusal(status: number, error: string, scope?: string): Answer {
  const challenge = [
    'Bearer realm="site"',
    ...(error === '' ? [] : [`error="${error}"`]),
    ...(scope === undefined ? [] : [`scope="${scope}"`]),
  ].join(', ');
  return {
    status,
    headers: { 'www-authenticate': challenge, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ error })),
  };
}

/** A page of the proxy's is one of the site's own: Ghost lets no other speak to its admin. */
function fromItself(headers: IncomingHttpHeaders, from: string, to: string): IncomingHttpHeaders {
  const named = Object.entries(headers).filter(([name]) => name === 'origin' || name === 'referer');
  return { ...headers, ...Object.fromEntries(named.map(([name, value]) => [name, String(value).replace(from, to)])) };
}

/** It names the proxy wherever it named the site. */
function renamed({ status, headers, body }: Answer, from: string, to: string): Answer {
  const { 'content-length': _, location, ...rest } = headers;
  const isText = /json|html|xml|text/.test(String(headers['content-type']));
  return {
    status,
    headers: { ...rest, ...(location === undefined ? {} : { location: location.replace(from, to) }) },
    body: isText ? Buffer.from(body.toString().replaceAll(from, to)) : body,
  };
}

const BAD_GATEWAY: Answer = { status: 502, headers: {}, body: Buffer.alloc(0) };
