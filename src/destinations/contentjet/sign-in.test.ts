import fc from 'fast-check';
import { unknown } from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunningContentjet, startContentjet } from '../../../test/servers/contentjet.ts';
import { type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import { lockSpace } from '../../../test/support/locks.ts';
import { handClock, memoryStore } from '../../../test/support/memory.ts';
import { runs } from '../../../test/support/scale.ts';
import type { Credentials, PasswordGrantCredentials } from '../../auth/credentials.ts';
import { DestinationError, type ErrorView } from '../../core/errors.ts';
import type { Fetch, Locks, Store } from '../../core/ports.ts';
import type { AuthDeps, Authorizer, HttpDeps, HttpFailure } from '../destination.ts';
import { createHttp } from '../http.ts';
import type { ContentjetSettings } from './settings.ts';
import { createContentjetAuthorizer, createContentjetReader } from './sign-in.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const KEY = 'token:account-1';
const CLIENT_KEY = `${KEY}/client`;

/** What the adapter makes of these refusals. */
function explain({ status, json }: HttpFailure): ErrorView | undefined {
  const message = JSON.stringify(json) ?? '';
  const view = { destination: 'contentjet', status } as const;
  if (status === 400) return { ...view, code: 'draft_rejected' };
  if (status !== 401) return undefined;
  if (message.includes('marked inactive'))
    return { ...view, code: 'credentials_rejected', reason: 'contentjet_inactive' };
  return { ...view, code: 'credentials_rejected', ...(message.includes('jwt') ? { reason: 'contentjet_token' } : {}) };
}

const clock = handClock();
let server: RunningContentjet;
let items: Map<string, string>;
beforeEach(async () => {
  clock.set(NOON);
  server = await startContentjet({ clock });
  items = new Map();
});
afterEach(() => server.stop());

const person = (more: Partial<PasswordGrantCredentials> = {}): PasswordGrantCredentials => {
  const { username, password } = server.users.author;
  return { method: 'password_grant', username, password, ...more };
};
function withoutPassword(): PasswordGrantCredentials {
  const { password: _, ...rest } = person();
  return rest;
}
const withClient = (more: Partial<PasswordGrantCredentials> = {}) =>
  person({ clientId: server.client.id, clientSecret: server.client.secret, ...more });
const settings = (project: ContentjetSettings['project'] = server.project): ContentjetSettings => ({
  ...{ project, entryType: null, mapping: {}, uiUrl: null, images: 'copy', renewal: 'while_open' },
});

interface Context {
  store?: Store;
  locks?: Locks;
  fetch?: Fetch;
  url?: string;
  now?: () => number;
}

/** One session of one context of the browser. */
function dependencies({ store, locks, fetch: port, url, now }: Context = {}) {
  const deps: HttpDeps = {
    fetch: port ?? ((address, init) => fetch(address, init)),
    ...{ clock: { now: now ?? clock.now }, destination: 'contentjet', explain },
  };
  const apiUrl = `${url ?? server.url}/`;
  const auth: AuthDeps = {
    ...{ subject: 'account-1', siteUrl: apiUrl, apiUrl, http: createHttp(deps), clock: deps.clock },
    ...{ tokens: store ?? memoryStore(items), locks: locks ?? lockSpace().context() },
  };
  const asking = (authorizer: Authorizer, path: string) => {
    const http = createHttp({ ...deps, authorizer });
    return () => http.request({ method: 'GET', url: `${apiUrl}${path}`, expect: [200], schema: unknown() });
  };
  return { auth, asking };
}

async function open(credentials: Credentials = person(), context: Context = {}) {
  const { auth, asking } = dependencies(context);
  const authorizer = await createContentjetAuthorizer(credentials, settings(), auth);
  const renewAhead = async () => authorizer.renewAhead?.() ?? null;
  return { ask: asking(authorizer, 'user/me'), renewAhead };
}

function openReader(credentials: Credentials = withClient(), context: Context = {}) {
  const { auth, asking } = dependencies(context);
  const reader = createContentjetReader(credentials, settings(), auth);
  return asking(reader ?? expect.unreachable(), `project/${server.project.id}/entry-type/`);
}

async function errorOf(failing: Promise<unknown>): Promise<string> {
  const error = await failing.catch((thrown: unknown) => thrown);
  if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
  const told = JSON.stringify(error.toView()) + error.stack;
  for (const secret of [server.users.author.password, server.client.secret]) expect(told).not.toContain(secret);
  return `${error.code} ${error.reason}`;
}

const SIGN_IN = 'POST /authenticate';
const REFRESH = 'POST /token-refresh';
const ME = 'GET /user/me';
const asked = (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`);
const count = (what: string): number => asked().filter((one) => one === what).length;
const stored = () => JSON.parse(items.get(KEY) ?? 'null');
/** Neither in a header nor in a body, whatever became of the request. */
const noneExpired = (token: string): void => {
  for (const { headers, body } of server.requests) expect(`${headers.authorization} ${body}`).not.toContain(token);
  expect(server.requests.filter(({ expiredToken }) => expiredToken)).toEqual([]);
};

/** Someone who signed in `ago` ms ago, whose requests are forgotten. */
async function signedIn(ago = 0): Promise<string> {
  await (await open()).ask();
  server.requests.length = 0;
  clock.advance(ago);
  return stored().accessToken;
}

describe('user name and password', () => {
  test('become a token, by a request without any authorisation, as JSON', async () => {
    const { ask } = await open();
    await ask();
    await ask();
    expect(asked()).toEqual([SIGN_IN, ME, ME]);
    const { headers, body } = server.requests[0] ?? expect.unreachable();
    expect(JSON.parse(body)).toEqual({
      ...{ username: 'author@example.com', password: 'authorpass1', grant_type: 'password' },
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json' });
    expect(headers).not.toHaveProperty('authorization');
  });

  test('rest nowhere but where they came from: the store holds tokens alone', async () => {
    await (await open()).ask();
    expect(Object.keys(stored()).toSorted()).toEqual(['accessToken', 'expiresAt', 'refreshToken', 'v']);
    expect([...items.values()].join()).not.toContain('authorpass1');
  });

  test.each<[string, () => void, Partial<PasswordGrantCredentials>, string]>([
    ['a wrong password', () => {}, { password: 'wrong' }, 'credentials_rejected contentjet_wrong_login'],
    ['nobody of that name', () => {}, { username: 'x@example.com' }, 'credentials_rejected contentjet_wrong_login'],
    ['another case', () => {}, { username: 'Author@example.com' }, 'credentials_rejected contentjet_wrong_login'],
    ['an empty password', () => {}, { password: '' }, 'credentials_rejected contentjet_wrong_login'],
    [
      'someone whose account is switched off',
      () => server.setUserActive('author@example.com', false),
      {},
      'credentials_rejected contentjet_inactive',
    ],
    [
      'a server in trouble',
      () => server.failNext(({ path }) => path === '/authenticate', 'status-500'),
      {},
      'server_error undefined',
    ],
    ['no answer', () => server.failNext(({ path }) => path === '/authenticate', 'lost-after'), {}, 'offline undefined'],
  ])('%s', async (_, happens, credentials, expected) => {
    happens();
    expect(await errorOf((await open(person(credentials))).ask())).toBe(expected);
    expect(asked()).toEqual([SIGN_IN]);
    expect(items.size).toBe(0);
  });

  test('credentials of another system', async () => {
    expect(await errorOf(open({ method: 'admin_api_key', key: 'x' }))).toBe('credentials_rejected undefined');
  });
});

describe('the token', () => {
  test('is taken as it is while more than a minute of it is left', async () => {
    await signedIn(3 * MINUTE + 58_000);
    await (await open()).ask();
    expect(asked()).toEqual([ME]);
  });

  test('is refreshed in its last minute, with both the bearer and the refresh token', async () => {
    const token = await signedIn(4 * MINUTE);
    await (await open(withoutPassword())).ask();
    expect(asked()).toEqual([REFRESH, ME]);
    const { headers, body } = server.requests[0] ?? expect.unreachable();
    expect(headers.authorization).toBe(`Bearer ${token}`);
    expect(JSON.parse(body)).toEqual({ refresh_token: token, grant_type: 'refresh_token' });
    expect(stored().accessToken).not.toBe(token);
    expect(stored().expiresAt).toBe(clock.now() + 299_000);
  });

  test('lives on by refreshes alone', async () => {
    await signedIn();
    for (let minute = 0; minute < 60; minute += 4) {
      await (await open(withoutPassword())).ask();
      clock.advance(4 * MINUTE);
    }
    expect(count(REFRESH)).toBe(14);
    expect(count(SIGN_IN)).toBe(0);
    expect(server.requests.filter(({ status, expiredToken }) => status !== 200 || expiredToken)).toEqual([]);
  });

  test('that has ended is sent nowhere: the password gets a new one', async () => {
    const token = await signedIn(5 * MINUTE);
    await (await open()).ask();
    expect(asked()).toEqual([SIGN_IN, ME]);
    noneExpired(token);
  });

  test('counts as ended a moment early rather than late: the server counts whole seconds', async () => {
    clock.set(NOON + 999);
    const token = await signedIn(299_001);
    await (await open()).ask();
    expect(asked()).toEqual([SIGN_IN, ME]);
    noneExpired(token);
  });

  test('that has ended, with no password kept, wants the person, and nothing is asked', async () => {
    await signedIn(5 * MINUTE);
    const { ask } = await open(withoutPassword());
    expect(await errorOf(ask())).toBe('reauthorization_required contentjet_sign_in_again');
    expect(asked()).toEqual([]);
  });

  test('that was never there, with no password kept, wants the person too', async () => {
    const { ask } = await open(withoutPassword());
    expect(await errorOf(ask())).toBe('reauthorization_required contentjet_sign_in_again');
    expect(asked()).toEqual([]);
  });

  test.each([-2, -0.1, 0.1, 2])('lives by our clock, which is %d hours ahead of the server’s', async (hours) => {
    const now = () => clock.now() + hours * 60 * MINUTE;
    await (await open(person(), { now })).ask();
    for (let minute = 0; minute < 20; minute += 4) {
      clock.advance(4 * MINUTE);
      await (await open(withoutPassword(), { now })).ask();
    }
    clock.advance(5 * MINUTE);
    expect(await errorOf((await open(withoutPassword(), { now })).ask())).toContain('contentjet_sign_in_again');
    expect(asked().slice(0, 4)).toEqual([SIGN_IN, ME, REFRESH, ME]);
    expect(server.requests.filter(({ status, expiredToken }) => status !== 200 || expiredToken)).toEqual([]);
  });

  test('of a server whose tokens live for seconds is renewed for each request', async () => {
    server.setTokenSeconds(20);
    await (await open()).ask();
    clock.advance(15_000);
    await (await open(withoutPassword())).ask();
    expect(asked()).toEqual([SIGN_IN, ME, REFRESH, ME]);
  });
});

describe('a refresh that is refused', () => {
  /** The server’s secret has changed: it knows none of its tokens any more. */
  async function foreignToken(ago: number): Promise<void> {
    await signedIn(ago);
    const [head, payload] = stored().accessToken.split('.');
    const token = `${head}.${payload}.${'x'.repeat(43)}`;
    items.set(KEY, JSON.stringify({ ...stored(), accessToken: token, refreshToken: token }));
  }

  test('by 401: the password gets a new token', async () => {
    await foreignToken(4.5 * MINUTE);
    await (await open()).ask();
    expect(asked()).toEqual([REFRESH, SIGN_IN, ME]);
  });

  test('by 400, as for a client’s token: the password gets a new token', async () => {
    await openReader()();
    const { accessToken } = JSON.parse(items.get(CLIENT_KEY) ?? '');
    await signedIn(4.5 * MINUTE);
    items.set(KEY, JSON.stringify({ ...stored(), refreshToken: accessToken }));
    await (await open()).ask();
    expect(server.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
  });

  test('with no password kept wants the person', async () => {
    await foreignToken(4.5 * MINUTE);
    const { ask } = await open(withoutPassword());
    expect(await errorOf(ask())).toBe('reauthorization_required contentjet_sign_in_again');
    expect(asked()).toEqual([REFRESH]);
  });

  test.each<['status-500' | 'lost-after' | 'lost-before', string]>([
    ['status-500', 'server_error undefined'],
    ['lost-after', 'offline undefined'],
    ['lost-before', 'offline undefined'],
  ])('by nobody, because of %s, is tried again the next time: no password is sent for it', async (fault, expected) => {
    const token = await signedIn(4.5 * MINUTE);
    server.failNext(({ path }) => path === '/token-refresh', fault);
    const { ask } = await open();
    expect(await errorOf(ask())).toBe(expected);
    expect(stored().accessToken).toBe(token);
    await ask();
    expect(asked()).toEqual([REFRESH, REFRESH, ME]);
  });
});

describe('a token that the server refuses before its time', () => {
  /** As after a restore, or with a clock of ours that went back: it looks good here and is none there. */
  async function refusedToken(): Promise<string> {
    const token = await signedIn(5 * MINUTE);
    items.set(KEY, JSON.stringify({ ...stored(), expiresAt: clock.now() + 4 * MINUTE }));
    return token;
  }

  test('is never sent a second time: the password gets a new one, and the request is repeated', async () => {
    const token = await refusedToken();
    await (await open()).ask();
    expect(asked()).toEqual([ME, SIGN_IN, ME]);
    expect(server.requests.map(({ status }) => status)).toEqual([401, 200, 200]);
    expect(server.requests.filter(({ headers }) => headers.authorization === `Bearer ${token}`)).toHaveLength(1);
  });

  test('with no password kept wants the person, and no other session sends it again', async () => {
    await refusedToken();
    for (const _ of [1, 2]) {
      const { ask } = await open(withoutPassword());
      expect(await errorOf(ask())).toBe('reauthorization_required contentjet_sign_in_again');
    }
    expect(asked()).toEqual([ME]);
  });

  test('is not sent again where another session has signed in meanwhile: its token is taken', async () => {
    await refusedToken();
    const locks = lockSpace();
    const one = await open(withoutPassword(), { locks: locks.context() });
    let signIn: Promise<unknown> = Promise.resolve();
    const other = await open(withoutPassword(), {
      locks: locks.context(),
      async fetch(address, init) {
        const response = await fetch(address, init);
        if (response.status === 401) {
          // The refusal is on its way here, and the person signs in again elsewhere.
          items.delete(KEY);
          signIn = (await open(person(), { locks: locks.context() })).ask();
        }
        return response;
      },
    });
    await other.ask();
    await signIn;
    await one.ask();
    expect(count(SIGN_IN)).toBe(1);
  });

  test('is renewed once and no more: what is refused anew is an error', async () => {
    await signedIn();
    const faults = await startFaults(server.url);
    faults.set(({ path }) => (path === '/user/me' ? jsonAnswer(401, { message: 'jwt expired' }) : { kind: 'pass' }));
    const { ask } = await open(person(), { url: faults.url });
    expect(await errorOf(ask())).toBe('credentials_rejected contentjet_token');
    expect(asked()).toEqual([SIGN_IN]);
    expect(faults.requests.map(({ path }) => path)).toEqual(['/user/me', '/authenticate', '/user/me']);
    await faults.stop();
  });
});

describe('renewing ahead', () => {
  test('nothing while more than two minutes are left, and it says when', async () => {
    await signedIn(2 * MINUTE);
    const { renewAhead } = await open(withoutPassword());
    expect(await renewAhead()).toBe(NOON + 179_000);
    expect(asked()).toEqual([]);
  });

  test('refreshes in the last two minutes', async () => {
    await signedIn(3 * MINUTE);
    const { renewAhead } = await open(withoutPassword());
    expect(await renewAhead()).toBe(clock.now() + 179_000);
    expect(asked()).toEqual([REFRESH]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['nobody is signed in', async () => {}],
    ['the sign-in has ended', () => signedIn(5 * MINUTE)],
  ])('there is nothing to keep where %s', async (_, happened) => {
    await happened();
    expect(await (await open(withoutPassword())).renewAhead()).toBeNull();
    expect(asked()).toEqual([]);
  });

  test('nor where the password is kept: it signs in again without the person', async () => {
    await signedIn(4 * MINUTE);
    expect(await (await open()).renewAhead()).toBeNull();
    expect(asked()).toEqual([]);
  });

  test.each<['status-500' | 'lost-after', string]>([
    ['status-500', 'server_error undefined'],
    ['lost-after', 'offline undefined'],
  ])('that fails by %s says so, and the token stays for another try', async (fault, expected) => {
    await signedIn(4 * MINUTE);
    server.failNext(({ path }) => path === '/token-refresh', fault);
    const { renewAhead } = await open(withoutPassword());
    expect(await errorOf(renewAhead())).toBe(expected);
    clock.advance(30_000);
    expect(await renewAhead()).toBe(clock.now() + 179_000);
  });

  test('a server whose tokens live for a minute is asked every half minute, not without end', async () => {
    server.setTokenSeconds(61);
    await signedIn();
    const { renewAhead } = await open(withoutPassword());
    expect(await renewAhead()).toBe(clock.now() + 30_000);
  });
});

describe('one renewal, whoever asks', () => {
  test.each<[string, number, Partial<PasswordGrantCredentials> | null, string]>([
    ['nobody has signed in yet', -1, {}, SIGN_IN],
    ['the token is about to end', 4.5 * MINUTE, null, REFRESH],
    ['the token has ended', 6 * MINUTE, {}, SIGN_IN],
  ])('%s: fifty sessions in five contexts ask at once', async (_, ago, more, expected) => {
    if (ago >= 0) await signedIn(ago);
    const locks = lockSpace();
    const contexts = Array.from({ length: 5 }, () => locks.context());
    const credentials = more === null ? withoutPassword() : person(more);
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const context = contexts[index % 5];
        const { ask } = await open(credentials, context === undefined ? {} : { locks: context });
        await ask();
      }),
    );
    expect([count(expected), count(ME), server.requests.length]).toEqual([1, 50, 51]);
    expect(server.requests.filter(({ expiredToken }) => expiredToken)).toEqual([]);
  });

  test('in any order of reads, writes and answers, at any age of the token, and an alarm beside them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('ask', 'renewAhead'), { minLength: 2, maxLength: 12 }),
        fc.constantFrom(1, 190, 250, 298, 400),
        fc.boolean(),
        async (s, calls, seconds, kept) => {
          items.clear();
          const token = await signedIn(seconds * 1000);
          const locks = lockSpace();
          const contexts = [locks.context(), locks.context(), locks.context()];
          const outcomes = Promise.allSettled(
            calls.map(async (call, index) => {
              const own = contexts[index % 3];
              const { ask, renewAhead } = await open(kept ? person() : withoutPassword(), {
                ...(own === undefined ? {} : { locks: own }),
                store: scheduled(s, memoryStore(items)),
                fetch: (address, init) => s.schedule(Promise.resolve()).then(() => fetch(address, init)),
              });
              await (call === 'ask' ? ask() : renewAhead());
            }),
          );
          await s.waitFor(outcomes);
          const failed = (await outcomes).filter(({ status }) => status === 'rejected').length;
          const ended = seconds > 299;
          expect(failed).toBe(ended && !kept ? calls.filter((call) => call === 'ask').length : 0);
          expect(count(SIGN_IN) + count(REFRESH)).toBeLessThanOrEqual(1);
          if (ended) noneExpired(token);
        },
      ),
      { numRuns: runs(40, 10) },
    );
  });
});

describe('a context that dies', () => {
  const never = new Promise<never>(() => {});

  /** Dies at its `killAt`-th await, just before or just after what it awaited has happened. */
  function mortal(
    killAt: number,
    side: 'before' | 'after',
    locks: ReturnType<ReturnType<typeof lockSpace>['context']>,
  ) {
    let steps = 0;
    let dead = false;
    let dies = (): void => {};
    const death = new Promise<void>((resolve) => {
      dies = resolve;
    });
    async function awaited<T>(task: () => Promise<T>): Promise<T> {
      if (dead) return never;
      steps += 1;
      const last = steps === killAt;
      if (!last || side === 'after') {
        const result = await task();
        if (!last) return result;
      }
      dead = true;
      locks.die();
      dies();
      return never;
    }
    const raw = memoryStore(items);
    const store: Store = {
      get: (key) => awaited(() => raw.get(key)),
      set: (key, value) => awaited(() => raw.set(key, value)),
      remove: (key) => awaited(() => raw.remove(key)),
      keys: (prefix) => awaited(() => raw.keys(prefix)),
    };
    const port: Fetch = (address, init) => awaited(() => fetch(address, init));
    return { context: { store, locks, fetch: port }, death, survived: () => !dead };
  }

  const endedAge = 6 * MINUTE;
  const lastMinute = 4.5 * MINUTE;

  test.each<[string, number, boolean, boolean]>([
    ['in its last minute, without the password', lastMinute, false, false],
    ['in its last minute, with it', lastMinute, true, false],
    ['that has ended', endedAge, true, false],
    ['that is refused before its time', endedAge, true, true],
  ])(
    'at any await of a renewal, of a token %s, leaves what the next can go on with',
    async (_, age, kept, looksGood) => {
      for (const side of ['before', 'after'] as const) {
        for (let killAt = 1; ; killAt += 1) {
          items.clear();
          await signedIn(age);
          if (looksGood) items.set(KEY, JSON.stringify({ ...stored(), expiresAt: clock.now() + 4 * MINUTE }));
          const locks = lockSpace();
          const { context, death, survived } = mortal(killAt, side, locks.context());
          const credentials = kept ? person() : withoutPassword();
          const first = (await open(credentials, context)).ask();
          await Promise.race([first, death]);
          await (await open(credentials, { locks: locks.context() })).ask();
          expect(stored()).toMatchObject({ v: 1, expiresAt: clock.now() + 299_000 });
          if (survived()) break;
          expect(killAt).toBeLessThan(30);
        }
      }
    },
  );
});

describe('the project’s client', () => {
  const address = (): string => `POST /project/${server.project.id}/client/authenticate`;

  test.each<[string, () => Credentials, ContentjetSettings['project']]>([
    ['no client', () => person(), { id: 1, name: 'x' }],
    ['half a client', () => person({ clientId: 'x' }), { id: 1, name: 'x' }],
    ['no project yet', () => withClient(), null],
    ['other credentials', () => ({ method: 'admin_api_key', key: 'x' }), { id: 1, name: 'x' }],
  ])('there is no reader with %s', (_, credentials, project) => {
    expect(createContentjetReader(credentials(), settings(project), dependencies().auth)).toBeNull();
  });

  test('signs in by itself, and has a token of its own', async () => {
    const ask = openReader();
    await ask();
    await ask();
    expect(asked()).toEqual([address(), ...Array(2).fill(`GET /project/${server.project.id}/entry-type/`)]);
    const { headers, body } = server.requests[0] ?? expect.unreachable();
    const { id, secret } = server.client;
    expect(JSON.parse(body)).toEqual({ client_id: id, client_secret: secret, grant_type: 'client_credentials' });
    expect(headers).not.toHaveProperty('authorization');
    expect([...items.keys()]).toEqual([CLIENT_KEY]);
    expect(items.get(CLIENT_KEY)).not.toContain(secret);
  });

  test('reads where the person’s sign-in has ended', async () => {
    await signedIn(10 * MINUTE);
    await openReader()();
    expect(server.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('fetches a new token after an hour, once for all', async () => {
    await openReader()();
    server.requests.length = 0;
    clock.advance(58 * MINUTE);
    await openReader()();
    expect(count(address())).toBe(0);
    clock.advance(2 * MINUTE);
    const locks = lockSpace();
    await Promise.all(Array.from({ length: 10 }, () => openReader(withClient(), { locks: locks.context() })()));
    expect(count(address())).toBe(1);
    expect(server.requests.filter(({ expiredToken }) => expiredToken)).toEqual([]);
  });

  test.each<[string, () => Partial<PasswordGrantCredentials>]>([
    ['a wrong secret', () => ({ clientSecret: 'x'.repeat(32) })],
    ['a secret of the wrong length', () => ({ clientSecret: 'short' })],
    ['an unknown id', () => ({ clientId: 'x'.repeat(32) })],
  ])('with %s is a wrong client', async (_, wrong) => {
    const failing = openReader(withClient(wrong()))();
    expect(await errorOf(failing)).toBe('credentials_rejected contentjet_wrong_client');
    expect(asked()).toEqual([address()]);
  });

  test('that can’t be reached is no wrong client', async () => {
    server.failNext(({ path }) => path.endsWith('/client/authenticate'), 'status-500');
    expect(await errorOf(openReader()())).toBe('server_error undefined');
  });
});

describe('what is no answer of a token endpoint', () => {
  let faults: FaultServer;
  beforeEach(async () => {
    faults = await startFaults();
  });
  afterEach(() => faults.stop());

  test.each<[string, Parameters<FaultServer['set']>[0], string]>([
    ['a page', htmlPage(200), 'unexpected_response undefined'],
    ['no token in it', jsonAnswer(200, { token_type: 'bearer' }), 'unexpected_response undefined'],
    [
      'a token of another kind',
      jsonAnswer(200, { access_token: 'x', token_type: 'mac', expires_in: 300 }),
      'unexpected_response undefined',
    ],
    ['nothing', { kind: 'answer', status: 204, body: '' }, 'unexpected_response undefined'],
    ['a redirect', { kind: 'redirect', status: 307, to: '/elsewhere' }, 'redirected undefined'],
  ])('%s', async (_, answer, expected) => {
    faults.set(answer);
    const { ask } = await open(person(), { url: faults.url });
    expect(await errorOf(ask())).toBe(expected);
    expect(faults.requests.map(({ path }) => path)).toEqual(['/authenticate']);
    expect(items.size).toBe(0);
  });
});

/** Each read and write comes when the scheduler says so. */
function scheduled(s: fc.Scheduler, store: Store): Store {
  return {
    get: async (key) => s.schedule(Promise.resolve()).then(() => store.get(key)),
    set: async (key, value) => s.schedule(Promise.resolve()).then(() => store.set(key, value)),
    remove: async (key) => s.schedule(Promise.resolve()).then(() => store.remove(key)),
    keys: async (prefix) => s.schedule(Promise.resolve()).then(() => store.keys(prefix)),
  };
}
