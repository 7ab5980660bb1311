import { expect, test } from 'vitest';
import { ghostDescriptor } from '../../destinations/ghost/descriptor.ts';
import { wordpressDescriptor } from '../../destinations/wordpress/descriptor.ts';
import type { AuthorizationServerMetadata, AuthorizationSettings } from '../../messages/contract.ts';
import { begin, type OAuthState, usualEndpoints, withIssuer, withoutServer, withServer } from './state.ts';

const metadata: AuthorizationServerMetadata = {
  issuer: 'https://auth.example.com',
  authorizationEndpoint: 'https://auth.example.com/authorize',
  tokenEndpoint: 'https://auth.example.com/token',
  revocationEndpoint: 'https://auth.example.com/revoke',
  issParameter: true,
  scopes: ['openid', 'profile', 'offline_access'],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
};
const stored: AuthorizationSettings = {
  issuer: 'https://auth.example.com',
  authorizationEndpoint: 'https://auth.example.com/authorize',
  tokenEndpoint: 'https://auth.example.com/token',
  issParameter: true,
  clientId: 'clipdraft',
  clientAuthentication: 'client_secret_basic',
  scope: 'drafts',
  responseMode: 'fragment',
};
const typing = (state: OAuthState, typed: Partial<OAuthState['typed']>): OAuthState => ({
  ...state,
  typed: { ...state.typed, ...typed },
});

test('it begins with the site’s own address and nothing else', () => {
  const { typed, server } = begin(null, 'https://blog.example/');
  expect(server).toBe('unknown');
  expect(typed).toEqual({
    issuer: 'https://blog.example',
    authorizationEndpoint: '',
    tokenEndpoint: '',
    revocationEndpoint: '',
    clientId: '',
    clientSecret: '',
    removeSecret: false,
    clientAuthentication: 'client_secret_post',
    scope: '',
    responseMode: 'query',
  });
});

test('an account begins with what it has, and never with a secret', () => {
  const { typed, server, issParameter } = begin(stored, 'https://blog.example/');
  const { issParameter: promised, ...shown } = stored;
  expect(typed).toEqual({ ...shown, revocationEndpoint: '', clientSecret: '', removeSecret: false });
  expect([server, issParameter]).toEqual(['stored', promised]);
});

test('a server that tells what it is fills in the rest, under its own name', () => {
  const { typed, server, issParameter } = withServer(begin(null, 'https://auth.example.com/'), metadata);
  expect([server, issParameter]).toEqual(['found', true]);
  expect(typed).toMatchObject({
    issuer: 'https://auth.example.com',
    authorizationEndpoint: 'https://auth.example.com/authorize',
    tokenEndpoint: 'https://auth.example.com/token',
    revocationEndpoint: 'https://auth.example.com/revoke',
    clientAuthentication: 'client_secret_basic',
    scope: 'openid offline_access',
    responseMode: 'query',
  });
});

test.each([
  [['offline_access', 'openid'], 'openid offline_access'],
  [['offline_access', 'drafts'], 'offline_access'],
  [['openid', 'profile'], ''],
  [[], ''],
])('of the scopes %j it asks for "%s"', (scopes, scope) => {
  expect(withServer(begin(null, 'https://a.example/'), { ...metadata, scopes }).typed.scope).toBe(scope);
});

test('a server that says nothing of secrets gets them in the body', () => {
  const { typed } = withServer(begin(null, 'https://a.example/'), { ...metadata, clientAuthentication: [] });
  expect(typed.clientAuthentication).toBe('client_secret_post');
});

test('what a person typed stays, whatever the server tells', () => {
  const typed = typing(begin(null, 'https://blog.example/'), {
    ...{ clientId: 'clipdraft', scope: 'drafts', tokenEndpoint: 'https://other.example/token' },
  });
  expect(withServer(typed, metadata).typed).toMatchObject({
    ...{ clientId: 'clipdraft', scope: 'drafts', tokenEndpoint: 'https://other.example/token' },
    authorizationEndpoint: 'https://auth.example.com/authorize',
  });
});

test('at another issuer nothing holds that the former one told', () => {
  const former = typing(withServer(begin(null, 'https://blog.example/'), metadata), { clientId: 'c', scope: 'drafts' });
  const { typed, server, issParameter } = withIssuer(former, 'https://other.example');
  expect([server, issParameter]).toEqual(['unknown', false]);
  expect(typed).toMatchObject({
    ...{ issuer: 'https://other.example', authorizationEndpoint: '', tokenEndpoint: '', revocationEndpoint: '' },
    ...{ clientId: 'c', scope: 'drafts' },
  });
});

test('what an account was set up with stays at another issuer too, but for its endpoints', () => {
  const { issuer: _, authorizationEndpoint: __, tokenEndpoint: ___, issParameter: ____, ...chosen } = stored;
  const elsewhere = withIssuer(begin(stored, ''), 'https://other.example');
  expect(elsewhere.typed).toMatchObject({ ...chosen, authorizationEndpoint: '', tokenEndpoint: '' });
  expect(withServer(elsewhere, metadata).typed).toMatchObject({
    ...chosen,
    tokenEndpoint: 'https://auth.example.com/token',
  });
});

test('where a site’s own server says nothing, its endpoints are where those of its kind are', () => {
  const ghost = ghostDescriptor.authorizationServer ?? null;
  const wordpress = wordpressDescriptor.authorizationServer ?? null;
  const silent = (defaults: typeof ghost, site: string) =>
    withoutServer(begin(null, site), defaults && usualEndpoints(defaults, site));
  expect(silent(ghost, 'https://blog.example/news/')).toMatchObject({
    server: 'silent',
    typed: {
      authorizationEndpoint: 'https://blog.example/news/ghost/authorize',
      tokenEndpoint: 'https://blog.example/news/token',
      responseMode: 'fragment',
    },
  });
  expect(silent(wordpress, 'https://blog.example/').typed).toMatchObject({
    authorizationEndpoint: 'https://blog.example/oauth/authorize',
    tokenEndpoint: 'https://blog.example/oauth/token',
    responseMode: 'query',
  });
});

test('of a silent server elsewhere nothing is known', () => {
  expect(withoutServer(begin(null, 'https://auth.example.com'), null).typed).toMatchObject({
    ...{ authorizationEndpoint: '', tokenEndpoint: '' },
  });
});
