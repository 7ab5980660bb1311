import { expect, test } from 'vitest';
import { APP, NOON, readJwt } from '../../test/support/github-sign-ins.ts';
import { DestinationError } from '../core/errors.ts';
import { createAppTokenAuthorizer } from './app-token.ts';

const OPTIONS = { destination: 'github', staleReasons: ['github_clock'] };
const authorizer = (more: Partial<typeof APP> = {}) => createAppTokenAuthorizer({ ...APP, ...more }, OPTIONS);

async function tokenAt(given: ReturnType<typeof authorizer>, serverNow: number): Promise<string> {
  const headers = new Headers();
  await given.authorize(headers, serverNow);
  return headers.get('authorization') ?? '';
}

const refusal = (reason: string) =>
  new DestinationError({ code: 'credentials_rejected', destination: 'github', reason, status: 401 });

test('the token is RS256, begins a minute ago and ends in nine, by the server’s clock', async () => {
  const token = await tokenAt(authorizer(), NOON + 999);
  expect(token).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  expect(readJwt(token)).toEqual({
    isOurs: true,
    claims: { iat: NOON / 1000 - 60, exp: NOON / 1000 + 540, iss: '123456' },
    header: { alg: 'RS256', typ: 'JWT' },
  });
});

test('the App says who it is by its client id as well', async () => {
  expect(readJwt(await tokenAt(authorizer({ appId: ' Iv23liABC\n' }), NOON)).claims).toMatchObject({
    iss: 'Iv23liABC',
  });
});

test('a token is used again while a minute is left, then made anew', async () => {
  const given = authorizer();
  const first = await tokenAt(given, NOON);
  expect(await tokenAt(given, NOON + 480_000)).toBe(first);
  expect(await tokenAt(given, NOON + 481_000)).not.toBe(first);
});

test('a token from the future is not used again when the clock has been set back', async () => {
  const given = authorizer();
  const first = await tokenAt(given, NOON);
  expect(await tokenAt(given, NOON - 5000)).toBe(first);
  expect(await tokenAt(given, NOON - 600_000)).not.toBe(first);
});

test('only a refusal that a fresh token may cure is tried again, and then with a fresh token', async () => {
  const given = authorizer();
  const first = await tokenAt(given, NOON);
  expect(given.cureOf(refusal('github_suspended'), new Headers())).toBeNull();
  expect(await tokenAt(given, NOON + 1000)).toBe(first);
  expect(given.cureOf(refusal('github_clock'), new Headers())).toBe('other_clock');
  expect(await tokenAt(given, NOON + 1000)).not.toBe(first);
});

test('a key that is none is refused when it is needed, each time, and its text is not in the error', async () => {
  const given = authorizer({ privateKey: 'not-a-key-but-secret' });
  for (const _ of [1, 2]) {
    const error: unknown = await tokenAt(given, NOON).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'credentials_rejected', destination: 'github', reason: 'github_key_none' });
    expect(`${error} ${JSON.stringify(error)}`).not.toContain('secret');
  }
});
