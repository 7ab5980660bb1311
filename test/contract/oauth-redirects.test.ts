/** No redirect takes a secret anywhere, at whichever endpoint of an authorization server it stands. In Chromium: test/e2e. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from '../support/oauth-requests.ts';
import { findings, type RedirectWorld, startRedirectWorld } from '../support/redirect-matrix.ts';
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

test('five redirects to three places at four endpoints: each is refused, and what would leak else is seen', async () => {
  expect(await findings('node', world)).toEqual({ redirects: 60, leaking: [], followed: 12, followedUnseen: [] });
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
