/** What leaves: a form in place of JSON, and the headers of the person's own. */
import { array, object, string } from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import type { Authorizer, Cure } from '../auth/authorizer.ts';
import type { HttpDeps } from './destination.ts';
import { createHttp } from './http.ts';

const SECRET = 'Bearer very-secret-token';
const REQUEST = { method: 'POST', expect: [201], schema: object({ things: array(string()) }) } as const;
const ANONYMOUS: HttpDeps = {
  fetch: (url, init) => fetch(url, init),
  clock: { now: () => Date.UTC(2026, 10, 21) },
  destination: 'wordpress',
};
const authorizer = (cure: Cure | null): Authorizer => ({
  authorize: async (headers) => headers.set('authorization', SECRET),
  cureOf: () => cure,
});

let server: FaultServer;
beforeEach(async () => {
  server = await startFaults();
});
afterEach(() => server.stop());

describe('a form', () => {
  function form(): FormData {
    const form = new FormData();
    form.set('file', new Blob(['bytes'], { type: 'image/png' }), 'a "b".png');
    form.set('alt_text', 'Zwölf Bäume');
    return form;
  }

  test('goes as multipart/form-data with its boundary, and not as JSON', async () => {
    server.set(jsonAnswer(201, { things: [] }));
    await createHttp({ ...ANONYMOUS, authorizer: authorizer(null) }).request({
      ...REQUEST,
      url: server.url,
      form: form(),
    });
    const type = server.requests[0]?.headers['content-type'] ?? '';
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type)?.[1] ?? 'none';
    const body = server.requests[0]?.body ?? '';
    expect(body.split(`--${boundary}`)).toHaveLength(4);
    expect(body).toContain('name="alt_text"\r\n\r\nZwölf Bäume\r\n');
    expect(body).toContain('Content-Type: image/png\r\n\r\nbytes\r\n');
    expect(server.requests[0]?.headers).toMatchObject({ accept: 'application/json', authorization: SECRET });
  });

  test('goes whole once more where a new token may help', async () => {
    server.set(() => jsonAnswer(server.requests.length === 1 ? 403 : 201, { things: [] }));
    await createHttp({ ...ANONYMOUS, authorizer: authorizer('new_token') }).request({
      ...REQUEST,
      url: server.url,
      form: form(),
    });
    const parts = server.requests.map(({ body }) => body.replaceAll(/-+formdata[\w-]+/gi, ''));
    expect(parts).toHaveLength(2);
    expect(parts[0]).toBe(parts[1]);
    expect(parts[1]).toContain('bytes');
  });
});

describe('extra headers', () => {
  const extraHeaders = [
    ['X-Staging', 'open'],
    ['x-many', '1'],
    ['X-Many', '2'],
  ] as const;

  test('go with every request: with and without a sign-in, for a page, a form and a second try', async () => {
    server.set(() => jsonAnswer(server.requests.length % 2 === 1 ? 403 : 201, { things: [] }));
    await createHttp({ ...ANONYMOUS, extraHeaders, authorizer: authorizer('new_token') }).request({
      ...REQUEST,
      url: server.url,
      json: { a: 1 },
    });
    server.set(htmlPage(200));
    const page = { method: 'GET', url: server.url, expect: [200], as: 'text', schema: string() } as const;
    await createHttp({ ...ANONYMOUS, extraHeaders }).request(page);
    expect(server.requests).toHaveLength(3);
    for (const { headers } of server.requests) {
      expect(headers).toMatchObject({ 'x-staging': 'open', 'x-many': '1, 2' });
    }
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([SECRET, SECRET, undefined]);
  });

  test('change neither the sign-in nor how a message is read', async () => {
    server.set(jsonAnswer(201, { things: [] }));
    const ours = [
      ['authorization', 'Basic stolen'],
      ['accept', 'text/html'],
      ['content-type', 'text/plain'],
    ] as const;
    await createHttp({ ...ANONYMOUS, extraHeaders: ours, authorizer: authorizer(null) }).request({
      ...REQUEST,
      url: server.url,
      json: { a: 1 },
    });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: SECRET,
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });
});
