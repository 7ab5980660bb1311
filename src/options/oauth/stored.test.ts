import { expect, test } from 'vitest';
import { AUTHORIZATION } from '../../../test/fixtures/authorization-settings.ts';
import type { Account } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import { storedSettings } from './stored.ts';

const account: Account = {
  v: 1,
  id: '1',
  destination: 'ghost',
  siteUrl: 'https://blog.example/',
  apiUrl: 'https://blog.example/',
  authMethod: 'authorization_code',
  authorization: AUTHORIZATION,
  origins: ['https://blog.example/*', 'https://auth.example.com/*'],
  identity: { siteTitle: 'Blog', userName: null, role: null },
  settings: {},
  createdAt: '2026-01-01T00:00:00.000Z',
};
const foundAt = (apiUrl: string): Found => ({
  allowHttp: false,
  discovery: { siteUrl: apiUrl, apiUrl, title: 'Blog', version: '6.1', origins: [], settings: {} },
});

test('an account keeps its sign-in at its own site', () => {
  expect(storedSettings(account, foundAt('https://blog.example/'))).toBe(AUTHORIZATION);
  expect(storedSettings(account, foundAt('https://www.blog.example/'))).toBe(AUTHORIZATION);
});

test('at another site, by another way, or for the first time, there is none to keep', () => {
  expect(storedSettings(account, foundAt('https://other.example/'))).toBeNull();
  expect(storedSettings({ ...account, authMethod: 'admin_api_key' }, foundAt('https://blog.example/'))).toBeNull();
  expect(storedSettings(null, foundAt('https://blog.example/'))).toBeNull();
});
