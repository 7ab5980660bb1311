import { unknown } from 'valibot';
import { expect, test } from 'vitest';
import type { Http, HttpRequest } from '../destinations/destination.ts';
import { neverAnonymous } from './oauth-accounts.ts';

test('where a token is always wanted, what anyone may ask goes with it too; to any other place it never does', async () => {
  const sent: [url: string, anonymous: boolean][] = [];
  const http: Http = {
    request: ({ url, anonymous = false }) => {
      sent.push([url, anonymous]);
      return Promise.reject(new Error('nobody answers'));
    },
  };
  const ask = (url: string, more: Partial<HttpRequest<unknown>> = {}) =>
    neverAnonymous(http, 'https://blog.example/wp-json/')
      .request({ method: 'GET', url, expect: [200], schema: unknown(), ...more })
      .catch(() => undefined);
  await ask('https://blog.example/wp-json/');
  await ask('https://blog.example/wp-json/', { anonymous: true });
  for (const place of ['https://people.example/', 'https://blog.example:8443/', 'http://blog.example/']) {
    await ask(place, { anonymous: true });
  }
  expect(sent).toEqual([
    ['https://blog.example/wp-json/', false],
    ['https://blog.example/wp-json/', false],
    ['https://people.example/', true],
    ['https://blog.example:8443/', true],
    ['http://blog.example/', true],
  ]);
});
