import fc from 'fast-check';
import { parse, safeParse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { clientCredentialsRequest } from './client-credentials.ts';
import { passwordGrantRequest, refreshRequest } from './password-grant.ts';
import { TokenResponse, tokenSetOf } from './token-response.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const ANSWER = { access_token: 'a.b.c', token_type: 'bearer', expires_in: 300, refresh_token: 'r.s.t' };

describe('what is asked', () => {
  test('the password grant names user, password and grant', () => {
    const request = passwordGrantRequest('https://api.example/authenticate', {
      username: 'ada',
      password: 'pass word',
    });
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.example/authenticate', expect: [200] });
    expect(request.json).toEqual({ username: 'ada', password: 'pass word', grant_type: 'password' });
    expect(request).not.toHaveProperty('headers');
  });

  test('a refresh carries the refresh token, and the access token as its bearer', () => {
    const request = refreshRequest('https://api.example/token-refresh', {
      accessToken: 'a.b.c',
      refreshToken: 'r.s.t',
    });
    expect(request.json).toEqual({ refresh_token: 'r.s.t', grant_type: 'refresh_token' });
    expect(request.headers).toEqual({ authorization: 'Bearer a.b.c' });
  });

  test('a client names itself in the body', () => {
    const request = clientCredentialsRequest('https://api.example/c', { clientId: 'id', clientSecret: 'secret' });
    expect(request.json).toEqual({ client_id: 'id', client_secret: 'secret', grant_type: 'client_credentials' });
    expect(request).not.toHaveProperty('headers');
  });
});

describe('what is answered', () => {
  test.each<[string, object]>([
    ['all that RFC 6749 §5.1 names', ANSWER],
    ['a type in capitals (§5.1: case insensitive)', { ...ANSWER, token_type: 'Bearer' }],
    ['neither life nor refresh token', { access_token: 'x', token_type: 'bearer' }],
    ['a life in quotes, as some servers write it', { ...ANSWER, expires_in: '300' }],
    ['null for what there is not', { ...ANSWER, expires_in: null, refresh_token: null }],
    ['more than that', { ...ANSWER, scope: 'all', id_token: 'y' }],
  ])('%s is understood', (_, answer) => {
    expect(safeParse(TokenResponse, answer).success).toBe(true);
  });

  test.each<[string, unknown]>([
    ['without a token', { token_type: 'bearer', expires_in: 300 }],
    ['with an empty one', { ...ANSWER, access_token: '' }],
    ['with one that can’t stand in a header', { ...ANSWER, access_token: 'a\nb' }],
    ['with one of letters that can’t', { ...ANSWER, access_token: 'tökén' }],
    ['of a type that we don’t know (§7.1)', { ...ANSWER, token_type: 'mac' }],
    ['without a type', { access_token: 'x', expires_in: 300 }],
    ['with a life that is none', { ...ANSWER, expires_in: 'soon' }],
    ['with a life of no number', { ...ANSWER, expires_in: 'NaN' }],
    ['that is no object', 'a.b.c'],
    ['that is empty', null],
  ])('an answer %s is not', (_, answer) => {
    expect(safeParse(TokenResponse, answer).success).toBe(false);
  });
});

describe('how long the tokens live', () => {
  test('from the moment they were asked for, by our clock, less the second that the server may have dropped', () => {
    expect(tokenSetOf(ANSWER, NOON)).toEqual({
      ...{ v: 1, accessToken: 'a.b.c', refreshToken: 'r.s.t' },
      ...{ issuedAt: NOON, expiresAt: NOON + 299_000 },
    });
  });

  test('until they are refused, where nobody said', () => {
    expect(tokenSetOf({ access_token: 'x', token_type: 'bearer' }, NOON)).toEqual({
      ...{ v: 1, accessToken: 'x', issuedAt: NOON, expiresAt: null },
    });
  });

  test('as long, where the server writes its number in quotes', () => {
    const answer = parse(TokenResponse, { ...ANSWER, expires_in: '300' });
    expect(tokenSetOf(answer, NOON).expiresAt).toBe(NOON + 299_000);
  });

  test.each([null, 0, -1, -3600, 1e308, Number.POSITIVE_INFINITY])(
    'and until then where the life is %s',
    (expires_in) => {
      expect(tokenSetOf({ ...ANSWER, expires_in }, NOON).expiresAt).toBeNull();
    },
  );

  test('whatever number a server writes, the end is a time that can be stored, and no later than it says', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (expires_in) => {
        const { expiresAt } = tokenSetOf({ ...ANSWER, expires_in }, NOON);
        expect(JSON.parse(JSON.stringify(expiresAt))).toBe(expiresAt);
        if (expiresAt !== null) expect(expiresAt).toBeLessThan(NOON + expires_in * 1000);
      }),
    );
  });

  test('a refresh token that is null is none', () => {
    expect(tokenSetOf({ ...ANSWER, refresh_token: null }, NOON)).not.toHaveProperty('refreshToken');
  });
});
