import { expect, test } from 'vitest';
import { DestinationError, type ErrorCode } from '../core/errors.ts';
import { allowingHttp, ends, foldersOf, nearest, pathNames, refusalOf } from './probing.ts';

const url = new URL('https://blog.example/a//b/c?d#e');

test('the folders of an address: its own first, the root of its host last', () => {
  expect(foldersOf(url, pathNames(url))).toEqual([
    'https://blog.example/a/b/c/',
    'https://blog.example/a/b/',
    'https://blog.example/a/',
    'https://blog.example/',
  ]);
  expect(foldersOf(url, [])).toEqual(['https://blog.example/']);
});

test('few of them: the nearest, and the root', () => {
  expect(nearest(['a/b/c', 'a/b', 'a', ''], 3)).toEqual(['a/b/c', 'a/b', '']);
  expect(nearest(['a', ''], 3)).toEqual(['a', '']);
  expect(ends(['a/b', 'a', ''])).toEqual(['a/b', '']);
  expect(ends([''])).toEqual(['']);
});

const refused = (code: ErrorCode, reason?: string) =>
  new DestinationError({ code, destination: 'ghost', ...(reason === undefined ? {} : { reason }) });

test.each([refused('not_found'), refused('redirected'), refused('server_error')])(
  'another path may do better: %s',
  (one) => {
    expect(refusalOf(one)).toBe(one);
  },
);

test.each([
  refused('offline'),
  refused('timeout'),
  refused('rate_limited'),
  refused('host_permission_missing'),
  refused('redirected', 'address_insecure'),
  new TypeError('a mistake of ours'),
])('it would fail alike on every path: %s', (one) => {
  expect(() => refusalOf(one)).toThrow(one);
});

test('a system may count more among the failures of a host', () => {
  expect(() => refusalOf(refused('server_error'), 'server_error')).toThrow();
});

test.each([
  ['https://blog.example/', {}],
  ['http://localhost/', {}],
  ['http://blog.example/', { allowHttp: true }],
])('%s as the address of an account: %j', (address, settings) => {
  expect(allowingHttp(new URL(address))).toEqual(settings);
});
