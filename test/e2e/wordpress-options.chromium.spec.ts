/** The set-up of a WordPress: one click, an application password or the JWT plugin, each failure with its cure. */
import type { Page } from '@playwright/test';
import { violations } from './drivers/axe.ts';
import type { ChromiumDriver } from './drivers/chromium.ts';
import {
  logIn,
  openWindow,
  openWordPressAddress,
  openWordPressSignIn,
  typePassword,
} from './drivers/connect-wordpress.ts';
import { expect, test } from './wordpress-world.ts';
import { OPTIONS } from './world.ts';

interface StoredAccount {
  authMethod: string;
  identity: { userName: string; role: string };
  settings: Record<string, unknown>;
}

async function storage(driver: ChromiumDriver): Promise<Record<string, unknown>> {
  const worker = await driver.worker();
  return worker.evaluate(() => chrome.storage.local.get<Record<string, unknown>>(null));
}

async function accounts(driver: ChromiumDriver): Promise<StoredAccount[]> {
  const worker = await driver.worker();
  return worker.evaluate(async () => {
    const stored = await chrome.storage.local.get<Record<string, StoredAccount>>(null);
    return Object.entries(stored).flatMap(([key, value]) => (key.startsWith('account:') ? [value] : []));
  });
}

const says = (page: Page, text: string) => expect(page.getByText(text, { exact: false }).first()).toBeVisible();

test('one question asks for the host and its www twin; a no says what to do', async ({ driver }) => {
  const page = await openWordPressAddress(driver);
  // Nobody answers a prompt here: this one is answered no, in the browser's place.
  const asked = await page.evaluateHandle(() => {
    const questions: (string[] | undefined)[] = [];
    const answer = (wanted: chrome.permissions.Permissions, done?: (granted: boolean) => void) => {
      questions.push(wanted.origins);
      done?.(false);
      return Promise.resolve(false);
    };
    Object.defineProperty(chrome.permissions, 'request', { value: answer });
    return questions;
  });
  await page.locator('#address').fill('blog.example/wp-admin/');
  await page.getByRole('button', { name: 'Continue' }).click();
  await says(page, 'Without access to blog.example nothing can be sent there.');
  expect(await asked.jsonValue()).toEqual([['https://blog.example/*', 'https://www.blog.example/*']]);
});

test('one click: a yes in the site’s window, and it says who that was', async ({ driver, wordpress }) => {
  const page = await openWordPressSignIn(driver, `${wordpress.url}/wp-admin/`);
  const window = await openWindow(driver, page);
  await says(page, 'The window of 127.0.0.1');
  await logIn(window, wordpress.users.editor);
  await window.locator('#approve').click();
  await says(page, 'Connected to Clip Lab as Edda Ellis (Editor).');
  expect(await accounts(driver)).toMatchObject([
    { authMethod: 'application_password', identity: { role: 'Editor' }, settings: { images: 'copy' } },
  ]);

  // Not you? The window takes whoever the site knows.
  await page.getByText('Not you?').click();
  const logOut = driver.context.waitForEvent('page');
  await page.getByRole('link', { name: 'Log out at your site' }).click();
  const site = await logOut;
  await site.getByRole('link', { name: 'log out' }).click();
  await site.locator('#user_login').waitFor();
  await site.close();
  await page.getByRole('button', { name: 'Connect again' }).click();
  const again = await openWindow(driver, page);
  await logIn(again, wordpress.users.author);
  await again.locator('#approve').click();
  await says(page, 'Connected to Clip Lab as Oscar Orme (Author).');
  expect(await accounts(driver)).toMatchObject([{ identity: { userName: 'Oscar Orme' } }]);
});

test('a no, a closed window and a stopped background each say so, and one click repeats it', async ({
  driver,
  wordpress,
}) => {
  const page = await openWordPressSignIn(driver, wordpress.url);
  const first = await openWindow(driver, page);
  await logIn(first, wordpress.users.editor);
  await first.locator('#reject').click();
  await says(page, 'No access was allowed in the sign-in window, by you or by the server.');

  const second = await openWindow(driver, page);
  await second.locator('#approve').waitFor();
  await second.close();
  await says(page, 'The sign-in window was closed before it was done.');

  const third = await openWindow(driver, page);
  await third.locator('#approve').waitFor();
  await driver.stopWorker();
  await says(page, 'The browser stopped Clipdraft in the middle of this sign-in.');
  await third.close();
  expect(await accounts(driver)).toEqual([]);

  const fourth = await openWindow(driver, page);
  await fourth.locator('#approve').click();
  await says(page, 'Connected to Clip Lab as Edda Ellis (Editor).');
});

test('an application password, with its spaces; a wrong one shows its cure', async ({ driver, wordpress }) => {
  const { login, appPassword } = wordpress.users.author;
  const page = await openWordPressSignIn(driver, wordpress.url);
  await page.getByRole('button', { name: 'Use an application password instead' }).click();
  await expect(page.getByRole('link', { name: 'Make one in your profile' })).toHaveAttribute(
    'href',
    `${wordpress.url}/wp-admin/profile.php#application-passwords-section`,
  );
  await typePassword(page, login, 'abcd efgh ijkl mnop qrst uvwx');
  await says(page, 'WordPress does not accept this user name and application password.');
  expect(await accounts(driver)).toEqual([]);

  await typePassword(page, login, appPassword);
  await says(page, 'Connected to Clip Lab as Oscar Orme (Author).');
  await expect(page.getByText('Not you?')).toHaveCount(0);
  const stored = JSON.stringify(await storage(driver));
  expect(stored).toContain('envelope:');
  expect(stored).not.toContain(appPassword);
  expect(stored).not.toContain(appPassword.replaceAll(' ', ''));
});

