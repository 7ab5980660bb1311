/** Connecting an account on the options page, as a person does: the system, its address, Continue, key, Connect. */
import type { Page } from '@playwright/test';
import type { DestinationId } from '../../../src/destinations/destination.ts';
import type { WordPressLogin } from '../../servers/wordpress-site.ts';
import type { ChromiumDriver } from './chromium.ts';

export interface GhostAccess {
  url: string;
  adminApiKey: string;
}

const OPTIONS = 'src/options/index.html';
const SUBMIT = 'form button[type=submit]';

/** Fills in the set-up for Ghost and presses Connect; gives the page, which then says what came of it. */
export async function fillSetUp(browser: ChromiumDriver, { url, adminApiKey }: GhostAccess): Promise<Page> {
  const page = await openSignIn(browser, 'ghost', url);
  await page.locator('#key').fill(adminApiKey);
  await page.locator(SUBMIT).click();
  return page;
}

/** Connects, and gives the page with its good news. */
export async function connectGhost(browser: ChromiumDriver, access: GhostAccess): Promise<Page> {
  const page = await fillSetUp(browser, access);
  await untilConnected(page);
  return page;
}

/**
 * Connects by the one click, and gives the page with its good news. Somebody must be signed in at the site already: the
 * window is agreed to as it opens.
 */
export async function connectWordPress(browser: ChromiumDriver, url: string): Promise<Page> {
  const page = await openSignIn(browser, 'wordpress', url);
  const opened = browser.context.waitForEvent('page', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Connect with WordPress' }).click();
  const window = await opened;
  await window.locator('#approve').click();
  await untilConnected(page);
  return page;
}

/** Connects with an application password, and gives the page with its good news. */
export async function connectWordPressByPassword(
  browser: ChromiumDriver,
  url: string,
  { login, appPassword }: WordPressLogin,
  images: 'copy' | 'link' = 'copy',
): Promise<Page> {
  const page = await openSignIn(browser, 'wordpress', url);
  await page.locator(`#images-${images}`).check();
  const typed = page.locator('#username');
  const way = page.getByRole('button', { name: 'Use an application password instead' });
  await typed.or(way).first().waitFor();
  if (await way.isVisible()) await way.click();
  await typed.fill(login);
  await page.locator('#password').fill(appPassword);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await untilConnected(page);
  return page;
}

/**
 * The set-up of an account after Continue. Takes the options page that a clip without an account has opened, where there
 * is one. The build must have access to the host already: nobody answers a prompt here.
 */
export async function openSignIn(browser: ChromiumDriver, system: DestinationId, address: string): Promise<Page> {
  const opened = browser.context.pages().find((page) => page.url().startsWith(browser.url(OPTIONS)));
  const page = opened ?? (await browser.openExtension(`${OPTIONS}#add`));
  if (opened !== undefined) {
    await page.goto(browser.url(`${OPTIONS}#add`));
    // It may stand at this very address already, with the good news of another account.
    await page.reload();
  }
  await fillAddress(page, system, address);
  return page;
}

/** On a page that asks which system it is. */
export async function fillAddress(page: Page, system: DestinationId, address: string): Promise<void> {
  await page.locator(`#system-${system}`).click();
  await page.locator('#address').fill(address);
  await page.locator(SUBMIT).click();
}

/** @throws where the page says anything else, with what it says */
export async function untilConnected(page: Page): Promise<void> {
  try {
    await page.locator('.connected').waitFor({ timeout: 60_000 });
  } catch (cause) {
    const said = await page.locator('main').textContent();
    throw new Error(`The account was not connected; the page says:\n${said}`, { cause });
  }
}
