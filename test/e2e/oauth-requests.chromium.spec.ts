/** What the background, with the permission for the hosts, sends to an authorization server: the real client in the real worker. */
import { join } from 'node:path';
import { expect, test, type Worker } from '@playwright/test';
import { bundleAlone } from '../../tools/bundle-alone.ts';
import { ROOT } from '../../tools/run.ts';
import { AS_SECRETS, startAuthorizationServerFaults, tokenAnswer } from '../servers/authorization-server-faults.ts';
import { type Ask, REQUESTS } from '../support/oauth-requests.ts';
import { findings, startRedirectWorld } from '../support/redirect-matrix.ts';
import { builtExtension, type ChromiumDriver, launchChromium } from './drivers/chromium.ts';

let driver: ChromiumDriver;
let worker: Worker;
test.beforeAll(async () => {
  const client = await bundleAlone(join(ROOT, 'test/support/oauth-requests-in-worker.ts'));
  // For the certificate of the server that sends from https to http.
  driver = await launchChromium({ extension: builtExtension('chrome-test'), args: ['--ignore-certificate-errors'] });
  worker = await driver.worker();
  await worker.evaluate(client);
});
test.afterAll(() => driver?.close());

const ask: Ask = (...asked) =>
  worker.evaluate((given) => Reflect.apply(Reflect.get(globalThis, 'askAuthorizationServer'), null, given), asked);

test('five redirects to three places at four endpoints: each is refused, and nothing arrives anywhere else', async () => {
  const world = await startRedirectWorld(ask);
  expect(await findings('Chromium', world)).toEqual({ redirects: 60, leaking: [], followed: 12, followedUnseen: [] });
  await world.stop();
});

test('no cookie that the server has set, in its page or in an answer, goes with a request of ours', async () => {
  const server = await startAuthorizationServerFaults();
  const headers = { 'content-type': 'text/html', 'set-cookie': 'session=theirs; Path=/; HttpOnly; SameSite=Lax' };
  server.at('authorize', { kind: 'answer', status: 200, headers, body: '<p>Signed in</p>' });
  server.at('token', tokenAnswer({}, { 'set-cookie': 'more=theirs; Path=/' }));
  await (await driver.open(`${server.url}/authorize`)).close();

  const cookies = async (careless: boolean): Promise<(string | undefined)[]> => {
    server.requests.length = 0;
    for (const request of REQUESTS) {
      await ask(request, { settings: server.settings(), ...AS_SECRETS, codeVerifier: 'a'.repeat(43), careless });
    }
    expect(server.requests.length).toBeGreaterThanOrEqual(REQUESTS.length);
    return [...new Set(server.requests.map((request) => request.headers.cookie))];
  };
  expect(await cookies(false)).toEqual([undefined]);
  // Without that care they would.
  expect(await cookies(true)).not.toContain(undefined);
  await server.stop();
});
