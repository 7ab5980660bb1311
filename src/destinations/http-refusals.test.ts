/** What is refused or sent elsewhere, and when a request goes once more. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { htmlPage, jsonAnswer } from '../../test/servers/faults.ts';
import {
  authorizer,
  errorOf,
  type HttpServers,
  http,
  NOON,
  startHttpServers,
} from '../../test/support/http-servers.ts';
import type { Authorizer } from '../auth/authorizer.ts';
import { DestinationError } from '../core/errors.ts';
import type { Fetch } from '../core/ports.ts';

let on: HttpServers;
beforeEach(async () => {
  on = await startHttpServers();
});
afterEach(() => on.stop());

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308] as const)('%i is refused and nothing arrives at its target', async (status) => {
    on.server.set({ kind: 'redirect', status, to: `${on.elsewhere.url}/taken` });
    expect(await errorOf(http().request(on.post({ headers: { 'x-api-key': 'secret-token' } })))).toMatchObject({
      code: 'redirected',
    });
    expect(on.elsewhere.requests).toEqual([]);
  });

  test('a browser’s opaque redirect, which has no status, is refused too', async () => {
    const opaque: Fetch = async () => {
      const response = Response.error();
      Object.defineProperty(response, 'type', { value: 'opaqueredirect' });
      return response;
    };
    expect(await errorOf(http({ fetch: opaque }).request(on.post()))).toMatchObject({ code: 'redirected' });
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
    on.server.set(htmlPage(status));
    expect((await errorOf(http().request(on.post()))).toView()).toEqual({ code, destination: 'ghost', status });
  });

  test('the adapter reads the body first', async () => {
    on.server.set(jsonAnswer(401, { errors: ['no such key'] }));
    const view = {
      code: 'credentials_rejected',
      destination: 'ghost',
      reason: 'ghost_unknown_key',
      status: 401,
    } as const;
    const error = await errorOf(
      http({ explain: ({ status, json }) => (status === 401 && json ? view : undefined) }).request(on.post()),
    );
    expect(error.toView()).toEqual(view);
  });

  test.each([
    ['120', 120_000],
    [new Date(NOON + 90_000).toUTCString(), 90_000],
  ])('Retry-After: %s is kept, a date read by the server’s clock', async (value, retryAfter) => {
    const headers = { 'retry-after': value, date: new Date(NOON).toUTCString() };
    on.server.set(jsonAnswer(429, {}, headers));
    const wrongClock = { now: () => NOON - 86_400_000 };
    expect(await errorOf(http({ clock: wrongClock }).request(on.post()))).toMatchObject({
      code: 'rate_limited',
      retryAfter,
    });
    on.server.set(jsonAnswer(503, {}, headers));
    expect(await errorOf(http({ clock: wrongClock }).request(on.post()))).toMatchObject({
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
    on.server.set(jsonAnswer(401, {}, { date: new Date(NOON + 600_000).toUTCString() }));
    const error = await errorOf(http({ authorizer: curing }).request(on.post()));
    expect(error).toMatchObject({ code: 'credentials_rejected' });
    expect(times).toEqual([NOON, NOON + 600_000]);
    expect(on.server.requests).toHaveLength(2);
  });

  test('follows with our own time where the server refuses the one its Date shows, and stays with it', async () => {
    const times: number[] = [];
    const curing: Authorizer = {
      authorize: async (_headers, serverNow) => void times.push(serverNow),
      cureOf: () => 'other_clock',
    };
    const date = new Date(NOON - 600_000).toUTCString();
    const inTime = (): boolean => times.at(-1) === NOON;
    on.server.set(() => jsonAnswer(inTime() ? 201 : 401, { things: [] }, { date }));
    const speaking = http({ authorizer: curing });
    for (let request = 0; request < 3; request++) await speaking.request(on.post());
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
  const signatures = () => on.server.requests.map(({ headers }) => headers.authorization);

  test('goes with the new token, and tells the authorizer which one was refused', async () => {
    on.server.set(({ headers }) =>
      headers.authorization === 'Bearer token-2' ? jsonAnswer(201, { things: [] }) : jsonAnswer(403, {}),
    );
    await http({ authorizer: renewing() }).request(on.post());
    expect(signatures()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(on.server.requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  test('is the last one, however often a new token might help', async () => {
    on.server.set(jsonAnswer(403, {}));
    expect(await errorOf(http({ authorizer: renewing() }).request(on.post()))).toMatchObject({ status: 403 });
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
    on.server.set(jsonAnswer(401, {}));
    expect((await errorOf(http({ authorizer: failing }).request(on.post()))).toView()).toEqual(view);
    expect(on.server.requests).toHaveLength(1);
  });

  test.each([
    ['a server error', jsonAnswer(500, {})],
    ['a page instead of JSON', htmlPage(201)],
    ['a redirect', { kind: 'redirect', status: 307, to: 'https://elsewhere.example/' } as const],
  ])('never follows %s: the request may have been handled', async (_name, fault) => {
    on.server.set(fault);
    await errorOf(http({ authorizer: authorizer(() => 'other_clock') }).request(on.post()));
    expect(on.server.requests).toHaveLength(1);
  });
});

test('an anonymous request goes without authorisation, and no refusal of it is cured', async () => {
  on.server.set(jsonAnswer(401, {}));
  const curing = authorizer(() => 'new_token');
  await errorOf(http({ authorizer: curing }).request(on.post({ anonymous: true })));
  expect(on.server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

describe('a pause', () => {
  /** Refused so many times, then taken. */
  function refuses(times: number, status: number) {
    on.server.set(() =>
      on.server.requests.length <= times ? jsonAnswer(status, {}) : jsonAnswer(201, { things: [] }),
    );
  }
  const pausing = (pause: number | null): { deps: Parameters<typeof http>[0]; pauses: number[] } => {
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    return { pauses, deps: { authorizer: { ...authorizer(), pauseOf: () => pause }, wait } };
  };

  test('is made as often as the authorizer asks for one, and the very same is sent after it', async () => {
    refuses(3, 401);
    const { deps, pauses } = pausing(700);
    expect((await http(deps).request(on.post())).status).toBe(201);
    expect(pauses).toEqual([700, 700, 700]);
    expect(new Set(on.server.requests.map(({ headers }) => headers.authorization)).size).toBe(1);
  });

  test('has an end, whatever the authorizer says', async () => {
    refuses(1000, 401);
    const { deps, pauses } = pausing(0);
    expect(await errorOf(http(deps).request(on.post()))).toMatchObject({ status: 401 });
    expect(pauses).toHaveLength(10);
  });

  test.each<[string, number | null, number, object]>([
    ['where the authorizer sees no use in it', null, 401, {}],
    ['where the server may have done something', 700, 500, {}],
    ['for a request that anyone could send', 700, 401, { anonymous: true }],
  ])('is not made %s', async (_, pause, status, more) => {
    refuses(1, status);
    const { deps, pauses } = pausing(pause);
    expect(await errorOf(http(deps).request(on.post(more)))).toMatchObject({ status });
    expect(pauses).toEqual([]);
  });

  test('is a timer’s where no other is given', async () => {
    refuses(1, 401);
    const { deps } = pausing(1);
    const { wait: _, ...timed } = deps ?? {};
    expect((await http(timed).request(on.post())).status).toBe(201);
  });
});
