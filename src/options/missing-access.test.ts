import { expect, test } from 'vitest';
import type { Account } from '../messages/contract.ts';
import { missingAccess } from './missing-access.ts';

const account: Account = {
  v: 1,
  id: '1',
  destination: 'wordpress',
  siteUrl: 'https://blog.example:8443/',
  apiUrl: 'https://blog.example:8443/wp-json/',
  authMethod: 'authorization_code',
  authorization: {
    issuer: 'https://auth.example.com',
    authorizationEndpoint: 'https://login.example.com/authorize',
    tokenEndpoint: 'https://auth.example.com/token',
    clientId: 'clipdraft',
    clientAuthentication: 'client_secret_post',
    scope: '',
    responseMode: 'query',
  },
  origins: ['https://blog.example/*', 'https://www.blog.example/*', 'https://auth.example.com/*'],
  identity: { siteTitle: 'Blog', userName: null, role: null },
  settings: {},
  createdAt: '2026-01-01T00:00:00.000Z',
};
const missing = (...hosts: string[]) =>
  missingAccess(
    account,
    hosts.map((host) => `https://${host}/*`),
  );

test('each host is named that is missing, the site’s twin under its own name', () => {
  const site = { hosts: ['blog.example:8443'], signInOnly: false };
  expect(missing('blog.example')).toEqual(site);
  expect(missing('blog.example', 'www.blog.example')).toEqual(site);
  expect(missing('www.blog.example')).toEqual(site);
  expect(missing('blog.example', 'www.blog.example', 'auth.example.com')).toEqual({
    hosts: ['blog.example:8443', 'auth.example.com'],
    signInOnly: false,
  });
});

test('where the site can be reached, it is the sign-in that can’t be renewed', () => {
  expect(missing('auth.example.com')).toEqual({ hosts: ['auth.example.com'], signInOnly: true });
});

test('a server at the site itself is named once', () => {
  const { authorization } = account;
  if (authorization === undefined) throw new Error('no authorization');
  const tokenEndpoint = 'https://blog.example:8443/token';
  expect(
    missingAccess({ ...account, authorization: { ...authorization, tokenEndpoint } }, ['https://blog.example/*']),
  ).toEqual({ hosts: ['blog.example:8443'], signInOnly: false });
});
