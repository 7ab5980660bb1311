import { expect, test } from 'vitest';
import { parseRoute } from './route.ts';

test('the hash names the place', () => {
  expect(parseRoute('')).toEqual({ at: 'home' });
  expect(parseRoute('#add')).toEqual({ at: 'add' });
  expect(parseRoute('#edit-5f1c-2')).toEqual({ at: 'edit', accountId: '5f1c-2', signIn: false });
  expect(parseRoute('#sign-in-5f1c')).toEqual({ at: 'edit', accountId: '5f1c', signIn: true });
  expect(parseRoute('#grant-5f1c')).toEqual({ at: 'grant', accountId: '5f1c' });
});

test('an unknown place is home', () => {
  expect(parseRoute('#edit-')).toEqual({ at: 'home' });
  expect(parseRoute('#delete-5f1c')).toEqual({ at: 'home' });
});
