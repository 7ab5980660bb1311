/** axe over every page in the states a person meets, light and dark. */
import { violations } from './drivers/axe.ts';
import { fillClient, lookUpServer, openLogin, openOAuthForm, sayYes } from './drivers/connect-oauth.ts';
import { SCOPE, test } from './oauth-world.ts';
import { expect, OPTIONS } from './world.ts';

test('the popup: no account, editing, sent, nothing selected', async ({ world }) => {
  const page = await world.article('#passage');
  const first = await world.popupOver(page);
  await first.locator('.preview').waitFor();
  expect(await violations(first)).toEqual([]);
  await first.close();

  const options = await world.connect();
  await options.locator('.connected').waitFor();
  const popup = await world.popupOver(page);
  await popup.getByText('More', { exact: true }).click();
  await popup.getByRole('textbox', { name: 'Excerpt' }).waitFor();
  expect(await violations(popup)).toEqual([]);
  await popup.keyboard.press('Control+Enter');
  await expect(popup.getByText('Draft in Clip Lab')).toBeVisible({ timeout: 20_000 });
  expect(await violations(popup)).toEqual([]);
  await popup.close();

  await page.evaluate(() => getSelection()?.removeAllRanges());
  const empty = await world.popupOver(page);
  await empty.getByRole('heading', { name: 'Nothing is selected' }).waitFor();
  expect(await violations(empty)).toEqual([]);
});

test('the options: system, address, key, failed checks, connected, the list', async ({ world }) => {
  const page = await world.driver.openExtension(`${OPTIONS}#add`);
  await page.locator('#system-ghost').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.locator('#system-ghost').click();
  await page.locator('#address').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.close();

  const failed = await world.connect({ key: `${'0'.repeat(24)}:${'0'.repeat(64)}` });
  await failed.locator('.check-failed').waitFor();
  expect(await violations(failed)).toEqual([]);
  await failed.close();

  const connected = await world.connect();
  await connected.locator('.connected').waitFor();
  expect(await violations(connected)).toEqual([]);
  await connected.close();

  const list = await world.driver.openExtension(OPTIONS);
  await list.getByRole('button', { name: 'Test again' }).waitFor();
  expect(await violations(list)).toEqual([]);
});

test('the sign-in through an authorization server: faults, another host, the window, interrupted, connected, kept', async ({
  world: { driver },
  oauth: { oidc, proxy },
}) => {
  const page = await openOAuthForm(driver, proxy.url);
  await page.getByText('Those below are the usual ones').waitFor();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('#oauth-client-id')).toBeFocused();
  await page.locator('#oauth-tokenEndpoint').fill('https://tokens.example/token');
  await page.locator('#oauth-token-host').waitFor();
  expect(await violations(page)).toEqual([]);

  await page.locator('#oauth-tokenEndpoint').fill(oidc.tokenEndpoint);
  const redirectUrl = await lookUpServer(page, oidc.issuer);
  await fillClient(page, oidc.register({ redirectUris: [redirectUrl] }));
  await page.getByText('Found.').waitFor();
  await openLogin(driver, page);
  await page.getByText('is open.').waitFor();
  expect(await violations(page)).toEqual([]);
  await driver.stopWorker();
  await driver.startWorker();
  await page.getByText('was interrupted before').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await page.locator('#oauth-scope').fill(SCOPE);
  await sayYes(await openLogin(driver, page));
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor();
  expect(await violations(page)).toEqual([]);
});
