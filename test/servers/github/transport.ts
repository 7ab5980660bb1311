/** node:http on one side, calls and answers on the other; here requests are noted down and answers get lost as asked. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { actorOf } from './access.ts';
import type { Actor, Answer, Route } from './api.ts';
import { ApiError, notFound } from './errors.ts';
import { type Limits, tooFast } from './limits.ts';
import { pageAt } from './pages.ts';
import { parseBody } from './request-body.ts';
import { find } from './router.ts';
import { routes } from './routes.ts';
import type { Description, Exchange } from './validation.ts';
import type { World } from './world.ts';

export const API_PATH = '/api/v3';
const VERSION = '2022-11-28';

export interface NotedRequest {
  method: string;
  /** With its query, below the API's root. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** 0 until it is answered, and where it never is. */
  status: number;
}

/** lost-after: done, but cut off before the answer. A refusal: what nothing in this world leads to otherwise. */
export type Fault =
  | 'status-500'
  | 'status-502'
  | 'lost-after'
  | 'lost-before'
  | 'secondary-limit'
  | 'unknown-token'
  | { status: number; message: string; headers?: Record<string, string> };

export interface Watch {
  requests: NotedRequest[];
  /** What happens to this request; asked once for each. */
  faultFor(request: NotedRequest): Fault | undefined;
  violations: string[];
}

export interface Site {
  world: World;
  limits: Limits;
  description: Description;
  watch: Watch;
}

