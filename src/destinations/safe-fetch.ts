/**
 * The one place that calls the fetch port, so that every request is as careful as the next: to an address that may be
 * asked, without the browser's credentials, its cache or a referrer, never on to where a redirect points (both browsers
 * forward bodies and custom headers there, measured), with a time-out, its answer read with a cap.
 * `offline` covers every failure below HTTP, a missing host permission too: fetch tells them apart for nobody,
 * so the background looks at the permission before it sends.
 */
import type { ExtraHeader } from '../auth/extra-headers.ts';
import { DestinationError, type ErrorView } from '../core/errors.ts';
import type { Fetch } from '../core/ports.ts';
import { addressFault, isSameSite } from './address.ts';
import { readText, TooMuchToRead } from './read-body.ts';

const DEFAULT_TIMEOUT_MS = 30_000;

/** Bytes. What an authorization server says of itself or answers to a grant is a few thousand. */
const MAX_BYTES = 1024 * 1024;

export interface ExchangeDeps {
  fetch: Fetch;
  /** Named in errors. */
  destination: string;
  /** http beyond this machine may be asked. */
  allowHttp?: boolean;
}

export interface SafeFetchDeps extends ExchangeDeps {
  /** Sent with every request (a proxy in front of the site asks for them); what a request sets itself stays. */
  extraHeaders?: readonly ExtraHeader[];
  /** The address of the one site that `allowHttp` and `extraHeaders` are meant for; where absent, they hold for all. */
  site?: string;
}

/** Of what a caller says more (redirect, signal, mode …), nothing is taken over. */
export type SafeInit = Pick<RequestInit, 'method' | 'headers' | 'body'> & {
  /** Milliseconds, default 30 000, for the answer's body too. */
  timeoutMs?: number;
};

/**
 * A fetch for libraries that speak HTTP themselves. Gives the answer of any status but a redirect, its body read whole.
 * @throws DestinationError `not_this_system` (the address), `redirected`, `offline`, `timeout`, `unexpected_response`
 */
export function createSafeFetch(deps: SafeFetchDeps): (url: string, init: SafeInit) => Promise<Response> {
  const { site, extraHeaders, allowHttp, ...others } = deps;
  return async (url, init) => {
    const meant = isMeant(url, site);
    const headers = headersWith(meant ? extraHeaders : undefined, init.headers);
    const safe = { ...others, allowHttp: meant && allowHttp === true };
    return exchange(safe, url, { ...init, headers }, (response) => wholly(response, safe));
  };
}

/** Whether what the person has set for a site holds for an address. */
export function isMeant(url: string, site: string | undefined): boolean {
  return site === undefined || (URL.canParse(url) && isSameSite(new URL(url), new URL(site)));
}

/** The extra headers, and above them ours. */
export function headersWith(extraHeaders: readonly ExtraHeader[] = [], ours?: HeadersInit): Headers {
  const headers = new Headers();
  for (const [name, value] of extraHeaders) headers.append(name, value);
  new Headers(ours).forEach((value, name) => {
    headers.set(name, value);
  });
  return headers;
}

/** @throws DestinationError `not_this_system` where nothing may be sent to the address */
export function refuseAddress(deps: ExchangeDeps, url: string): void {
  const fault = addressFault(url, deps.allowHttp === true);
  if (fault !== undefined) throw failed(deps, { code: 'not_this_system', reason: fault });
}

/**
 * One request and what `read` makes of its answer, of any status but a redirect.
 * @throws DestinationError as `createSafeFetch`, and whatever `read` throws that is not the connection's
 */
export async function exchange<T>(
  deps: ExchangeDeps,
  url: string,
  { method = 'GET', headers, body, timeoutMs = DEFAULT_TIMEOUT_MS }: SafeInit,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  refuseAddress(deps, url);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  let response: Response | undefined;
  try {
    response = await deps.fetch(url, {
      method,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    refuseRedirect(response, deps);
    return await read(response);
  } catch (thrown) {
    throw belowHttp(thrown, abort.signal.aborted, response, deps);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/** The answer again, with its body in memory. A status that HTTP does not know (RFC 9110 §15) is none to go on with. */
async function wholly(response: Response, deps: ExchangeDeps): Promise<Response> {
  const text = await readText(response, MAX_BYTES);
  const { status, headers } = response;
  if (status > 599) throw failed(deps, { code: 'unexpected_response', status });
  return new Response(text === '' ? null : text, { status, headers });
}

/** Browsers show a refused redirect as `opaqueredirect` without status; node shows the 3xx itself. */
function refuseRedirect(response: Response, deps: ExchangeDeps): void {
  const shown = response.status >= 300 && response.status <= 399;
  if (response.type !== 'opaqueredirect' && !shown && !response.redirected) return;
  throw failed(deps, { code: 'redirected', ...(shown ? { status: response.status } : {}) });
}

/** What fetch or the reading of the body threw. An answer that breaks off after its head did arrive, in part. */
function belowHttp(thrown: unknown, aborted: boolean, response: Response | undefined, deps: ExchangeDeps): unknown {
  if (thrown instanceof DestinationError) return thrown;
  if (aborted) return failed(deps, { code: 'timeout' }, thrown);
  const status = response === undefined ? {} : { status: response.status };
  if (thrown instanceof TooMuchToRead)
    return failed(deps, { code: 'unexpected_response', reason: 'answer_too_large', ...status });
  if (!(thrown instanceof TypeError)) return thrown;
  return response === undefined
    ? failed(deps, { code: 'offline' }, thrown)
    : failed(deps, { code: 'unexpected_response', ...status }, thrown);
}

function failed(deps: ExchangeDeps, view: Omit<ErrorView, 'destination'>, cause?: unknown): DestinationError {
  return new DestinationError({ ...view, destination: deps.destination }, cause);
}
