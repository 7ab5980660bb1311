/**
 * How adapters speak HTTP, over the safe fetch.
 * A success is an expected status and JSON (or text or bytes, where asked for) of the expected shape; everything else is
 * a DestinationError.
 */
import { safeParse } from 'valibot';
import type { Cure } from '../auth/authorizer.ts';
import { DestinationError, type ErrorView } from '../core/errors.ts';
import type { Http, HttpAnswer, HttpDeps, HttpFailure, HttpRequest } from './destination.ts';
import { codeForStatus } from './http-status.ts';
import { readBlob, readJson, readText } from './read-body.ts';
import { withRetryAfter } from './retry-after.ts';
import { exchange, headersWith, refuseAddress } from './safe-fetch.ts';
import { createServerClock, otherClock, type ServerClock, type WhoseClock } from './server-clock.ts';

const ACCEPTED = { json: 'application/json', text: 'text/html', blob: 'image/*' } as const;

/** Statuses with which a server certainly did nothing: only after these may the same request be sent again. */
const REFUSALS = [400, 401, 403];

/** Whatever an authorizer says, nobody waits for ever. */
const MOST_PAUSES = 10;

/** Gives the Http of one account (or, without an authorizer, of a discovery). It learns the server's clock as it goes. */
export function createHttp(deps: HttpDeps): Http {
  const serverClock = createServerClock(deps.clock);
  return {
    async request(request) {
      const clock = serverClock.trusted();
      const sent = headersOf(request, deps);
      try {
        return await sendPatiently(request, sent, deps, serverClock, clock);
      } catch (error) {
        const cure = request.anonymous ? null : cureOf(error, sent, deps);
        if (cure === null) throw error;
        const next = cure === 'other_clock' ? otherClock(clock) : clock;
        serverClock.trust(next);
        return sendPatiently(request, headersOf(request, deps), deps, serverClock, next);
      }
    },
  };
}

/** Again and again, as long as the authorizer says that waiting helps. */
async function sendPatiently<T>(
  request: HttpRequest<T>,
  headers: Headers,
  deps: HttpDeps,
  serverClock: ServerClock,
  clock: WhoseClock,
): Promise<HttpAnswer<T>> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await send(request, headers, deps, serverClock, clock);
    } catch (error) {
      const pause = request.anonymous || !isRefusal(error) ? null : deps.authorizer?.pauseOf?.(error, headers);
      if (pause === null || pause === undefined || pauses === MOST_PAUSES) throw error;
      await (deps.wait ?? timer)(pause);
    }
  }
}

const timer = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const isRefusal = (error: unknown): error is DestinationError =>
  error instanceof DestinationError && error.status !== undefined && REFUSALS.includes(error.status);

const cureOf = (error: unknown, sent: Headers, deps: HttpDeps): Cure | null =>
  isRefusal(error) ? (deps.authorizer?.cureOf(error, sent) ?? null) : null;

function headersOf(request: HttpRequest<unknown>, deps: HttpDeps): Headers {
  const headers = headersWith(deps.extraHeaders, request.headers);
  headers.set('accept', request.headers?.accept ?? ACCEPTED[request.as ?? 'json']);
  if (request.json !== undefined) headers.set('content-type', 'application/json');
  return headers;
}

async function send<T>(
  request: HttpRequest<T>,
  headers: Headers,
  deps: HttpDeps,
  serverClock: ServerClock,
  clock: WhoseClock,
): Promise<HttpAnswer<T>> {
  refuseAddress(deps, request.url);
  if (!request.anonymous) await deps.authorizer?.authorize(headers, serverClock.now(clock));
  const { method, timeoutMs } = request;
  const init = { method, headers, ...bodyOf(request), ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  return exchange(deps, request.url, init, async (response) => {
    serverClock.learn(response.headers);
    return parseAnswer(request, response, await bodyOfAnswer(request, response), deps, serverClock);
  });
}

/** Only a success is read as what was asked for: an error speaks JSON, if it speaks at all. */
function bodyOfAnswer(request: HttpRequest<unknown>, response: Response): Promise<unknown> {
  const as = request.expect.includes(response.status) ? request.as : 'json';
  if (as === 'blob') return readBlob(response, request.maxBytes);
  return as === 'text' ? readText(response) : readJson(response);
}

/** `fetch` itself names the boundary of a form's parts. */
function bodyOf(request: HttpRequest<unknown>): { body?: string | FormData } {
  if (request.json !== undefined) return { body: JSON.stringify(request.json) };
  return request.form === undefined ? {} : { body: request.form };
}

function parseAnswer<T>(
  request: HttpRequest<T>,
  response: Response,
  body: unknown,
  deps: HttpDeps,
  serverClock: ServerClock,
): HttpAnswer<T> {
  const { status, headers } = response;
  if (request.expect.includes(status)) {
    const parsed = safeParse(request.schema, body);
    if (parsed.success) return { status, body: parsed.output, headers };
    throw new DestinationError({ code: 'unexpected_response', destination: deps.destination, status });
  }
  throw new DestinationError(explained({ status, json: body, headers }, deps, serverClock));
}

/** The adapter's reading of the failure, else the status table's; with the wait the server asked for. */
function explained(failure: HttpFailure, deps: HttpDeps, serverClock: ServerClock): ErrorView {
  const view = deps.explain?.(failure) ?? {
    code: codeForStatus(failure.status),
    destination: deps.destination,
    status: failure.status,
  };
  return withRetryAfter(view, failure.headers, serverClock.now('server'));
}
