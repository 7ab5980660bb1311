import { expect, test } from 'vitest';
import { AUTHORIZATION } from '../../../test/fixtures/authorization-settings.ts';
import { parseAuthorizationSettings } from '../../auth/authorization-settings.ts';
import type { AuthorizationServerMetadata, AuthorizationSettings } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import { issuerOf, readOAuth } from './read.ts';
import { begin, type OAuthState, type Typed, withIssuer, withServer } from './state.ts';

const found: Found = {
  allowHttp: false,
  discovery: {
    siteUrl: 'https://blog.example/',
    apiUrl: 'https://blog.example/',
    title: 'Blog',
    version: '6.1',
    origins: ['https://blog.example/*'],
    settings: {},
  },
};
const metadata: AuthorizationServerMetadata = {
  issuer: 'https://auth.example.com:443/',
  authorizationEndpoint: 'https://auth.example.com/authorize?tenant=blog',
  tokenEndpoint: 'https://auth.example.com/token',
  revocationEndpoint: 'https://auth.example.com/revoke',
  issParameter: true,
  scopes: [],
  clientAuthentication: ['client_secret_post'],
};
const typing = (state: OAuthState, typed: Partial<Typed>): OAuthState => ({
  ...state,
  typed: { ...state.typed, ...typed },
});
const filled = (typed: Partial<Typed> = {}): OAuthState =>
  typing(withServer(begin(null, 'https://blog.example/'), metadata), { clientId: ' clipdraft ', ...typed });
const noFault = {
  issuer: null,
  authorizationEndpoint: null,
  tokenEndpoint: null,
  revocationEndpoint: null,
  clientId: null,
  scope: null,
};

test('a form that is filled in becomes the settings of an account, which can be stored', () => {
  const read = readOAuth(filled({ clientSecret: ' s3cret ', scope: '  drafts   offline_access ' }), found, null);
  expect(read).toEqual({
    signIn: {
      authorization: {
        issuer: 'https://auth.example.com:443/',
        authorizationEndpoint: 'https://auth.example.com/authorize?tenant=blog',
        tokenEndpoint: 'https://auth.example.com/token',
        revocationEndpoint: 'https://auth.example.com/revoke',
        issParameter: true,
        clientId: 'clipdraft',
        clientAuthentication: 'client_secret_post',
        scope: 'drafts offline_access',
        responseMode: 'query',
      },
      clientSecret: 's3cret',
    },
  });
  expect('signIn' in read && parseAuthorizationSettings(read.signIn.authorization)).toEqual(
    'signIn' in read && read.signIn.authorization,
  );
});

test('what there is not is left out', () => {
  const read = readOAuth(filled({ revocationEndpoint: ' ' }), found, null);
  expect('signIn' in read && read.signIn.authorization).not.toHaveProperty('revocationEndpoint');
  const typed = typing(withIssuer(begin(null, ''), 'https://auth.example.com'), {
    clientId: 'c',
    authorizationEndpoint: 'https://auth.example.com/a',
    tokenEndpoint: 'https://auth.example.com/t',
  });
  const other = readOAuth(typed, found, null);
  expect('signIn' in other && other.signIn.authorization).not.toHaveProperty('issParameter');
});

const secretOf = (typed: Partial<Typed>, before: AuthorizationSettings | null) => {
  const read = readOAuth(filled(typed), found, before);
  if ('faults' in read) throw new Error('faulty');
  return 'clientSecret' in read.signIn ? read.signIn.clientSecret : 'stays';
};

test.each<[string, Partial<Typed>, string]>([
  ['a secret left empty stays', {}, 'stays'],
  ['one that is typed takes its place', { clientSecret: 'new' }, 'new'],
  ['one that is removed goes', { removeSecret: true }, ''],
  ['what is typed counts more than the wish to remove', { clientSecret: 'new', removeSecret: true }, 'new'],
  ['one client’s secret is not another’s', { clientId: 'other' }, ''],
  ['nor is it for another address', { tokenEndpoint: 'https://other.example/token' }, ''],
  ['nor for another one where tokens are revoked', { revocationEndpoint: 'https://other.example/revoke' }, ''],
  ['which may be at the server itself', { revocationEndpoint: 'https://auth.example.com/revoke' }, 'stays'],
])('in an account, %s', (_, typed, secret) => {
  expect(secretOf(typed, AUTHORIZATION)).toBe(secret);
});

test('a new account without a secret is a public client', () => {
  expect(secretOf({}, null)).toBe('');
});

test('every fault is named at once', () => {
  const wrong = filled({
    ...{ issuer: 'auth', authorizationEndpoint: '', tokenEndpoint: 'http://auth.example.com/token' },
    ...{ revocationEndpoint: 'revoke', clientId: '', scope: 'drafts é' },
  });
  expect(readOAuth(wrong, found, null)).toEqual({
    faults: {
      issuer: 'address_invalid',
      authorizationEndpoint: 'address_empty',
      tokenEndpoint: 'address_insecure',
      revocationEndpoint: 'address_invalid',
      clientId: 'client_empty',
      scope: 'characters',
    },
  });
  expect(readOAuth(filled({ clientId: 'clip…draft' }), found, null)).toEqual({
    faults: { ...noFault, clientId: 'characters' },
  });
});

test('a server that was not looked up yet is to be looked up, not guessed', () => {
  const unknown = typing(begin(null, 'https://blog.example/'), { clientId: 'clipdraft' });
  expect(readOAuth(unknown, found, null)).toEqual({ faults: { ...noFault, issuer: 'server_unknown' } });
  const half = typing(unknown, { tokenEndpoint: 'https://auth.example.com/token' });
  expect(readOAuth(half, found, null)).toEqual({ faults: { ...noFault, authorizationEndpoint: 'address_empty' } });
});

test('the issuer is the server’s own word where it gave one, letter by letter', () => {
  expect(issuerOf(filled(), found)).toMatchObject({ issuer: 'https://auth.example.com:443/' });
  expect(issuerOf(typing(begin(null, ''), { issuer: 'https://auth.example.com:443' }), found)).toMatchObject({
    issuer: 'https://auth.example.com',
  });
});
