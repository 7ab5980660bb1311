/** A sign-in through a real authorization server in real Firefox, on the build that ships: set up, used, refreshed. */
import * as v from 'valibot';
import type { FirefoxDriver } from './drivers/firefox.ts';
import { asExtension } from './drivers/firefox-popup.ts';
import { test } from './firefox-desktop.ts';
import { SCOPE, startOAuthWorld, timesSent } from './oauth-world.ts';
import { expect, OPTIONS } from './world.ts';

const TITLE = 'On quiet tools';
const MENU = 'Draft quote in Clip Lab';
/** The same in every Firefox: it follows from the add-on's id. */
const OURS = 'https://2ad773733bbcc514f2ab8576bbd6d9949a8b4ca3.extensions.allizom.org/oauth/';

test('set up from nothing, a click in the login window, a draft; past the token’s end another one', async ({
  desktop,
  ghost,
}) => {
  const { firefox, reader, options, article, xvfb } = desktop;
  const { oidc, proxy, stop } = await startOAuthWorld(ghost);
  await asExtension(desktop, AS_IF_NEW);
  await reader.removeAll();

  await firefox.switchTo(options);
  await firefox.go(firefox.url(`${OPTIONS}#add`));
  await firefox.marionette.command('WebDriver:Refresh');
  await shows(firefox, '#system-ghost');
  await firefox.click('#system-ghost');
  await firefox.type('#address', proxy.url);
  await firefox.click('form button[type=submit]');
  expect(await firefox.answerPermissionPrompt('allow')).toContain('127.0.0.1');
  await shows(firefox, '.advanced summary');
  await firefox.click('.advanced summary');
  await firefox.click('.advanced button');
  await firefox.fill('#oauth-issuer', oidc.issuer);
  await firefox.click('#oauth-issuer + button');
  await firefox.until(`return document.body.textContent.includes('Found. You sign in at');`);
  const redirectUrl = v.parse(v.string(), await firefox.marionette.run(REDIRECT_URL));
  expect(redirectUrl).toMatch(new RegExp(`^${OURS}[0-9a-f]{32}$`));
  const { clientId, clientSecret = '' } = oidc.register({ redirectUris: [redirectUrl] });
  await firefox.type('#oauth-client-id', clientId);
  await firefox.type('#oauth-client-secret', clientSecret);
  await firefox.fill('#oauth-scope', SCOPE);
  const window = await firefox.opened(() => firefox.click('.one-click button'));
  await firefox.switchTo(window, false);
  await shows(firefox, '[name=login]');
  await firefox.type('[name=login]', 'ada');
  await firefox.type('[name=password]', 'x');
  await firefox.click('[name=submit]');
  await firefox.until(`return document.title === 'Allow access';`);
  await firefox.click('[name=submit]');
  await firefox.switchTo(options, false);
  await shows(firefox, '.connected');
  expect(await firefox.text('.connected')).toContain('Connected to Clip Lab');
  // The keyboard went with the window that closed.
  xvfb.focusWindow('Mozilla Firefox');

  await firefox.switchTo(article);
  await firefox.selectContents('#passage');
  await firefox.chooseFromContextMenu('#passage', MENU);
  expect((await reader.arrival(TITLE)).status).toBe('draft');
  oidc.expireAccessTokens();
  await firefox.stopBackground();
  await firefox.selectContents('#list');
  await firefox.chooseFromContextMenu('#second', MENU);
  await expect.poll(async () => (await reader.titled(TITLE)).length, { timeout: 20_000 }).toBe(2);
  expect(timesSent({ oidc })).toEqual([1]);
  await stop();
});

const shows = (firefox: FirefoxDriver, css: string): Promise<void> =>
  firefox.until(`return document.querySelector(args[0]) !== null;`, [css], 30_000);

const REDIRECT_URL = `return document.querySelector('#oauth-redirect').value;`;

/** No account, and no access to any host. */
const AS_IF_NEW = `
  const ask = async (name, input) => (await browser.runtime.sendMessage({ to: 'clipdraft', name, input })).value;
  for (const { id } of await ask('accounts.list', null)) await ask('accounts.remove', { accountId: id });
  await browser.permissions.remove({ origins: (await browser.permissions.getAll()).origins });`;
