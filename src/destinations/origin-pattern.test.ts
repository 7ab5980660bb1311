import { expect, test } from 'vitest';
import { originPattern } from './address.ts';

test.each([
  ['https://blog.example/ghost/#/x', 'https://blog.example/*'],
  ['http://127.0.0.1:2368/ghost', 'http://127.0.0.1/*'],
  ['http://[::1]:2368/', 'http://[::1]/*'],
  ['https://USER@Blog.Example:8443/a?b', 'https://blog.example/*'],
  ['https://日本.example/', 'https://xn--wgv71a.example/*'],
])('%s is asked for as %s: scheme and host, never a port', (url, pattern) => {
  expect(originPattern(new URL(url))).toBe(pattern);
});
