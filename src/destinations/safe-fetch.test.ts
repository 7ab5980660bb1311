import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonAnswer } from '../../test/servers/faults.ts';
import { errorOf, type HttpServers, startHttpServers } from '../../test/support/http-servers.ts';
import type { Fetch } from '../core/ports.ts';
import { createSafeFetch, type SafeFetchDeps } from './safe-fetch.ts';

const nodeFetch: Fetch = (url, init) => fetch(url, init);
const safe = (deps: Partial<SafeFetchDeps> = {}) =>
  createSafeFetch({ fetch: nodeFetch, destination: 'ghost', ...deps });
const answering = (make: () => Response): Fetch => {
  return async () => make();
};

let on: HttpServers;
beforeEach(async () => {
  on = await startHttpServers();
});
afterEach(() => on.stop());

const form = () => ({ method: 'POST', body: new URLSearchParams({ code: 'secret-token' }) });

test('gives the answer of any status, its body read', async () => {
  for (const status of [200, 400, 503]) {
    on.server.set(jsonAnswer(status, { a: 'Zwölf' }, { 'www-authenticate': 'Bearer' }));
    const response = await safe()(on.server.url, form());
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ a: 'Zwölf' });
  }
  on.server.set({ kind: 'answer', status: 204, body: '' });
  expect((await safe()(on.server.url, form())).status).toBe(204);
  expect(on.server.requests.map(({ method, body }) => `${method} ${body}`)).toContain('POST code=secret-token');
});

test('a library’s own wishes about redirects, credentials and time-outs change nothing', async () => {
  let seen: RequestInit = {};
  const fetchPort: Fetch = async (_url, init) => {
    seen = init;
    return Response.json({});
  };
  const signal = new AbortController().signal;
  const wishes: RequestInit = { ...form(), redirect: 'follow', credentials: 'include', cache: 'default', signal };
  const asFetch: Fetch = safe({ fetch: fetchPort });
  await asFetch('https://as.example/token', wishes);
  expect(seen).toMatchObject({
    ...{ credentials: 'omit', redirect: 'manual', cache: 'no-store', referrerPolicy: 'no-referrer', method: 'POST' },
  });
  expect(seen.signal).not.toBe(signal);
});

describe('is an error', () => {
  test.each([301, 302, 303, 307, 308] as const)(
    'a redirect (%i), and nothing arrives at its target',
    async (status) => {
      on.server.set({ kind: 'redirect', status, to: `${on.elsewhere.url}/taken` });
      expect(await errorOf(safe()(on.server.url, form()))).toMatchObject({ code: 'redirected', status });
      expect(on.elsewhere.requests).toEqual([]);
    },
  );

  test.each([
    ['http://as.example/token', 'address_insecure'],
    ['https://client:secret-token@as.example/token', 'address_userinfo'],
    ['not an address', 'address_invalid'],
  ])('%s, which is never asked', async (url, reason) => {
    const never: Fetch = () => Promise.reject(new Error('asked'));
    expect(await errorOf(safe({ fetch: never })(url, form()))).toMatchObject({ code: 'not_this_system', reason });
  });

  test('an answer beyond a megabyte, one that breaks off, and a status beyond all that HTTP knows', async () => {
    on.server.set({ kind: 'answer', status: 200, body: ' '.repeat(1024 * 1024 + 1) });
    expect(await errorOf(safe()(on.server.url, form()))).toMatchObject({ reason: 'answer_too_large' });
    const torn = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    const breaking = safe({ fetch: answering(() => new Response(torn)) });
    expect(await errorOf(breaking(on.server.url, form()))).toMatchObject({ code: 'unexpected_response', status: 200 });
    on.server.set({ kind: 'answer', status: 799, body: '' });
    expect(await errorOf(safe()(on.server.url, form()))).toMatchObject({ code: 'unexpected_response', status: 799 });
  });

  test('a server that can’t be reached, or takes too long in the middle of its answer', async () => {
    const refused: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await errorOf(safe({ fetch: refused })(on.server.url, form()))).toMatchObject({ code: 'offline' });
    const halting: Fetch = async (_url, { signal }) =>
      new Response(
        new ReadableStream({
          start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
        }),
      );
    const asked = safe({ fetch: halting })(on.server.url, { ...form(), timeoutMs: 20 });
    expect(await errorOf(asked)).toMatchObject({ code: 'timeout' });
  });
});

describe('what the person has set for a site', () => {
  const extraHeaders = [
    ['X-Staging', 'open'],
    ['Authorization', 'Basic stolen'],
  ] as const;
  const signed = { ...form(), headers: { authorization: 'Basic client' } };
  const proxied = (site: string) => safe({ extraHeaders, allowHttp: true, site });

  beforeEach(() => on.server.set(jsonAnswer(200, {})));

  test('extra headers go along, and replace none of the request’s own', async () => {
    await safe({ extraHeaders })(on.server.url, signed);
    await proxied(`${on.server.url}/blog`)(on.server.url, signed);
    for (const { headers } of on.server.requests) {
      expect(headers).toMatchObject({ 'x-staging': 'open', authorization: 'Basic client' });
    }
    expect(on.server.requests).toHaveLength(2);
  });

  test('holds for no other host, not even another port', async () => {
    await proxied(on.elsewhere.url)(on.server.url, signed);
    expect(on.server.requests[0]?.headers).not.toHaveProperty('x-staging');
    expect(on.server.requests[0]?.headers.authorization).toBe('Basic client');
    const insecure = proxied('http://192.168.1.5/')('http://192.168.1.6/', signed);
    expect(await errorOf(insecure)).toMatchObject({ reason: 'address_insecure' });
  });
});
