/** Connecting a WordPress account on the options page, as a person does: the system, its address, one of the ways in. */
import type { Page } from '@playwright/test';
import type { WordPressUser } from '../../servers/wordpress-users.ts';
import type { ChromiumDriver } from './chromium.ts';

const OPTIONS = 'src/options/index.html';

/** The set-up at the address step of WordPress. */
export async function openWordPressAddress(browser: ChromiumDriver): Promise<Page> {
  const page = await browser.openExtension(`${OPTIONS}#add`);
  await page.locator('#system-wordpress').click();
  return page;
}

/** The set-up where the person signs in. The build must have access to the host already: nobody answers a prompt here. */
export async function openWordPressSignIn(browser: ChromiumDriver, url: string): Promise<Page> {
  const page = await openWordPressAddress(browser);
  await page.locator('#address').fill(url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Images in clips').waitFor();
  return page;
}

/** Types a user and a password in the form that is open, and presses its button. Without a name a stored one is kept. */
export async function typePassword(page: Page, username: string, password: string): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** The site's window, which the button "Connect with WordPress" opens. */
export async function openWindow(browser: ChromiumDriver, page: Page): Promise<Page> {
  const opened = browser.context.waitForEvent('page');
  await page.getByRole('button', { name: 'Connect with WordPress' }).click();
  return opened;
}

/** Signs in at WordPress' own form. */
export async function logIn(window: Page, user: WordPressUser): Promise<void> {
  await window.locator('#user_login').fill(user.login);
  await window.locator('#user_pass').fill(user.password);
  await window.locator('#wp-submit').click();
}

/** "Connect with WordPress" and a yes in the site's window; gives the page with its good news. */
export async function connectByOneClick(browser: ChromiumDriver, url: string, user: WordPressUser): Promise<Page> {
  const page = await openWordPressSignIn(browser, url);
  await sayYes(await openWindow(browser, page), user);
  await page.locator('.connected').waitFor();
  return page;
}

/** In the site's window: signs in, and approves. */
export async function sayYes(window: Page, user: WordPressUser): Promise<void> {
  await logIn(window, user);
  await window.locator('#approve').click();
}

/** The same by what is typed into the set-up itself. */
export async function connectByPassword(
  browser: ChromiumDriver,
  url: string,
  user: WordPressUser,
  way: 'application_password' | 'jwt_login',
): Promise<Page> {
  const page = await openWordPressSignIn(browser, url);
  const [name, password] =
    way === 'jwt_login'
      ? ['Use the JWT plugin', user.password]
      : ['Use an application password instead', user.appPassword];
  await page.getByRole('button', { name }).click();
  await typePassword(page, user.login, password);
  await page.locator('.connected').waitFor();
  return page;
}
