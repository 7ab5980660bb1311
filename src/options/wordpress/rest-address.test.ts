import { expect, test } from 'vitest';
import { parseNamespace, parseRestAddress } from './rest-address.ts';

const ORIGINS = ['https://blog.example/*', 'http://127.0.0.1/*'];
const parse = (text: string, allowHttp = false): string => {
  const parsed = parseRestAddress(text, ORIGINS, allowHttp);
  return parsed.ok ? parsed.url : parsed.issue;
};

test.each([
  ['https://blog.example/wp-json', 'https://blog.example/wp-json/'],
  ['  https://blog.example/sub/api//  ', 'https://blog.example/sub/api/'],
  ['https://blog.example/wp-json/?_locale=user#top', 'https://blog.example/wp-json/'],
  ['https://blog.example/?rest_route=/', 'https://blog.example/?rest_route=/'],
  ['https://blog.example/index.php?lang=de&rest_route=/', 'https://blog.example/index.php?lang=de&rest_route=/'],
  ['http://127.0.0.1:8080/wp-json/', 'http://127.0.0.1:8080/wp-json/'],
])('%s is the root %s', (typed, root) => {
  expect(parse(typed)).toBe(root);
});

test.each([
  ['', 'invalid'],
  ['wp-json', 'invalid'],
  ['https://anna:secret@blog.example/wp-json/', 'invalid'],
  ['http://blog.example/wp-json/', 'invalid'],
  ['https://other.example/wp-json/', 'other_host'],
  ['https://www.blog.example/wp-json/', 'other_host'],
])('%s is refused: %s', (typed, issue) => {
  expect(parse(typed)).toBe(issue);
});

test('http is reached only with the opt-in, and with access to it', () => {
  expect(parse('http://blog.example/wp-json/', true)).toBe('other_host');
  expect(parseRestAddress('http://nas.example/wp-json/', ['http://nas.example/*'], true)).toMatchObject({ ok: true });
});

test.each([
  ['jwt-auth/v1', 'jwt-auth/v1'],
  [' /jwt-auth/v1/ ', 'jwt-auth/v1'],
  ['simple-jwt-login/v1.2', 'simple-jwt-login/v1.2'],
  ['', null],
  ['jwt auth', null],
  ['../wp/v2', null],
  ['https://blog.example/jwt-auth/v1', null],
])('the namespace %s is read as %s', (typed, namespace) => {
  expect(parseNamespace(typed)).toBe(namespace);
});
