/**
 * The build that ships, under a real mouse and keyboard: an authorization server whose tokens come from another host than
 * the site. That host is asked for by a button of its own, and the browser itself asks.
 */
import { answer, fill, granted, openMenu, press, selectPassage, test } from './desktop.ts';
import { fillClient, sayYes, shownRedirectUrl } from './drivers/connect-oauth.ts';
import { SCOPE, startOAuthWorld } from './oauth-world.ts';
import { expect, OPTIONS } from './world.ts';

const TITLE = 'On quiet tools';

test('tokens come from another host: its own button asks for it; a click in the login window, a right-click, a draft', async ({
  desktop,
  ghost,
}) => {
  const { driver, options, reader, xvfb } = desktop;
  const { oidc, proxy, stop } = await startOAuthWorld(ghost, { metadata: 'none' });
  // Chromium asks once for a host: given away and wanted again, it is given without a question.
  const isFirst = (await granted(desktop)).length === 0;
  await options.evaluate(WITHOUT_ACCOUNTS);
  await reader.removeAll();
  await options.goto(driver.url(`${OPTIONS}#add`));
  await options.reload();
  await press(desktop, '#system-ghost');
  await fill(desktop, '#address', proxy.url);
  await press(desktop, 'button[type=submit]');
  if (isFirst) await answer(desktop, 'Tab', 'Return');
  await press(desktop, '.advanced summary');
  await press(desktop, '.advanced button');

  await options.locator('#oauth-issuer').fill(oidc.issuer);
  const redirectUrl = await shownRedirectUrl(options, oidc.issuer);
  await fillClient(options, { ...oidc.register({ redirectUris: [redirectUrl] }), scope: SCOPE });
  await press(desktop, 'form .advanced summary');
  await options.locator('#oauth-authorizationEndpoint').fill(oidc.authorizationEndpoint);
  await options.locator('#oauth-tokenEndpoint').fill(oidc.tokenEndpoint.replace('127.0.0.1', 'localhost'));
  expect(await granted(desktop)).toEqual(['http://127.0.0.1/*']);
  await press(desktop, '#oauth-token-host button');
  await answer(desktop, 'Tab', 'Return');
  await expect.poll(() => granted(desktop)).toEqual(['http://127.0.0.1/*', 'http://localhost/*']);
  await expect(options.locator('#oauth-token-host')).toHaveCount(0);

  const opening = driver.context.waitForEvent('page');
  await press(desktop, '.one-click button');
  await sayYes(await opening);
  await expect(options.locator('.connected')).toContainText('Connected to Clip Lab');
  await selectPassage(desktop);
  await openMenu(desktop, '#passage', { x: 0.02, y: 0.5 });
  // From the end: "Inspect", and above it the only entry of an extension.
  xvfb.keys('Up', 'Up', 'Return');
  expect((await reader.arrival(TITLE)).status).toBe('draft');
  await stop();
});

const WITHOUT_ACCOUNTS = `(async () => {
  const ask = async (name, input) => (await chrome.runtime.sendMessage({ to: 'clipdraft', name, input })).value;
  for (const { id } of await ask('accounts.list', null)) await ask('accounts.remove', { accountId: id });
})()`;
