import { expect, test } from 'vitest';
import { handClock } from '../../test/support/memory.ts';
import { type OAuthAccess, oauthDeps } from './oauth-deps.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

const deps = (more: Partial<OAuthAccess> = {}) =>
  oauthDeps({ fetch: async () => new Response(), clock: handClock(NOON), destination: 'ghost', ...more });

test('a status says what it says everywhere, with the wait that the server asks for', () => {
  const explained = (status: number, headers: Record<string, string> = {}) =>
    deps().explain({ status, headers: new Headers(headers) });
  expect(explained(503)).toEqual({ code: 'server_error', destination: 'ghost', status: 503 });
  expect(explained(429, { 'retry-after': '3' })).toMatchObject({ code: 'rate_limited', retryAfter: 3000 });
  const date = 'Sat, 21 Nov 2026 12:10:00 GMT';
  expect(explained(503, { 'retry-after': date })).toMatchObject({ retryAfter: 600_000 });
  // The server's own clock is nine minutes ahead.
  const ahead = { date: 'Sat, 21 Nov 2026 12:09:00 GMT', 'retry-after': date };
  expect(explained(503, ahead)).toMatchObject({ retryAfter: 60_000 });
});

test('http beyond this machine is for the site that it was allowed for', () => {
  const allowed = deps({ allowHttp: true, site: 'http://blog.example' });
  expect(allowed.addressFault('http://blog.example/token')).toBeUndefined();
  expect(allowed.addressFault('http://login.example/token')).toBe('address_insecure');
  expect(deps({ site: 'http://blog.example' }).addressFault('http://blog.example/token')).toBe('address_insecure');
  expect(allowed.addressFault('blog.example')).toBe('address_invalid');
  expect(allowed.addressFault('https://login.example/token')).toBeUndefined();
  expect(deps({ allowHttp: true }).addressFault('http://login.example/token')).toBeUndefined();
});

test('a request may be given less time than usual', async () => {
  const never: OAuthAccess['fetch'] = (_, { signal }) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const asked = deps({ fetch: never, timeoutMs: 1 }).safeFetch('https://login.example/revoke', { method: 'POST' });
  await expect(asked).rejects.toMatchObject({ code: 'timeout' });
});
