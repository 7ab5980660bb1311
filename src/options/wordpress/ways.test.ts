import { expect, test } from 'vitest';
import type { Discovery } from '../../destinations/destination.ts';
import type { Account } from '../../messages/contract.ts';
import { waysFor } from './ways.ts';

const discovery: Discovery = {
  siteUrl: 'https://blog.example/',
  apiUrl: 'https://blog.example/wp-json/',
  title: 'Blog',
  version: '7.1.1',
  origins: ['https://blog.example/*'],
  settings: {},
};
const authorizeUrl = 'https://blog.example/wp-admin/authorize-application.php';

const account = (authMethod: Account['authMethod']): Account => ({
  v: 1,
  id: '1',
  destination: 'wordpress',
  siteUrl: 'https://blog.example/',
  apiUrl: 'https://blog.example/wp-json/',
  authMethod,
  origins: ['https://blog.example/*'],
  identity: { siteTitle: 'Blog', userName: 'Anna', role: 'editor' },
  settings: {},
  createdAt: '2026-01-01T00:00:00.000Z',
});

test('one click comes first where the site has its page for it', () => {
  expect(
    waysFor({ ...discovery, authMethods: ['application_password', 'jwt_login'], authorizeUrl }, null, false),
  ).toEqual(['one_click', 'application_password', 'jwt_login']);
});

test('the JWT plugin comes first where the site offers nothing else, and the other way stays in reach', () => {
  expect(waysFor({ ...discovery, authMethods: ['jwt_login'] }, null, false)).toEqual([
    'jwt_login',
    'application_password',
  ]);
});

test('both are there where the site tells neither', () => {
  expect(waysFor(discovery, null, false)).toEqual(['application_password', 'jwt_login']);
});

test('an account keeps what it has', () => {
  expect(waysFor({ ...discovery, authorizeUrl }, account('jwt_login'), false)).toEqual([
    'keep',
    'one_click',
    'application_password',
    'jwt_login',
  ]);
  expect(waysFor({ ...discovery, siteUrl: 'https://www.blog.example/' }, account('jwt_login'), false)[0]).toBe('keep');
});

test('what is stored for one site is not kept for another', () => {
  const ways = waysFor({ ...discovery, siteUrl: 'https://other.example/' }, account('jwt_login'), false);
  expect(ways).toEqual(['jwt_login', 'application_password']);
});

test('a sign-in that has ended is renewed in its own way', () => {
  expect(waysFor({ ...discovery, authorizeUrl }, account('jwt_login'), true)[0]).toBe('jwt_login');
  expect(waysFor({ ...discovery, authorizeUrl }, account('application_password'), true)[0]).toBe('one_click');
  expect(waysFor(discovery, account('application_password'), true)).toEqual(['application_password', 'jwt_login']);
});

test('an account with an authorization server finds the other ways below its own', () => {
  for (const ended of [false, true]) {
    expect(waysFor({ ...discovery, authorizeUrl }, account('authorization_code'), ended)).toEqual([
      ...['one_click', 'application_password', 'jwt_login'],
    ]);
  }
});
