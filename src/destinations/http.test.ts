import { createServer } from 'node:net';
import { array, instance, null_, object, string } from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import type { Authorizer } from '../auth/authorizer.ts';
import { DestinationError } from '../core/errors.ts';
import type { Fetch } from '../core/ports.ts';
import type { HttpDeps, HttpRequest } from './destination.ts';
import { createHttp } from './http.ts';

const SECRET = 'Ghost very-secret-token';
const Thing = object({ things: array(object({ id: string() })) });
const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);

let server: FaultServer;
let elsewhere: FaultServer;
beforeEach(async () => {
  server = await startFaults();
  elsewhere = await startFaults();
  elsewhere.set(jsonAnswer(200, { things: [{ id: 'theirs' }] }));
});
afterEach(async () => {
  await server.stop();
  await elsewhere.stop();
});

const authorizer = (cureOf: Authorizer['cureOf'] = () => null): Authorizer => ({
  authorize: async (headers) => headers.set('authorization', SECRET),
  cureOf,
});

const nodeFetch: Fetch = (url, init) => fetch(url, init);

function http(deps: Partial<HttpDeps> = {}) {
  return createHttp({
    fetch: nodeFetch,
    clock: { now: () => NOON },
    destination: 'ghost',
    authorizer: authorizer(),
    ...deps,
  });
}

function post(more: Partial<HttpRequest<unknown>> = {}): HttpRequest<unknown> {
  return { method: 'POST', url: `${server.url}/x/`, json: { a: 1 }, expect: [201], schema: Thing, ...more };
}

async function errorOf(promise: Promise<unknown>): Promise<DestinationError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
  expect(`${error.message} ${JSON.stringify(error)} ${JSON.stringify(error.toView())}`).not.toContain('secret-token');
  return error;
}

describe('a success', () => {
  test('is the expected status with JSON of the expected shape', async () => {
    server.set(jsonAnswer(201, { things: [{ id: '7', more: true }] }));
    const answer = await http().request(post({ headers: { 'x-more': 'y' } }));
    expect(answer).toMatchObject({ status: 201, body: { things: [{ id: '7' }] } });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/x/', body: '{"a":1}' });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: SECRET,
      accept: 'application/json',
      'content-type': 'application/json',
      'x-more': 'y',
    });
  });

  test('without a body is null', async () => {
    server.set({ kind: 'answer', status: 204, body: '' });
    const answer = await http().request({ method: 'DELETE', url: server.url, expect: [204], schema: null_() });
    expect(answer.body).toBeNull();
  });

  test('may be a page, where its text is asked for', async () => {
    server.set(htmlPage(200));
    const page = { method: 'GET', url: `${server.url}/`, expect: [200], as: 'text', schema: string() } as const;
    const answer = await http().request(page);
    expect(answer.body).toContain('<title>Welcome</title>');
    expect(server.requests[0]?.headers.accept).toBe('text/html');
    server.set({ kind: 'answer', status: 200, body: '' });
    expect((await http().request(page)).body).toBe('');
    server.set({ kind: 'redirect', status: 302, to: elsewhere.url });
    expect(await errorOf(http().request(page))).toMatchObject({ code: 'redirected' });
    server.set(htmlPage(404));
    expect(await errorOf(http().request(page))).toMatchObject({ code: 'not_found' });
    expect(elsewhere.requests).toEqual([]);
  });

  test('leaves credentials, cache, referrer and redirects alone', async () => {
    let seen: RequestInit = {};
    const fetchPort: Fetch = async (_url, init) => {
      seen = init;
      return Response.json({ things: [] });
    };
    await http({ fetch: fetchPort }).request({
      method: 'GET',
      url: 'https://a.example/',
      expect: [200],
      schema: Thing,
    });
    expect(seen).toMatchObject({
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(seen).not.toHaveProperty('body');
  });
});

