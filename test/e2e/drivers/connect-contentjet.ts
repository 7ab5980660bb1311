/** Connecting a Contentjet account on the options page, as a person does: the system, its address, who signs in, where it goes. */
import type { Page } from '@playwright/test';
import type { ContentjetLogin } from '../../servers/contentjet-site.ts';
import type { ChromiumDriver } from './chromium.ts';
import { openSignIn } from './connect.ts';

export interface ContentjetChoices {
  client?: { id: string; secret: string };
  stay?: 'While the browser is open' | 'Always' | 'Only while drafts wait';
  /** The entry type's name; not needed where there is only one. */
  type?: string;
  /** Where people edit. */
  uiUrl?: string;
}

/** The set-up where the person signs in. The build must have access to the host already: nobody answers a prompt here. */
export async function openContentjetSignIn(browser: ChromiumDriver, url: string): Promise<Page> {
  const page = await openSignIn(browser, 'contentjet', url);
  await page.locator('#password').waitFor();
  return page;
}

/** Fills in the first step and presses its button. */
export async function typeLogin(
  page: Page,
  { username, password }: ContentjetLogin,
  { client, stay = 'While the browser is open' }: ContentjetChoices = {},
): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.getByRole('radio', { name: stay }).check();
  if (client !== undefined) {
    await page.getByText('Advanced').click();
    await page.locator('#client-id').fill(client.id);
    await page.locator('#client-secret').fill(client.secret);
  }
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The set-up where project and entry type are chosen. */
export async function openWhere(
  browser: ChromiumDriver,
  url: string,
  login: ContentjetLogin,
  choices: ContentjetChoices = {},
): Promise<Page> {
  const page = await openContentjetSignIn(browser, url);
  await typeLogin(page, login, choices);
  await page.getByRole('heading', { name: 'Where your clips go' }).waitFor();
  if (choices.type !== undefined) await page.locator('#entry-type').selectOption({ label: choices.type });
  await page.getByRole('heading', { name: 'How a clip fills an entry' }).waitFor();
  return page;
}

/** Connects with what is guessed, and gives the page with its good news. */
export async function connectContentjet(
  browser: ChromiumDriver,
  url: string,
  login: ContentjetLogin,
  choices: ContentjetChoices = {},
): Promise<Page> {
  const page = await openWhere(browser, url, login, choices);
  if (choices.uiUrl !== undefined) await page.locator('#ui-address').fill(choices.uiUrl);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('.connected').waitFor();
  return page;
}
