import { describe, expect, test } from 'vitest';
import type { Credentials, PasswordGrantCredentials } from './credentials.ts';
import { keepsSignIn, nameOf, overStored } from './typed-credentials.ts';

const STORED: PasswordGrantCredentials = {
  ...{ method: 'password_grant', username: 'ada@example.com', password: 'kept' },
  ...{ clientId: 'id', clientSecret: 'secret' },
};
const typed = (more: Partial<PasswordGrantCredentials> = {}): PasswordGrantCredentials => ({
  ...{ method: 'password_grant', username: '' },
  ...more,
});

describe('a password grant', () => {
  test.each<[string, PasswordGrantCredentials, Partial<PasswordGrantCredentials>]>([
    ['nothing typed: all stays', typed(), {}],
    ['the password alone', typed({ password: 'new' }), { password: 'new' }],
    ['the same user again', typed({ username: 'ada@example.com' }), {}],
    ['the client alone', typed({ clientId: 'id2', clientSecret: 's2' }), { clientId: 'id2', clientSecret: 's2' }],
    ['the client’s secret alone', typed({ clientSecret: 's2' }), { clientSecret: 's2' }],
    ['another user with a password', typed({ username: 'bo', password: 'b' }), { username: 'bo', password: 'b' }],
  ])('%s', (_, given, change) => {
    expect(overStored(given, STORED)).toEqual({ ...STORED, ...change });
  });

  test('another user without a password does not get this one’s', () => {
    const { password: _, ...rest } = STORED;
    expect(overStored(typed({ username: 'bo' }), STORED)).toEqual({ ...rest, username: 'bo' });
  });

  test('a client whose id is emptied goes', () => {
    const { clientId: _, clientSecret: __, ...rest } = STORED;
    expect(overStored(typed({ clientId: '', clientSecret: '' }), STORED)).toEqual(rest);
    expect(overStored(typed({ clientId: '' }), STORED)).toEqual(rest);
  });

  test('an empty field is never kept, with nothing stored either', () => {
    const given = typed({ username: 'ada', password: 'p', clientId: '', clientSecret: '' });
    expect(overStored(given, null)).toEqual({ method: 'password_grant', username: 'ada', password: 'p' });
  });

  test('over credentials of another kind takes nothing from them', () => {
    const other: Credentials = { method: 'jwt_login', username: 'anna', password: 'hers' };
    expect(overStored(typed({ password: 'new' }), other)).toEqual(typed({ password: 'new' }));
  });
});

describe('other ways', () => {
  test('a password that was typed alone goes with the stored name', () => {
    const jwt: Credentials = { method: 'jwt_login', username: '', password: 'new' };
    expect(overStored(jwt, { method: 'jwt_login', username: 'anna' })).toEqual({ ...jwt, username: 'anna' });
    const application: Credentials = { method: 'application_password', username: '', password: 'new' };
    const stored: Credentials = { ...application, username: 'anna', password: 'old' };
    expect(overStored(application, stored)).toEqual({ ...application, username: 'anna' });
  });

  test('a key stands for itself', () => {
    const key: Credentials = { method: 'admin_api_key', key: 'x' };
    expect(overStored(key, STORED)).toBe(key);
  });
});

describe('a sign-in is kept', () => {
  const { password: _, ...WITHOUT_PASSWORD } = STORED;

  test.each<[string, Credentials | undefined, Credentials | null]>([
    ['where nothing was typed', undefined, STORED],
    ['where only the client was', typed({ clientId: 'id2', clientSecret: 's2' }), STORED],
    ['also where no password rests', typed({ clientId: 'id2' }), WITHOUT_PASSWORD],
    ['where the same user was', typed({ username: 'ada@example.com' }), STORED],
  ])('%s', (_, given, stored) => {
    expect(keepsSignIn(given, stored)).toBe(true);
  });

  test.each<[string, Credentials, Credentials | null]>([
    ['where a password was typed', typed({ password: 'kept' }), STORED],
    ['where another user was', typed({ username: 'bo' }), STORED],
    ['where nothing is stored', typed(), null],
    ['where another way is stored', typed(), { method: 'jwt_login', username: 'anna' }],
    ['where a key was typed', { method: 'admin_api_key', key: 'x' }, { method: 'admin_api_key', key: 'x' }],
  ])('not %s', (_, given, stored) => {
    expect(keepsSignIn(given, stored)).toBe(false);
  });
});

test.each<[string, Credentials | null, Credentials | null]>([
  ['nothing', null, null],
  ['a key', { method: 'admin_api_key', key: 'x' }, null],
  ['a sign-in with a client and headers', { ...STORED, extraHeaders: 'A: b' }, typed({ username: STORED.username })],
  [
    'a login',
    { method: 'jwt_login', username: 'ada', password: 'kept', extraHeaders: 'A: b' },
    { method: 'jwt_login', username: 'ada' },
  ],
  [
    'a password of an application',
    { method: 'application_password', username: 'ada', password: 'kept' },
    { method: 'application_password', username: 'ada', password: '' },
  ],
])('to another site no secret is taken along: %s', (_, stored, taken) => {
  expect(nameOf(stored)).toEqual(taken);
});

describe('GitHub', () => {
  const TOKEN: Credentials = { method: 'personal_access_token', token: 'github_pat_1' };
  const APP: Credentials = { method: 'app_private_key', appId: '123', privateKey: 'PEM' };
  const app = (appId: string, privateKey: string): Credentials => ({ ...APP, appId, privateKey });

  test.each<[string, Credentials, Credentials | null, { kept: boolean; is: Credentials }]>([
    ['a token left empty stays', { ...TOKEN, token: '' }, TOKEN, { kept: true, is: TOKEN }],
    ['a new one takes its place', { ...TOKEN, token: 'b' }, TOKEN, { kept: false, is: { ...TOKEN, token: 'b' } }],
    ['an empty one over nothing is none', { ...TOKEN, token: '' }, null, { kept: false, is: { ...TOKEN, token: '' } }],
    ['an empty one over an App is none', { ...TOKEN, token: '' }, APP, { kept: false, is: { ...TOKEN, token: '' } }],
    ['an App left as it is stays', app('123', ''), APP, { kept: true, is: APP }],
    ['so it does with its id left empty', app('', ''), APP, { kept: true, is: APP }],
    ['a new key alone', app('', 'NEW'), APP, { kept: false, is: app('123', 'NEW') }],
    ['the same id with a new key', app('123', 'NEW'), APP, { kept: false, is: app('123', 'NEW') }],
    ['its client id in place of its number', app('Iv23li', ''), APP, { kept: false, is: app('Iv23li', 'PEM') }],
    ['another App with its key', app('7', 'NEW'), APP, { kept: false, is: app('7', 'NEW') }],
    ['an App over a token takes nothing from it', app('7', ''), TOKEN, { kept: false, is: app('7', '') }],
  ])('%s', (_, given, stored, { kept, is }) => {
    expect(keepsSignIn(given, stored)).toBe(kept);
    expect(overStored(given, stored)).toEqual(is);
  });

  test('neither goes along to another site', () => {
    expect([nameOf(TOKEN), nameOf(APP)]).toEqual([null, null]);
  });
});