describe('no success', () => {
  test.each([
    ['a page with 200', htmlPage(201)],
    ['another success status', jsonAnswer(200, { things: [] })],
    ['another shape', jsonAnswer(201, { things: [{ id: 7 }] })],
    ['JSON under another name', { ...jsonAnswer(201, { things: [] }), headers: { 'content-type': 'text/plain' } }],
    ['nothing', { kind: 'answer', status: 201, body: '' } as const],
    [
      'half a JSON',
      { kind: 'answer', status: 201, headers: { 'content-type': 'application/json' }, body: '{"th' } as const,
    ],
  ])('%s is an unexpected response', async (_name, fault) => {
    server.set(fault);
    expect(await errorOf(http().request(post()))).toMatchObject({ code: 'unexpected_response' });
  });

  test('an answer that breaks off is an unexpected response: the server has handled the request', async () => {
    elsewhere.set(jsonAnswer(201, { things: Array.from({ length: 5000 }, (_, id) => ({ id: `thing ${id}` })) }));
    const breaking = await startFaults(elsewhere.url);
    breaking.set({ kind: 'cut_off' });
    expect(await errorOf(http().request(post({ url: breaking.url })))).toMatchObject({
      code: 'unexpected_response',
      status: 201,
    });
    await breaking.stop();
  });

  test.each(['json', 'text'] as const)('an endless answer, read as %s, is not read to its end', async (as) => {
    const chunk = new TextEncoder().encode(' '.repeat(1024 * 1024));
    const endless: Fetch = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }), { status: 201 });
    expect(await errorOf(http({ fetch: endless }).request(post({ as })))).toMatchObject({
      code: 'unexpected_response',
    });
  });

  test('a dropped connection and a closed port are offline', async () => {
    const dropping = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => dropping.once('listening', resolve));
    const address = dropping.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    expect(await errorOf(http().request(post({ url })))).toMatchObject({ code: 'offline' });
    await new Promise((resolve) => dropping.close(resolve));
    expect(await errorOf(http().request(post({ url })))).toMatchObject({ code: 'offline' });
  });

  test('a slow server is given up, before its head and in the middle of its body', async () => {
    elsewhere.set(jsonAnswer(201, { things: [] }));
    const slow = await startFaults(elsewhere.url);
    slow.set({ kind: 'delay', ms: 60_000 });
    expect(await errorOf(http().request(post({ url: slow.url, timeoutMs: 150 })))).toMatchObject({ code: 'timeout' });
    await slow.stop();
    const halting: Fetch = async (_url, init) =>
      new Response(
        new ReadableStream({
          start: (controller) => init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason)),
        }),
        { status: 201, headers: { 'content-type': 'application/json' } },
      );
    const error = await errorOf(http({ fetch: halting }).request(post({ timeoutMs: 150 })));
    expect(error).toMatchObject({ code: 'timeout' });
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308] as const)('%i is refused and nothing arrives at its target', async (status) => {
    server.set({ kind: 'redirect', status, to: `${elsewhere.url}/taken` });
    expect(await errorOf(http().request(post({ headers: { 'x-api-key': 'secret-token' } })))).toMatchObject({
      code: 'redirected',
    });
    expect(elsewhere.requests).toEqual([]);
  });

  test('a browser’s opaque redirect, which has no status, is refused too', async () => {
    const opaque: Fetch = async () => {
      const response = Response.error();
      Object.defineProperty(response, 'type', { value: 'opaqueredirect' });
      return response;
    };
    expect(await errorOf(http({ fetch: opaque }).request(post()))).toMatchObject({ code: 'redirected' });
  });
});

