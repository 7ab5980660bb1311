import { createServer } from 'node:net';
import { instance, null_, string } from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { htmlPage, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { errorOf, type HttpServers, http, SECRET, startHttpServers, Thing } from '../../test/support/http-servers.ts';
import type { Fetch } from '../core/ports.ts';
import type { HttpRequest } from './destination.ts';

let on: HttpServers;
beforeEach(async () => {
  on = await startHttpServers();
});
afterEach(() => on.stop());

describe('a success', () => {
  test('is the expected status with JSON of the expected shape', async () => {
    on.server.set(jsonAnswer(201, { things: [{ id: '7', more: true }] }));
    const answer = await http().request(on.post({ headers: { 'x-more': 'y' } }));
    expect(answer).toMatchObject({ status: 201, body: { things: [{ id: '7' }] } });
    expect(on.server.requests).toHaveLength(1);
    expect(on.server.requests[0]).toMatchObject({ method: 'POST', path: '/x/', body: '{"a":1}' });
    expect(on.server.requests[0]?.headers).toMatchObject({
      authorization: SECRET,
      accept: 'application/json',
      'content-type': 'application/json',
      'x-more': 'y',
    });
  });

  test('without a body is null', async () => {
    on.server.set({ kind: 'answer', status: 204, body: '' });
    const answer = await http().request({ method: 'DELETE', url: on.server.url, expect: [204], schema: null_() });
    expect(answer.body).toBeNull();
  });

  test('may be a page, where its text is asked for', async () => {
    on.server.set(htmlPage(200));
    const page = { method: 'GET', url: `${on.server.url}/`, expect: [200], as: 'text', schema: string() } as const;
    const answer = await http().request(page);
    expect(answer.body).toContain('<title>Welcome</title>');
    expect(on.server.requests[0]?.headers.accept).toBe('text/html');
    on.server.set({ kind: 'answer', status: 200, body: '' });
    expect((await http().request(page)).body).toBe('');
    on.server.set({ kind: 'redirect', status: 302, to: on.elsewhere.url });
    expect(await errorOf(http().request(page))).toMatchObject({ code: 'redirected' });
    on.server.set(htmlPage(404));
    expect(await errorOf(http().request(page))).toMatchObject({ code: 'not_found' });
    expect(on.elsewhere.requests).toEqual([]);
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
    on.server.set(fault);
    expect(await errorOf(http().request(on.post()))).toMatchObject({ code: 'unexpected_response' });
  });

  test('an answer that breaks off is an unexpected response: the server has handled the request', async () => {
    on.elsewhere.set(jsonAnswer(201, { things: Array.from({ length: 5000 }, (_, id) => ({ id: `thing ${id}` })) }));
    const breaking = await startFaults(on.elsewhere.url);
    breaking.set({ kind: 'cut_off' });
    expect(await errorOf(http().request(on.post({ url: breaking.url })))).toMatchObject({
      code: 'unexpected_response',
      status: 201,
    });
    await breaking.stop();
  });

  test.each(['json', 'text'] as const)('an endless answer, read as %s, is not read to its end', async (as) => {
    const chunk = new TextEncoder().encode(' '.repeat(1024 * 1024));
    const endless: Fetch = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }), { status: 201 });
    expect(await errorOf(http({ fetch: endless }).request(on.post({ as })))).toMatchObject({
      code: 'unexpected_response',
    });
  });

  test('a dropped connection and a closed port are offline', async () => {
    const dropping = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => dropping.once('listening', resolve));
    const address = dropping.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    expect(await errorOf(http().request(on.post({ url })))).toMatchObject({ code: 'offline' });
    await new Promise((resolve) => dropping.close(resolve));
    expect(await errorOf(http().request(on.post({ url })))).toMatchObject({ code: 'offline' });
  });

  test('a slow server is given up, before its head and in the middle of its body', async () => {
    on.elsewhere.set(jsonAnswer(201, { things: [] }));
    const slow = await startFaults(on.elsewhere.url);
    slow.set({ kind: 'delay', ms: 60_000 });
    expect(await errorOf(http().request(on.post({ url: slow.url, timeoutMs: 150 })))).toMatchObject({
      code: 'timeout',
    });
    await slow.stop();
    const halting: Fetch = async (_url, init) =>
      new Response(
        new ReadableStream({
          start: (controller) => init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason)),
        }),
        { status: 201, headers: { 'content-type': 'application/json' } },
      );
    const error = await errorOf(http({ fetch: halting }).request(on.post({ timeoutMs: 150 })));
    expect(error).toMatchObject({ code: 'timeout' });
  });
});

test.each([
  ['http://blog.example/', 'address_insecure'],
  ['https://owner:pass@blog.example/', 'address_userinfo'],
  ['javascript:alert(1)', 'address_invalid'],
])('%s is never asked', async (url, reason) => {
  const never: Fetch = () => Promise.reject(new Error('asked'));
  expect(await errorOf(http({ fetch: never }).request(on.post({ url })))).toMatchObject({ reason });
});

test('http beyond this machine is asked where the account opted in', async () => {
  const fetchPort: Fetch = async () => Response.json({ things: [] }, { status: 201 });
  const answer = await http({ fetch: fetchPort, allowHttp: true }).request(on.post({ url: 'http://192.168.1.5/' }));
  expect(answer.status).toBe(201);
});

test('what is not ours to explain is passed on as it is', async () => {
  const broken: Fetch = () => Promise.reject(new RangeError('a bug'));
  await expect(http({ fetch: broken }).request(on.post())).rejects.toThrow(RangeError);
});

describe('an image', () => {
  const image = (more: Partial<HttpRequest<Blob>> = {}): HttpRequest<Blob> => ({
    ...{ method: 'GET', url: `${on.server.url}/a.png`, expect: [200], as: 'blob', schema: instance(Blob) },
    ...more,
  });
  const answer = (status: number, body: string): void =>
    on.server.set({ kind: 'answer', status, headers: { 'content-type': 'image/png' }, body });

  test('is read as its bytes, and asked for as an image, without a referrer', async () => {
    answer(200, 'bytes');
    const { body } = await http().request(image());
    expect([await body.text(), body.type]).toEqual(['bytes', 'image/png']);
    expect(on.server.requests[0]?.headers).toMatchObject({ accept: 'image/*' });
    expect(on.server.requests[0]?.headers).not.toHaveProperty('referer');
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
    on.server.set({ kind: 'redirect', status: 302, to: `${on.elsewhere.url}/b.png` });
    expect(await errorOf(http().request(image()))).toMatchObject({ code: 'redirected' });
    expect(on.elsewhere.requests).toHaveLength(0);
  });
});
