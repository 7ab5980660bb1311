/** No redirect takes a secret anywhere, at whichever endpoint of an authorization server it stands. In Chromium: test/e2e. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from '../support/oauth-requests.ts';
import { leaking, REDIRECTS, type RedirectWorld, startRedirectWorld, summary } from '../support/redirect-matrix.ts';
import { secretBytes } from '../support/secret-bytes.ts';

let world: RedirectWorld;
beforeAll(async () => {
  // For the certificate of the server that sends from https to http.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  world = await startRedirectWorld(ask);
});
afterAll(async () => {
  await world?.stop();
  vi.unstubAllEnvs();
});

test('five redirects to three places at four endpoints: each is refused, and nothing arrives anywhere else', async () => {
  const results = await world.run(REDIRECTS);
  console.log(summary('node', results));
  expect(results).toHaveLength(60);
  expect(leaking(results)).toEqual([]);
});

test('the same requests, sent by a client that follows redirects, would leak: what arrives is seen', async () => {
  const careless = await world.run(
    REDIRECTS.filter(({ status }) => status === 307),
    true,
  );
  expect(careless).toHaveLength(12);
  expect(careless.filter(({ secretElsewhere }) => secretElsewhere === 0)).toEqual([]);
});

test.each([
  ['as it is', (secret: string) => secret],
  ['in an address', encodeURIComponent],
  ['in a form', (secret: string) => `${new URLSearchParams({ code_verifier: secret })}&a=b`],
  ['in base64', (secret: string) => btoa(secret)],
  ['in base64 behind a name of any length', (secret: string) => `${btoa(`a:${secret}`)} ${btoa(`an:${secret}.`)}`],
])('a secret is found %s', (_name, written) => {
  expect(secretBytes(`GET / ${written('s~cret/+ %1')}`, ['s~cret/+ %1'])).toBeGreaterThan(8);
  expect(secretBytes(`GET / ${written('another one')}`, ['s~cret/+ %1'])).toBe(0);
});