describe('refusals', () => {
  test.each([
    [401, 'credentials_rejected'],
    [403, 'insufficient_scope'],
    [404, 'not_found'],
    [408, 'timeout'],
    [409, 'conflict'],
    [410, 'not_found'],
    [413, 'too_large'],
    [418, 'unexpected_response'],
    [422, 'draft_rejected'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [504, 'server_error'],
  ] as const)('%i is %s where the adapter knows nothing better', async (status, code) => {
    server.set(htmlPage(status));
    expect((await errorOf(http().request(post()))).toView()).toEqual({ code, destination: 'ghost', status });
  });

  test('the adapter reads the body first', async () => {
    server.set(jsonAnswer(401, { errors: ['no such key'] }));
    const view = {
      code: 'credentials_rejected',
      destination: 'ghost',
      reason: 'ghost_unknown_key',
      status: 401,
    } as const;
    const error = await errorOf(
      http({ explain: ({ status, json }) => (status === 401 && json ? view : undefined) }).request(post()),
    );
    expect(error.toView()).toEqual(view);
  });

  test.each([
    ['120', 120_000],
    [new Date(NOON + 90_000).toUTCString(), 90_000],
  ])('Retry-After: %s is kept, a date read by the server’s clock', async (value, retryAfter) => {
    const headers = { 'retry-after': value, date: new Date(NOON).toUTCString() };
    server.set(jsonAnswer(429, {}, headers));
    const wrongClock = { now: () => NOON - 86_400_000 };
    expect(await errorOf(http({ clock: wrongClock }).request(post()))).toMatchObject({
      code: 'rate_limited',
      retryAfter,
    });
    server.set(jsonAnswer(503, {}, headers));
    expect(await errorOf(http({ clock: wrongClock }).request(post()))).toMatchObject({
      code: 'server_error',
      retryAfter,
    });
  });
});

describe('a second try', () => {
  test('follows a refusal that the authorizer can cure, once, with the server’s time', async () => {
    const times: number[] = [];
    const curing: Authorizer = {
      authorize: async (_headers, serverNow) => void times.push(serverNow),
      cureOf: (error) => (error.code === 'credentials_rejected' ? 'other_clock' : null),
    };
    server.set(jsonAnswer(401, {}, { date: new Date(NOON + 600_000).toUTCString() }));
    const error = await errorOf(http({ authorizer: curing }).request(post()));
    expect(error).toMatchObject({ code: 'credentials_rejected' });
    expect(times).toEqual([NOON, NOON + 600_000]);
    expect(server.requests).toHaveLength(2);
  });

  test('follows with our own time where the server refuses the one its Date shows, and stays with it', async () => {
    const times: number[] = [];
    const curing: Authorizer = {
      authorize: async (_headers, serverNow) => void times.push(serverNow),
      cureOf: () => 'other_clock',
    };
    const date = new Date(NOON - 600_000).toUTCString();
    const inTime = (): boolean => times.at(-1) === NOON;
    server.set(() => jsonAnswer(inTime() ? 201 : 401, { things: [] }, { date }));
    const speaking = http({ authorizer: curing });
    for (let request = 0; request < 3; request++) await speaking.request(post());
    expect(times).toEqual([NOON, NOON - 600_000, NOON, NOON]);
  });

  /** Signs with `token-1`, `token-2` …, a new one whenever the last was refused. */
  function renewing(): Authorizer {
    let number = 1;
    return {
      authorize: async (headers) => headers.set('authorization', `Bearer token-${number}`),
      cureOf: (_error, sent) => {
        if (sent.get('authorization') === `Bearer token-${number}`) number += 1;
        return 'new_token';
      },
    };
  }
  const signatures = () => server.requests.map(({ headers }) => headers.authorization);

  test('goes with the new token, and tells the authorizer which one was refused', async () => {
    server.set(({ headers }) =>
      headers.authorization === 'Bearer token-2' ? jsonAnswer(201, { things: [] }) : jsonAnswer(403, {}),
    );
    await http({ authorizer: renewing() }).request(post());
    expect(signatures()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(server.requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  test('is the last one, however often a new token might help', async () => {
    server.set(jsonAnswer(403, {}));
    expect(await errorOf(http({ authorizer: renewing() }).request(post()))).toMatchObject({ status: 403 });
    expect(signatures()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('is not made where the renewal itself fails: its error says why', async () => {
    const view = { code: 'reauthorization_required', destination: 'ghost' } as const;
    let calls = 0;
    const failing: Authorizer = {
      authorize: async () => {
        calls += 1;
        if (calls > 1) throw new DestinationError(view);
      },
      cureOf: () => 'new_token',
    };
    server.set(jsonAnswer(401, {}));
    expect((await errorOf(http({ authorizer: failing }).request(post()))).toView()).toEqual(view);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['a server error', jsonAnswer(500, {})],
    ['a page instead of JSON', htmlPage(201)],
    ['a redirect', { kind: 'redirect', status: 307, to: 'https://elsewhere.example/' } as const],
  ])('never follows %s: the request may have been handled', async (_name, fault) => {
    server.set(fault);
    await errorOf(http({ authorizer: authorizer(() => 'other_clock') }).request(post()));
    expect(server.requests).toHaveLength(1);
  });
});

test.each([
  ['http://blog.example/', 'address_insecure'],
  ['https://owner:pass@blog.example/', 'address_userinfo'],
  ['javascript:alert(1)', 'address_invalid'],
])('%s is never asked', async (url, reason) => {
  const never: Fetch = () => Promise.reject(new Error('asked'));
  expect(await errorOf(http({ fetch: never }).request(post({ url })))).toMatchObject({ reason });
});

test('http beyond this machine is asked where the account opted in', async () => {
  const fetchPort: Fetch = async () => Response.json({ things: [] }, { status: 201 });
  const answer = await http({ fetch: fetchPort, allowHttp: true }).request(post({ url: 'http://192.168.1.5/' }));
  expect(answer.status).toBe(201);
});

test('what is not ours to explain is passed on as it is', async () => {
  const broken: Fetch = () => Promise.reject(new RangeError('a bug'));
  await expect(http({ fetch: broken }).request(post())).rejects.toThrow(RangeError);
});

describe('an image', () => {
  const image = (more: Partial<HttpRequest<Blob>> = {}): HttpRequest<Blob> => ({
    ...{ method: 'GET', url: `${server.url}/a.png`, expect: [200], as: 'blob', schema: instance(Blob) },
    ...more,
  });
  const answer = (status: number, body: string): void =>
    server.set({ kind: 'answer', status, headers: { 'content-type': 'image/png' }, body });

  test('is read as its bytes, and asked for as an image, without a referrer', async () => {
    answer(200, 'bytes');
    const { body } = await http().request(image());
    expect([await body.text(), body.type]).toEqual(['bytes', 'image/png']);
    expect(server.requests[0]?.headers).toMatchObject({ accept: 'image/*' });
    expect(server.requests[0]?.headers).not.toHaveProperty('referer');
  });

  test('larger than was asked for is not read to its end', async () => {
    answer(200, 'x'.repeat(2000));
    const error = await errorOf(http().request(image({ maxBytes: 1999 })));
    expect(error).toMatchObject({ code: 'unexpected_response', reason: 'answer_too_large' });
    expect((await http().request(image({ maxBytes: 2000 }))).body.size).toBe(2000);
  });

  test('that is not there, or elsewhere, is an error like any other', async () => {
    answer(404, 'no');
    expect(await errorOf(http().request(image()))).toMatchObject({ code: 'not_found' });
    server.set({ kind: 'redirect', status: 302, to: `${elsewhere.url}/b.png` });
    expect(await errorOf(http().request(image()))).toMatchObject({ code: 'redirected' });
    expect(elsewhere.requests).toHaveLength(0);
  });
});

test('an anonymous request goes without authorisation, and no refusal of it is cured', async () => {
  server.set(jsonAnswer(401, {}));
  const curing = authorizer(() => 'new_token');
  await errorOf(http({ authorizer: curing }).request(post({ anonymous: true })));
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});
