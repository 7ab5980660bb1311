/** node:http on one side, calls and answers on the other; here requests are noted down and answers get lost as asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SITE_AGENT } from '../contentjet-site.ts';
import type { Answer, Api, Call } from './api.ts';
import { seconds } from './api.ts';
import { corsHeaders, preflight } from './cors.ts';
import { ApiError, notFound } from './errors.ts';
import { serveFile } from './media-files.ts';
import { bearerOf } from './permissions.ts';
import { readBody } from './request-body.ts';
import { dispatch, JSON_TYPE } from './router.ts';
import { routes } from './routes.ts';
import { isExpired } from './tokens.ts';

export interface NotedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** 0 until it is answered, and where it never is. */
  status: number;
  /** Whether the token in its header was one of this server's, and too old. */
  expiredToken: boolean;
}

export type Fault = 'status-500' | 'lost-after' | 'lost-before';

export interface Watch {
  requests: NotedRequest[];
  /** What happens to this request; asked once for each. */
  faultFor(request: NotedRequest): Fault | undefined;
}

export function createTransport(api: Api, watch: Watch): Server {
  return createServer((incoming, outgoing) => {
    serve(api, watch, incoming, outgoing).catch(() => outgoing.destroy());
  });
}

async function serve(api: Api, watch: Watch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const bytes = new Uint8Array(await buffer(incoming));
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
  );
  const { method = 'GET', url = '/' } = incoming;
  const note = noted(api, method, url, headers, bytes);
  const isSite = headers['user-agent'] === SITE_AGENT;
  if (!isSite) watch.requests.push(note);
  const fault = isSite ? undefined : watch.faultFor(note);
  if (fault === 'lost-before') {
    outgoing.destroy();
    return;
  }
  const answer = fault === 'status-500' ? { status: 500, body: {} } : await answerTo(api, method, url, headers, bytes);
  if (fault === 'lost-after') {
    outgoing.destroy();
    return;
  }
  note.status = send(answer, corsHeaders(method, headers), outgoing);
}

function noted(
  api: Api,
  method: string,
  path: string,
  headers: Record<string, string>,
  bytes: Uint8Array,
): NotedRequest {
  const token = bearerOf(headers.authorization ?? '');
  const expiredToken = isExpired(api.secret, token, seconds(api.clock.now()));
  return { method, path, headers, body: Buffer.from(bytes).toString(), status: 0, expiredToken };
}

/** A cross-origin preflight, then a media file, then the body (which may be refused), then the routes. */
async function answerTo(
  api: Api,
  method: string,
  url: string,
  headers: Record<string, string>,
  sent: Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const allowed = preflight(method, headers);
  if (allowed !== null) return { status: 204, headers: allowed };
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  const query = new URLSearchParams(question < 0 ? '' : url.slice(question));
  try {
    const file = serveFile(api, method, path);
    if (file !== null) return file;
    const { bytes, parsed } = readBody(headers, sent);
    const call: Call = {
      ...{ api, method, path, query, headers, bytes, body: parsed },
      ...{ ids: {}, project: undefined, user: undefined, client: undefined },
    };
    const answer = await dispatch(routes, call);
    if (answer.status === 404) throw notFound();
    return answer;
  } catch (problem) {
    if (problem instanceof ApiError) return { status: problem.status, body: problem.body };
    throw problem;
  }
}

/** @returns the status sent */
function send({ status = 200, headers, body }: Answer, cors: Record<string, string>, outgoing: ServerResponse): number {
  if (body === undefined || body === null) {
    outgoing.writeHead(204, { ...cors, ...headers }).end();
    return 204;
  }
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const content = isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  outgoing.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': content.length, ...cors, ...headers });
  outgoing.end(content);
  return status;
}
