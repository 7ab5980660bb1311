import { jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { DestinationError } from '../core/errors.ts';
import { createAdminApiKeyAuthorizer } from './admin-api-key.ts';

const ID = '6b00fd69ca1e561a3abcd7e6';
const SECRET = '0123456789abcdef'.repeat(4);
const OPTIONS = { audience: '/admin/', destination: 'ghost', staleReasons: ['ghost_clock'] };
const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);

const authorizer = (audience = '/admin/') =>
  createAdminApiKeyAuthorizer({ method: 'admin_api_key', key: `${ID}:${SECRET}` }, { ...OPTIONS, audience });

async function tokenAt(given: Awaited<ReturnType<typeof authorizer>>, serverNow: number): Promise<string> {
  const headers = new Headers();
  await given.authorize(headers, serverNow);
  return headers.get('authorization') ?? '';
}

function refusal(reason: string): DestinationError {
  return new DestinationError({ code: 'credentials_rejected', destination: 'ghost', reason, status: 401 });
}

test('the token is HS256 over the decoded hex, names its key, its audience and five minutes from the server’s now', async () => {
  const header = await tokenAt(await authorizer('/v4/admin/'), NOON + 999);
  const [scheme, jwt = ''] = header.split(' ');
  expect(scheme).toBe('Ghost');
  const { payload, protectedHeader } = await jwtVerify(jwt, Buffer.from(SECRET, 'hex'), {
    algorithms: ['HS256'],
    audience: '/v4/admin/',
    currentDate: new Date(NOON),
  });
  expect(protectedHeader).toEqual({ alg: 'HS256', kid: ID, typ: 'JWT' });
  expect(payload).toEqual({ iat: NOON / 1000, exp: NOON / 1000 + 300, aud: '/v4/admin/' });
});

test('a token is used again while a minute is left, then made anew', async () => {
  const given = await authorizer();
  const first = await tokenAt(given, NOON);
  expect(await tokenAt(given, NOON + 240_000)).toBe(first);
  expect(await tokenAt(given, NOON + 241_000)).not.toBe(first);
});

test('a token from the future is not used again when the clock has been set back', async () => {
  const given = await authorizer();
  const first = await tokenAt(given, NOON);
  expect(await tokenAt(given, NOON - 600_000)).not.toBe(first);
});

test('only a refusal that a fresh token may cure is tried again, and then with a fresh token', async () => {
  const given = await authorizer();
  const first = await tokenAt(given, NOON);
  expect(given.cureOf(refusal('ghost_wrong_secret'), new Headers())).toBeNull();
  expect(await tokenAt(given, NOON + 1000)).toBe(first);
  expect(given.cureOf(refusal('ghost_clock'), new Headers())).toBe('other_clock');
  expect(await tokenAt(given, NOON + 1000)).not.toBe(first);
});

test.each([
  ['ghost_content_key', 'a48187d20b12dccb2afbd3e512'],
  ['ghost_key_format', `${ID}:${SECRET}77`],
])('%s is said at once, without the key', async (reason, key) => {
  const made = createAdminApiKeyAuthorizer({ method: 'admin_api_key', key }, OPTIONS);
  const error = await made.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DestinationError);
  expect(error).toMatchObject({ code: 'credentials_rejected', reason });
  expect(`${error} ${JSON.stringify(error)}`).not.toContain(key);
});
