/** Connecting an account on the options page, as a person does: the system, its address, Continue, key, Connect. */
import type { Page } from '@playwright/test';
import type { ChromiumDriver } from './chromium.ts';

export interface Site {
  url: string;
  adminApiKey: string;
}

const OPTIONS = 'src/options/index.html';

/**
 * Fills in the set-up and presses Connect; gives the page, which then says what came of it. Takes the options page that
 * a clip without an account has opened, where there is one. The build must have access to the host already: nobody
 * answers a prompt here.
 */
export async function fillSetUp(browser: ChromiumDriver, site: Site): Promise<Page> {
  const opened = browser.context.pages().find((page) => page.url().startsWith(browser.url(OPTIONS)));
  const page = opened ?? (await browser.openExtension(`${OPTIONS}#add`));
  if (opened !== undefined) {
    await page.goto(browser.url(`${OPTIONS}#add`));
    // It may stand at this very address already, with the good news of another account.
    await page.reload();
  }
  await page.locator('#system-ghost').click();
  const submit = page.locator('form button[type=submit]');
  await page.locator('#address').fill(site.url);
  await submit.click();
  await page.locator('#key').fill(site.adminApiKey);
  await submit.click();
  return page;
}

/** Connects, and gives the page with its good news. */
export async function connectGhost(browser: ChromiumDriver, site: Site): Promise<Page> {
  const page = await fillSetUp(browser, site);
  try {
    await page.locator('.connected').waitFor({ timeout: 60_000 });
  } catch (cause) {
    const said = await page.locator('main').textContent();
    throw new Error(`The account was not connected; the page says:\n${said}`, { cause });
  }
  return page;
}
