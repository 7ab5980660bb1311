import { expect, test } from 'vitest';
import type { Found } from '../found.ts';
import { endpointIssue, parseIssuer } from './addresses.ts';

const found = (allowHttp = false): Found => ({
  allowHttp,
  discovery: {
    siteUrl: 'https://blog.example/',
    apiUrl: 'https://blog.example/wp-json/',
    title: 'Blog',
    version: '7.1.1',
    origins: ['https://blog.example/*'],
    settings: {},
  },
});
const issuer = (text: string, allowHttp = false): string => {
  const parsed = parseIssuer(text, found(allowHttp));
  return parsed.ok ? parsed.issuer : parsed.issue;
};

test.each([
  ['https://auth.example.com', 'https://auth.example.com'],
  ['https://auth.example.com/', 'https://auth.example.com/'],
  ['  auth.example.com/realms/blog ', 'https://auth.example.com/realms/blog'],
  ['https://auth.example.com:8443/?a=b#c', 'https://auth.example.com:8443'],
  ['https://auth.example.com/.well-known/oauth-authorization-server', 'https://auth.example.com'],
  ['https://auth.example.com/.well-known/oauth-authorization-server/tenant', 'https://auth.example.com/tenant'],
  ['https://auth.example.com/tenant/.well-known/openid-configuration', 'https://auth.example.com/tenant'],
  ['localhost:3000', 'http://localhost:3000'],
])('%s names the issuer %s', (text, named) => {
  expect(issuer(text)).toBe(named);
});

test.each([
  ['', 'address_empty'],
  ['auth', 'address_invalid'],
  ['ftp://auth.example.com', 'address_invalid'],
  ['anna@example.com', 'address_userinfo'],
  ['http://auth.example.com', 'address_insecure'],
])('%s is no issuer: %s', (text, issue) => {
  expect(issuer(text)).toBe(issue);
});

test.each([
  'https://auth.example.com/authorize',
  'https://auth.example.com/authorize?tenant=blog',
  'http://127.0.0.1:8080/token',
  ' https://auth.example.com/token ',
])('%s may be an endpoint', (text) => {
  expect(endpointIssue(text, found())).toBeNull();
});

test.each([
  [' ', 'address_empty'],
  ['auth.example.com/token', 'address_invalid'],
  ['javascript:alert(1)', 'address_invalid'],
  ['https://anna:secret@auth.example.com/token', 'address_userinfo'],
  ['http://auth.example.com/token', 'address_insecure'],
  ['https://auth.example.com/token#top', 'address_fragment'],
])('%s is no endpoint: %s', (text, issue) => {
  expect(endpointIssue(text, found())).toBe(issue);
});

test('http that was agreed to holds for the site alone', () => {
  expect(issuer('http://blog.example', true)).toBe('http://blog.example');
  expect(endpointIssue('http://blog.example/token', found(true))).toBeNull();
  expect(issuer('http://auth.example.com', true)).toBe('address_insecure');
  expect(endpointIssue('http://auth.example.com/token', found(true))).toBe('address_insecure');
});
