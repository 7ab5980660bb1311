import { expect, test } from 'vitest';
import { type Credentials, toKeep } from './credentials.ts';

const LOGIN: Credentials = { method: 'jwt_login', username: 'anna', password: 'secret', extraHeaders: 'X-A: 1' };

test('a person’s own password rests only where they ask to stay signed in', () => {
  expect(toKeep(LOGIN, true)).toEqual(LOGIN);
  expect(toKeep(LOGIN, false)).toEqual({ method: 'jwt_login', username: 'anna', extraHeaders: 'X-A: 1' });
});

test.each<Credentials>([
  { method: 'admin_api_key', key: 'abc:00ff' },
  { method: 'application_password', username: 'anna', password: 'abcd' },
])('what was made for an application is kept: %o', (credentials) => {
  expect(toKeep(credentials, false)).toEqual(credentials);
});