interface Sent {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export function createTransport(site: Site): Server {
  return createServer((incoming, outgoing) => {
    serve(site, incoming, outgoing).catch((problem: unknown) => {
      site.watch.violations.push(`the double broke: ${problem instanceof Error ? problem.stack : String(problem)}`);
      outgoing.destroy();
    });
  });
}

async function serve(site: Site, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const bytes = await buffer(incoming);
  const { method = 'GET', url = '/' } = incoming;
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
  );
  if (!url.startsWith(`${API_PATH}/`) && url !== API_PATH) {
    const html = method === 'GET' ? pageAt(site.world, url.split(/[?#]/)[0] ?? '/') : null;
    const content = html ?? '<!doctype html><title>Page not found · GitHub</title>';
    outgoing.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(content);
    return;
  }
  const path = url.slice(API_PATH.length) || '/';
  const note: NotedRequest = { method, path, headers, body: bytes.toString(), status: 0 };
  site.watch.requests.push(note);
  const fault = site.watch.faultFor(note);
  if (fault === 'lost-before') {
    outgoing.destroy();
    return;
  }
  const sent = answerTo(site, note, bytes, fault);
  if (fault === 'lost-after') {
    outgoing.destroy();
    return;
  }
  note.status = sent.status;
  send(sent, outgoing);
}

function answerTo(site: Site, note: NotedRequest, bytes: Buffer, fault: Fault | undefined): Sent {
  const { world, description } = site;
  const own = ownHeaders(site);
  if (note.method === 'OPTIONS') return { status: 204, headers: { ...own, ...PREFLIGHT }, body: undefined };
  if (fault === 'status-502') return { status: 502, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY };
  const url = new URL(note.path, 'http://api.invalid');
  const found = routeFor(note.method, url.pathname);
  const docs = description.docsOf(note.method, found?.route.template);
  let actor: Actor = { kind: 'anonymous' };
  let answer: Answer;
  const { body, unreadable } = bodyOf(bytes);
  try {
    if (!note.headers['user-agent']) return { status: 403, headers: { 'content-type': 'text/html' }, body: NO_AGENT };
    refuseHeaders(note.headers);
    if (fault === 'status-500') throw new ApiError(500, 'Server Error');
    if (typeof fault === 'object') throw new ApiError(fault.status, fault.message, fault);
    if (fault === 'unknown-token') throw new ApiError(401, 'Bad credentials', { docs: 'https://docs.github.com/rest' });
    actor = actorOf(world, note.headers.authorization);
    if (world.isPrivate && actor.kind === 'anonymous') throw new ApiError(401, 'Must authenticate to access this API.');
    if (url.pathname !== '/rate_limit') site.limits.take(actor, note.method !== 'GET');
    if (fault === 'secondary-limit') throw tooFast({ status: 403, retryAfter: 60 });
    if (found === undefined) throw notFound();
    if (unreadable !== null) throw unreadable;
    answer = found.route.handler({
      ...{
        world,
        limits: site.limits,
        apiUrl: `${world.url}${API_PATH}`,
        actor,
        path: url.pathname,
        params: found.params,
      },
      ...{ query: url.searchParams, headers: note.headers, body, docs },
    });
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    answer = refusal(problem, docs);
  }
  const { status = 200, headers } = answer;
  const exchange: Exchange = { method: note.method, path: url.pathname, query: url.searchParams, status, ...answer };
  if (found === undefined) site.watch.violations.push(`${note.method} ${url.pathname}: GitHub has no such request`);
  else site.watch.violations.push(...description.check({ ...exchange, request: body, ...found }));
  return { status, headers: { ...own, ...headersFor(site, actor, found?.route), ...headers }, body: answer.body };
}

/** Whoever may not ask is told so first, whatever they sent. */
function bodyOf(bytes: Buffer): { body: unknown; unreadable: ApiError | null } {
  try {
    return { body: parseBody(bytes), unreadable: null };
  } catch (problem) {
    if (problem instanceof ApiError) return { body: undefined, unreadable: problem };
    throw problem;
  }
}

function routeFor(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  try {
    return find(routes, method, path);
  } catch (problem) {
    if (problem instanceof URIError) return undefined;
    throw problem;
  }
}

/** @throws 415 and 400 for what GitHub does not speak */
function refuseHeaders(headers: Record<string, string>): void {
  const { accept = '*/*' } = headers;
  const understood = /\*\/\*|application\/\*|application\/([\w.+-]*\+)?json|application\/vnd\.github/;
  if (!understood.test(accept)) {
    throw new ApiError(415, `Unsupported 'Accept' header: '${accept}'. Must accept 'application/json'.`);
  }
  const version = headers['x-github-api-version'];
  if (version !== undefined && version !== VERSION) {
    throw new ApiError(
      400,
      `The version you specified in the "X-GitHub-API-Version" request header, "${version}", is not a supported version. The following versions are currently supported: "${VERSION}" (most recent).`,
      { docs: 'https://docs.github.com/rest' },
    );
  }
}

const refusal = (problem: ApiError, docs: string): Answer => ({
  status: problem.status,
  headers: problem.headers,
  body: {
    message: problem.message,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    ...(problem.url === undefined ? {} : { url: problem.url }),
    documentation_url: problem.docs ?? docs,
    status: String(problem.status),
  },
});

const ownHeaders = ({ world }: Site): Record<string, string> => ({
  ...{ date: new Date(world.now()).toUTCString(), server: 'github.com', 'access-control-allow-origin': '*' },
  'access-control-expose-headers':
    'ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, X-GitHub-Media-Type, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset',
  ...(world.enterpriseVersion === null ? {} : { 'x-github-enterprise-version': world.enterpriseVersion }),
  'x-github-media-type': 'github.v3; format=json',
  'x-github-api-version-selected': VERSION,
  'x-github-request-id': [2, 2, 4, 4, 4].map((size) => randomBytes(size).toString('hex').toUpperCase()).join(':'),
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, max-age=60, s-maxage=60',
});

const PREFLIGHT = {
  'access-control-allow-headers':
    'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, X-Requested-With, User-Agent, X-GitHub-Api-Version',
  'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE',
  'access-control-max-age': '86400',
};

/** What is left to ask, what the token would need, and when it ends. */
function headersFor({ limits }: Site, actor: Actor, route: Route | undefined): Record<string, string> {
  const { limit, remaining, used, reset } = limits.stateOf(actor);
  const token = actor.kind === 'user' ? actor.token : undefined;
  const permission = route?.permission ?? null;
  return {
    ...{ 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining) },
    ...{ 'x-ratelimit-used': String(used), 'x-ratelimit-reset': String(reset), 'x-ratelimit-resource': 'core' },
    ...(permission === null || token?.kind === 'classic'
      ? {}
      : { 'x-accepted-github-permissions': `${permission.name}=${permission.level}` }),
    ...(token?.kind === 'classic'
      ? { 'x-oauth-scopes': token.scopes.join(', '), 'x-accepted-oauth-scopes': 'repo' }
      : {}),
    ...(token === undefined || token.expiresAt === null
      ? {}
      : { 'github-authentication-token-expiration': expiry(token.expiresAt) }),
  };
}

/** `2026-12-21 12:00:00 UTC`. */
const expiry = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function send({ status, headers, body }: Sent, outgoing: ServerResponse): void {
  if (body === undefined) {
    outgoing.writeHead(status, headers).end();
    return;
  }
  const isRaw = Buffer.isBuffer(body) || typeof body === 'string';
  const content = isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? 'application/vnd.github.raw; charset=utf-8' : 'application/json; charset=utf-8';
  outgoing.writeHead(status, { 'content-type': type, 'content-length': String(content.length), ...headers });
  outgoing.end(content);
}

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head></html>';
const NO_AGENT =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.';
