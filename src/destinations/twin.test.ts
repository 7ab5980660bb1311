import { expect, test } from 'vitest';
import { twinOf } from './twin.ts';

test.each([
  ['https://example.com/blog/?a=b', 'https://www.example.com/blog/?a=b'],
  ['https://www.example.com/', 'https://example.com/'],
  ['http://example.com:8080/', 'http://www.example.com:8080/'],
  ['https://example.co.uk/', 'https://www.example.co.uk/'],
  ['https://www.blog.example.com/', 'https://blog.example.com/'],
])('%s and %s are twins', (address, twin) => {
  expect(twinOf(new URL(address))?.href).toBe(twin);
});

test.each([
  'https://blog.example.com/',
  'https://www.localhost/',
  'http://localhost:8080/',
  'http://127.0.0.1/',
  'http://192.168.0.7/',
  'http://[::1]/',
  'http://nas/',
  'https://www.com/',
])('%s has no twin', (address) => {
  expect(twinOf(new URL(address))).toBeNull();
});
