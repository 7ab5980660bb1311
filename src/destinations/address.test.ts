import { expect, test } from 'vitest';
import { addressFault, isLoopback, isSameSite, originPattern } from './address.ts';

test.each([
  'https://blog.example/',
  'https://blog.example:8443/sub/',
  'http://localhost:2368/',
  'http://127.0.0.1/',
  'http://127.1.2.3:80/',
  'http://2130706433/',
  'http://[::1]:2368/',
  'http://ghost.localhost/',
])('%s may be used', (address) => {
  expect(addressFault(address, false)).toBeUndefined();
});

test.each([
  ['address_insecure', 'http://blog.example/'],
  ['address_insecure', 'http://192.168.1.5:2368/'],
  ['address_insecure', 'http://127.0.0.1.example.com/'],
  ['address_insecure', 'http://localhost.example.com/'],
  ['address_userinfo', 'https://owner:secret@blog.example/'],
  ['address_userinfo', 'https://owner@blog.example/'],
  ['address_invalid', 'javascript:alert(1)'],
  ['address_invalid', 'file:///etc/passwd'],
  ['address_invalid', 'blog.example'],
])('%s: %s', (fault, address) => {
  expect(addressFault(address, false)).toBe(fault);
});

test('the opt-in allows http, and nothing else', () => {
  expect(addressFault('http://192.168.1.5:2368/', true)).toBeUndefined();
  expect(addressFault('http://a:b@192.168.1.5:2368/', true)).toBe('address_userinfo');
});

test('a match pattern knows no port', () => {
  expect(originPattern(new URL('https://blog.example:8443/sub/'))).toBe('https://blog.example/*');
  expect(originPattern(new URL('http://[::1]:2368/'))).toBe('http://[::1]/*');
});

test('loopback is told by the address, not by how it begins', () => {
  expect(isLoopback('127.0.0.1')).toBe(true);
  expect(isLoopback('128.0.0.1')).toBe(false);
});

test.each([
  ['https://blog.example/', 'http://blog.example/a/', true],
  ['https://www.blog.example/', 'https://blog.example/', true],
  ['https://blog.example/', 'https://www.blog.example/', true],
  ['https://blog.example:443/', 'https://BLOG.example/', true],
  ['http://localhost:2368/', 'http://localhost:2369/', false],
  ['https://blog.example/', 'https://admin.blog.example/', false],
  ['https://blog.example/', 'https://blog.example.evil.example/', false],
  ['https://wwwblog.example/', 'https://blog.example/', false],
])('%s and %s are one site: %s', (a, b, same) => {
  expect(isSameSite(new URL(a), new URL(b))).toBe(same);
});
