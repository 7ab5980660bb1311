/** A WordPress as a person meets it in the browser: the set-up with its ways in, the site's own pages, its block editor. */
import type { Page } from '@playwright/test';
import type { WordPressUser } from '../../servers/wordpress-users.ts';
import type { ChromiumDriver } from './chromium.ts';

const OPTIONS = 'src/options/index.html';

/** The set-up as far as the choice of a way in. The build must have access to the host: nobody answers a prompt here. */
export async function lookUpWordPress(browser: ChromiumDriver, url: string): Promise<Page> {
  const page = await browser.openExtension(`${OPTIONS}#add`);
  await page.locator('#system-wordpress').click();
  await page.locator('#address').fill(url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('.other-ways').waitFor();
  return page;
}

/** "Connect with WordPress" and a yes in the site's window; gives the page with its good news. */
export async function connectByOneClick(browser: ChromiumDriver, url: string, user: WordPressUser): Promise<Page> {
  const page = await lookUpWordPress(browser, url);
  const opening = browser.context.waitForEvent('page');
  await page.getByRole('button', { name: 'Connect with WordPress' }).click();
  await sayYes(await opening, user);
  await page.locator('.connected').waitFor();
  return page;
}

/** In the window of the site: signs in, and approves. */
export async function sayYes(window: Page, user: WordPressUser): Promise<void> {
  await signIn(window, user);
  await window.locator('#approve').click();
}

/** Fills in WordPress' own login form, at which a page stands. */
export async function signIn(page: Page, { login, password }: WordPressUser): Promise<void> {
  await page.locator('#user_login').fill(login);
  await page.locator('#user_pass').fill(password);
  await page.locator('#wp-submit').click();
}

/** The same by what is typed into the set-up itself. */
export async function connectByPassword(
  browser: ChromiumDriver,
  url: string,
  user: WordPressUser,
  way: 'application_password' | 'jwt_login',
): Promise<Page> {
  const page = await lookUpWordPress(browser, url);
  const other = way === 'jwt_login' ? 'Use the JWT plugin' : 'Use an application password instead';
  await page.getByRole('button', { name: other }).click();
  await typePassword(page, user.login, way === 'jwt_login' ? user.password : user.appPassword);
  await page.locator('.connected').waitFor();
  return page;
}

/** Into the form for user and password; an empty name keeps the one that is stored. */
export async function typePassword(page: Page, login: string, password: string): Promise<void> {
  if (login !== '') await page.locator('#username').fill(login);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}
