import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import {
  CLIENT_KEY,
  contentjetSignIns,
  KEY,
  ME,
  MINUTE,
  NOON,
  REFRESH,
  SIGN_IN,
} from '../../../test/support/contentjet-sign-ins.ts';
import { lockSpace } from '../../../test/support/locks.ts';
import type { PasswordGrantCredentials } from '../../auth/credentials.ts';

const lab = contentjetSignIns();
const { clock, person, withoutPassword, open, openReader, errorOf, asked, count, stored, noneExpired, signedIn } = lab;

describe('user name and password', () => {
  test('become a token, by a request without any authorisation, as JSON', async () => {
    const { ask } = await open();
    await ask();
    await ask();
    expect(asked()).toEqual([SIGN_IN, ME, ME]);
    const { headers, body } = lab.server.requests[0] ?? expect.unreachable();
    expect(JSON.parse(body)).toEqual({
      ...{ username: 'author@example.com', password: 'authorpass1', grant_type: 'password' },
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json' });
    expect(headers).not.toHaveProperty('authorization');
  });

  test('rest nowhere but where they came from: the store holds tokens alone', async () => {
    await (await open()).ask();
    expect(Object.keys(stored()).toSorted()).toEqual(['accessToken', 'expiresAt', 'issuedAt', 'refreshToken', 'v']);
    expect([...lab.items.values()].join()).not.toContain('authorpass1');
  });

  test.each<[string, () => void, Partial<PasswordGrantCredentials>, string]>([
    ['a wrong password', () => {}, { password: 'wrong' }, 'credentials_rejected contentjet_wrong_login'],
    ['nobody of that name', () => {}, { username: 'x@example.com' }, 'credentials_rejected contentjet_wrong_login'],
    ['another case', () => {}, { username: 'Author@example.com' }, 'credentials_rejected contentjet_wrong_login'],
    ['an empty password', () => {}, { password: '' }, 'credentials_rejected contentjet_wrong_login'],
    [
      'someone whose account is switched off',
      () => lab.server.setUserActive('author@example.com', false),
      {},
      'credentials_rejected contentjet_inactive',
    ],
    [
      'a server in trouble',
      () => lab.server.failNext(({ path }) => path === '/authenticate', 'status-500'),
      {},
      'server_error contentjet_crash',
    ],
    [
      'no answer',
      () => lab.server.failNext(({ path }) => path === '/authenticate', 'lost-after'),
      {},
      'offline undefined',
    ],
  ])('%s', async (_, happens, credentials, expected) => {
    happens();
    expect(await errorOf((await open(person(credentials))).ask())).toBe(expected);
    expect(asked()).toEqual([SIGN_IN]);
    expect(lab.items.has(KEY)).toBe(false);
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
    const { headers, body } = lab.server.requests[0] ?? expect.unreachable();
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
    expect(lab.server.requests.filter(({ status, expiredToken }) => status !== 200 || expiredToken)).toEqual([]);
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
    expect(lab.server.requests.filter(({ status, expiredToken }) => status !== 200 || expiredToken)).toEqual([]);
  });

  test('of a server whose tokens live for seconds is renewed for each request', async () => {
    lab.server.setTokenSeconds(20);
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
    lab.items.set(KEY, JSON.stringify({ ...stored(), accessToken: token, refreshToken: token }));
  }

  test('by 401: the password gets a new token', async () => {
    await foreignToken(4.5 * MINUTE);
    await (await open()).ask();
    expect(asked()).toEqual([REFRESH, SIGN_IN, ME]);
  });

  test('by 400, as for a client’s token: the password gets a new token', async () => {
    await openReader()();
    const { accessToken } = JSON.parse(lab.items.get(CLIENT_KEY) ?? '');
    await signedIn(4.5 * MINUTE);
    lab.items.set(KEY, JSON.stringify({ ...stored(), refreshToken: accessToken }));
    await (await open()).ask();
    expect(lab.server.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
  });

  test('with no password kept wants the person', async () => {
    await foreignToken(4.5 * MINUTE);
    const { ask } = await open(withoutPassword());
    expect(await errorOf(ask())).toBe('reauthorization_required contentjet_sign_in_again');
    expect(asked()).toEqual([REFRESH]);
  });

  test.each<['status-500' | 'lost-after' | 'lost-before', string]>([
    ['status-500', 'server_error contentjet_crash'],
    ['lost-after', 'offline undefined'],
    ['lost-before', 'offline undefined'],
  ])('by nobody, because of %s, is tried again the next time: no password is sent for it', async (fault, expected) => {
    const token = await signedIn(4.5 * MINUTE);
    lab.server.failNext(({ path }) => path === '/token-refresh', fault);
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
    lab.items.set(KEY, JSON.stringify({ ...stored(), expiresAt: clock.now() + 4 * MINUTE }));
    return token;
  }

  test('is never sent a second time: the password gets a new one, and the request is repeated', async () => {
    const token = await refusedToken();
    await (await open()).ask();
    expect(asked()).toEqual([ME, SIGN_IN, ME]);
    expect(lab.server.requests.map(({ status }) => status)).toEqual([401, 200, 200]);
    expect(lab.server.requests.filter(({ headers }) => headers.authorization === `Bearer ${token}`)).toHaveLength(1);
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
          lab.items.delete(KEY);
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
    const faults = await startFaults(lab.server.url);
    faults.set(({ path }) =>
      path === '/user/me'
        ? jsonAnswer(401, { name: 'AuthenticationError', message: 'jwt expired', status: 401 })
        : { kind: 'pass' },
    );
    const { ask } = await open(person(), { url: faults.url });
    expect(await errorOf(ask())).toBe('reauthorization_required contentjet_token');
    expect(asked()).toEqual([SIGN_IN]);
    expect(faults.requests.map(({ path }) => path)).toEqual(['/user/me', '/authenticate', '/user/me']);
    await faults.stop();
  });
});

describe('what is no token', () => {
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
    [
      'a no in other words',
      jsonAnswer(401, { name: 'AuthenticationError', message: 'Try another one', status: 401 }),
      'credentials_rejected contentjet_wrong_login',
    ],
    ['a proxy that wants a sign-in of its own', htmlPage(401), 'insufficient_scope contentjet_gate'],
    ['a redirect', { kind: 'redirect', status: 307, to: '/elsewhere' }, 'redirected undefined'],
  ])('%s', async (_, answer, expected) => {
    faults.set(answer);
    const { ask } = await open(person(), { url: faults.url });
    expect(await errorOf(ask())).toBe(expected);
    expect(faults.requests.map(({ path }) => path)).toEqual(['/authenticate']);
    expect(lab.items.has(KEY)).toBe(false);
  });
});
