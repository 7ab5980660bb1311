import { unknown } from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import { authDeps } from '../../../test/support/auth-deps.ts';
import { memoryStore } from '../../../test/support/memory.ts';
import type { Credentials } from '../../auth/credentials.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Store } from '../../core/ports.ts';
import type { HttpDeps } from '../destination.ts';
import { createHttp } from '../http.ts';
import { explainWordPress } from './errors.ts';
import { createWordPressAuthorizer } from './sign-in.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400;
const PERSON: Credentials = { method: 'jwt_login', username: 'oscar', password: 'pass word' };

let server: FaultServer;
let tokens: Store;
beforeEach(async () => {
  server = await startFaults();
  tokens = memoryStore();
});
afterEach(() => server.stop());

function token(claims: object, name = 'a'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'HS256', name })}.${part({ iss: 'https://ä.example/?>>?', ...claims })}.c2ln`;
}
const refusal = (code: string, message = ''): Fault => jsonAnswer(403, { code, message, data: { status: 403 } });
const at = (seconds: number): number => NOON / 1000 + seconds;

/** An authorised Http; `now` in ms. */
async function open(credentials: Credentials = PERSON, now = NOON, root = '/wp-json/') {
  const deps: HttpDeps = {
    fetch: (url, init) => fetch(url, init),
    ...{ clock: { now: () => now }, destination: 'wordpress', explain: explainWordPress },
  };
  const settings = { jwtNamespace: 'jwt-auth/v1', images: 'copy' } as const;
  const auth = { ...authDeps(createHttp(deps), `${server.url}/`, `${server.url}${root}`), tokens };
  const http = createHttp({ ...deps, authorizer: await createWordPressAuthorizer(credentials, settings, auth) });
  return () => http.request({ method: 'GET', url: `${server.url}/things`, expect: [200], schema: unknown() });
}

async function errorOf(failing: Promise<unknown>): Promise<string> {
  const error = await failing.catch((thrown: unknown) => thrown);
  if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
  expect(JSON.stringify(error.toView()) + error.stack).not.toContain('pass word');
  return `${error.code} ${error.reason}`;
}

/** Signs in with the next of these answers each time, and has things for whoever brings one of these tokens. */
function serve(answers: Fault[], good: string[]): void {
  server.set(({ path, headers }) => {
    if (path !== '/things') return answers.shift() ?? htmlPage(500);
    const isGood = good.some((one) => headers.authorization === `Bearer ${one}`);
    return isGood ? jsonAnswer(200, []) : refusal('jwt_auth_invalid_token', 'Expired token');
  });
}
const asked = (): string[] => server.requests.map(({ path }) => path);

describe('an application password', () => {
  test('goes with each request, in UTF-8, and nothing is asked first', async () => {
    server.set(jsonAnswer(200, []));
    await (await open({ method: 'application_password', username: 'öscar', password: 'abcd efgh' }))();
    const [, basic = ''] = server.requests[0]?.headers.authorization?.split(' ') ?? [];
    expect(Buffer.from(basic, 'base64').toString()).toBe('öscar:abcd efgh');
    expect(asked()).toEqual(['/things']);
  });
});

describe('user name and password', () => {
  test('become a token, by a request without any authorisation', async () => {
    const made = token({ exp: at(DAY) });
    serve([jsonAnswer(200, { token: made, user_email: 'o@example.com' })], [made]);
    const ask = await open();
    await ask();
    await ask();
    expect(asked()).toEqual(['/wp-json/jwt-auth/v1/token', '/things', '/things']);
    expect(server.requests[0]).toMatchObject({ method: 'POST', body: '{"username":"oscar","password":"pass word"}' });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('also where permalinks are plain', async () => {
    const made = token({ exp: at(DAY) });
    serve([jsonAnswer(200, { token: made })], [made]);
    await (await open(PERSON, NOON, '/index.php?rest_route=/'))();
    expect(asked()[0]).toBe('/index.php?rest_route=%2Fjwt-auth%2Fv1%2Ftoken');
  });

  test('the other plugin’s answer is understood', async () => {
    const made = token({ exp: at(600) });
    serve([jsonAnswer(200, { success: true, statusCode: 200, data: { token: made, id: 3 } })], [made]);
    await (await open())();
  });

  test('noise before the answer is no hindrance', async () => {
    const made = token({ exp: at(DAY) });
    const headers = { 'content-type': 'application/json' };
    const body = `<br />\n<b>Warning</b>: x\n${JSON.stringify({ token: made })}`;
    serve([{ kind: 'answer', status: 200, headers, body }], [made]);
    await (await open())();
  });
});

describe('a token is renewed', () => {
  const [first, second] = [token({ exp: at(DAY) }, 'first'), token({ exp: at(2 * DAY) }, 'second')];
  const both = (): Fault[] => [first, second].map((one) => jsonAnswer(200, { token: one }));

  test('ahead of its end, by the claim in it', async () => {
    serve(both(), [first, second]);
    await (await open())();
    await (await open(PERSON, NOON + (DAY - 30) * 1000))();
    expect(asked()).toEqual(['/wp-json/jwt-auth/v1/token', '/things', '/wp-json/jwt-auth/v1/token', '/things']);
  });

  test.each(['jwt_auth_invalid_token', 'jwt_auth_bad_iss', 'jwt_auth_obsolete_token'])('on %s', async (code) => {
    const answers = both();
    server.set(({ path, headers }) => {
      if (path !== '/things') return answers.shift() ?? htmlPage(500);
      return headers.authorization === `Bearer ${second}` ? jsonAnswer(200, []) : refusal(code);
    });
    await (await open())();
    expect(asked()).toEqual(['/wp-json/jwt-auth/v1/token', '/things', '/wp-json/jwt-auth/v1/token', '/things']);
  });

  test.each(['no-token-at-all', token({}), token({ exp: 'soon' }), 'a.!!.c', 'a.bnVsbA.c'])(
    'only when it is refused, where it does not say when it ends: %s',
    async (made) => {
      serve([jsonAnswer(200, { token: made })], [made]);
      const ask = await open(PERSON, NOON + 1000 * DAY * 1000);
      await ask();
      await ask();
      expect(asked()).toEqual(['/wp-json/jwt-auth/v1/token', '/things', '/things']);
    },
  );

  test('not on a refusal that no token cures', async () => {
    const answers = both();
    server.set(({ path }) =>
      path === '/things' ? refusal('jwt_auth_bad_config') : (answers.shift() ?? htmlPage(500)),
    );
    expect(await errorOf((await open())())).toBe('credentials_rejected wordpress_secret_missing');
    expect(asked()).toEqual(['/wp-json/jwt-auth/v1/token', '/things']);
  });
});

describe('what can’t be helped without the person', () => {
  test('no password was kept', async () => {
    const ask = await open({ method: 'jwt_login', username: 'oscar' });
    expect(await errorOf(ask())).toBe('reauthorization_required wordpress_sign_in_again');
    expect(asked()).toEqual([]);
  });

  test.each<[string, Fault, string]>([
    ['wrong password', refusal('[jwt_auth] incorrect_password'), 'credentials_rejected wordpress_wrong_login'],
    ['no plugin', jsonAnswer(404, { code: 'rest_no_route' }), 'credentials_rejected wordpress_jwt_plugin_missing'],
    ['a page in its place', htmlPage(404), 'credentials_rejected wordpress_jwt_plugin_missing'],
    ['no token in the answer', jsonAnswer(200, { success: true, data: [] }), 'unexpected_response undefined'],
    ['a page', htmlPage(200), 'unexpected_response undefined'],
    ['a redirect', { kind: 'redirect', status: 302, to: '/elsewhere' }, 'redirected undefined'],
  ])('%s', async (_name, answer, expected) => {
    server.set(answer);
    expect(await errorOf((await open())())).toBe(expected);
    expect(asked()).toEqual(['/wp-json/jwt-auth/v1/token']);
  });

  test('credentials of another system', async () => {
    expect(await errorOf(open({ method: 'admin_api_key', key: 'x' }))).toBe('credentials_rejected undefined');
  });
});