test('the JWT plugin: a header that the host removes shows the lines to add', async ({ driver, wordpress }) => {
  const { email, password } = wordpress.users.editor;
  await wordpress.switches.set(['authorization_stripped', 'application_passwords_off']);
  const page = await openWordPressSignIn(driver, wordpress.url);
  // No application passwords here: the plugin's way is the first one.
  await typePassword(page, email, password);
  await expect(page.locator('.cure-code').first()).toContainText('RewriteEngine On\nRewriteRule');
  expect(await violations(page)).toEqual([]);

  await wordpress.switches.set([]);
  await page.getByRole('radio', { name: 'Link to the originals' }).check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await says(page, 'Connected to Clip Lab as Edda Ellis (Editor).');
  expect(await accounts(driver)).toMatchObject([{ authMethod: 'jwt_login', settings: { images: 'link' } }]);
});

test('a sign-in that has ended asks for the password alone', async ({ driver, wordpress }) => {
  const { login, password } = wordpress.users.editor;
  const setUp = await openWordPressSignIn(driver, wordpress.url);
  await setUp.getByRole('button', { name: 'Use the JWT plugin' }).click();
  await typePassword(setUp, login, password);
  await says(setUp, 'Connected to Clip Lab');
  await setUp.close();
  // As when the browser restarts.
  await (await driver.worker()).evaluate(() => chrome.storage.session.clear());

  const page = await driver.openExtension(OPTIONS);
  await page.getByRole('button', { name: 'Test again' }).click();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await expect(page.locator('#password')).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await says(page, 'Connected to Clip Lab as Edda Ellis (Editor).');
  expect(await accounts(driver)).toHaveLength(1);
});

test('Change keeps the sign-in and stores the rest', async ({ driver, wordpress }) => {
  const { login, appPassword } = wordpress.users.editor;
  const setUp = await openWordPressSignIn(driver, wordpress.url);
  await setUp.getByRole('button', { name: 'Use an application password instead' }).click();
  await typePassword(setUp, login, appPassword);
  await says(setUp, 'Connected to Clip Lab');
  await setUp.getByRole('button', { name: 'Done' }).click();

  await setUp.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(setUp.getByRole('radio', { name: 'Copy them into the draft' })).toBeChecked();
  expect(await violations(setUp)).toEqual([]);
  await setUp.getByRole('radio', { name: 'Link to the originals' }).check();
  await setUp.getByText('Advanced').click();
  await setUp.locator('#rest-address').fill('https://elsewhere.example/wp-json/');
  await setUp.getByRole('button', { name: 'Save' }).click();
  await says(setUp, 'Clipdraft has no access to this host.');
  await setUp.locator('#rest-address').fill(`${wordpress.url}/?rest_route=/`);
  await setUp.getByRole('button', { name: 'Save' }).click();
  await says(setUp, 'Connected to Clip Lab as Edda Ellis (Editor).');
  expect(await accounts(driver)).toMatchObject([
    { authMethod: 'application_password', apiUrl: `${wordpress.url}/?rest_route=/`, settings: { images: 'link' } },
  ]);
});

test('what else happens while an account is changed does not make its sign-in look ended', async ({
  driver,
  wordpress,
}) => {
  const { login, appPassword } = wordpress.users.editor;
  const page = await openWordPressSignIn(driver, wordpress.url);
  await page.getByRole('button', { name: 'Use an application password instead' }).click();
  await typePassword(page, login, appPassword);
  await page.getByRole('button', { name: 'Done' }).click();
  await wordpress.switches.set(['staging=401']);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await says(page, 'Something in front of the site turns requests away');

  // Any change makes the page read its accounts anew; this one shows that it has.
  await (await driver.worker()).evaluate(async () => {
    await chrome.storage.local.set({ 'damaged:account:lost': 'damaged' });
    new BroadcastChannel('clipdraft-changes').postMessage({ what: 'accounts' });
  });
  await says(page, '1 stored record');
  await wordpress.switches.set([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeFocused();
});

test('behind a proxy: the header it wants is asked for, goes with everything, and need not be typed again', async ({
  driver,
  wordpress,
}) => {
  const { login, appPassword } = wordpress.users.editor;
  await wordpress.switches.set(['staging=401']);
  const page = await openWordPressAddress(driver);
  await page.locator('#address').fill(wordpress.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await says(page, 'Something in front of the site turns requests away');
  // The focus goes there with the failure, and would take along what is typed elsewhere in that moment.
  await expect(page.locator('#address')).toBeFocused();
  await page.locator('#extra-headers').fill('Cookie: a=b');
  await says(page, 'The header in line 1 belongs to the browser');
  expect(await violations(page)).toEqual([]);
  await page.locator('#extra-headers').fill('X-Staging: letmein');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Use an application password instead' }).click();
  await typePassword(page, login, appPassword);
  await says(page, 'Connected to Clip Lab as Edda Ellis (Editor).');
  expect(JSON.stringify(await storage(driver))).not.toContain('letmein');

  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await says(page, 'Connected to Clip Lab as Edda Ellis (Editor).');
});

test('every page of the set-up is accessible', async ({ driver, wordpress }) => {
  const page = await openWordPressSignIn(driver, wordpress.url);
  expect(await violations(page)).toEqual([]);
  for (const way of ['Use an application password instead', 'Use the JWT plugin']) {
    await page.getByRole('button', { name: way }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    expect(await violations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Connect with WordPress' }).click();
  const window = await openWindow(driver, page);
  expect(await violations(page)).toEqual([]);
  await logIn(window, wordpress.users.editor);
  await window.locator('#approve').click();
  await page.getByText('Not you?').click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Test again' }).click();
  await says(page, 'All is well.');
  expect(await violations(page)).toEqual([]);
});
