import { expect, test } from 'vitest';
import { scopesOf, tokenEnd } from './token-headers.ts';

test.each([
  ['2026-12-01 10:00:00 UTC', '2026-12-01T10:00:00.000Z'],
  ['2026-12-01 10:00:00 +0200', '2026-12-01T08:00:00.000Z'],
  [' 2026-12-01 10:00:00 -0530 ', '2026-12-01T15:30:00.000Z'],
  ['2026-13-01 10:00:00 UTC', null],
  ['2026-12-01', null],
  ['tomorrow', null],
])('a token that ends at %s', (told, expected) => {
  expect(tokenEnd(new Headers({ 'github-authentication-token-expiration': told }))).toBe(expected);
});

test('a token that tells no end', () => {
  expect(tokenEnd(new Headers())).toBeNull();
});

test.each([
  ['repo, workflow', ['repo', 'workflow']],
  ['public_repo', ['public_repo']],
])('a classic token with the scopes %s', (told, expected) => {
  expect(scopesOf(new Headers({ 'x-oauth-scopes': told }))).toEqual(expected);
});

test('a classic token without scopes, and one with permissions', () => {
  expect(scopesOf(new Headers({ 'x-oauth-scopes': '' }))).toEqual(['']);
  expect(scopesOf(new Headers())).toBeNull();
});
