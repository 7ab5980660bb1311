/** What a page of the extension, with the permission for the hosts, sends to an authorization server: the real client in real Firefox. */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import { bundleAlone } from '../../tools/bundle-alone.ts';
import { ROOT } from '../../tools/run.ts';
import { findings, startRedirectWorld } from '../support/redirect-matrix.ts';
import { builtExtension } from './drivers/chromium.ts';
import { type FirefoxDriver, launchFirefox } from './drivers/firefox.ts';
import { OPTIONS } from './world.ts';

const Outcome = v.union([v.object({ error: v.object({ code: v.string() }) }), v.object({ value: v.unknown() })]);

/** For the certificate of the server that sends from https to http; the session's own `acceptInsecureCerts` does nothing for a fetch. */
const TRUST_ANYBODY = `Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService)
  .setDisableAllSecurityChecksAndLetAttackersInterceptMyData(true);`;

let firefox: FirefoxDriver;
test.beforeAll(async () => {
  firefox = await launchFirefox();
  await firefox.install(builtExtension('firefox-test'));
  await firefox.marionette.runInBrowser(TRUST_ANYBODY);
  await firefox.go(firefox.url(OPTIONS));
});
test.afterAll(() => firefox?.close());

test('five redirects to three places at four endpoints: each is refused, and nothing arrives anywhere else', async () => {
  const client = await bundleAlone(join(ROOT, 'test/support/oauth-requests-in-worker.ts'));
  const script = `${client}; return globalThis.askAuthorizationServer(args[0], args[1]);`;
  const world = await startRedirectWorld(async (...asked) =>
    v.parse(Outcome, await firefox.marionette.runAsync(script, asked)),
  );
  expect(await findings('Firefox', world)).toEqual({ redirects: 60, leaking: [], followed: 12, followedUnseen: [] });
  await world.stop();
});
