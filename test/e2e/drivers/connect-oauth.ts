/** Connecting through an authorization server on the options page, and its login window, as a person does both. */
import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { ChromiumDriver } from './chromium.ts';
import { fillAddress, untilConnected } from './connect.ts';

const OPTIONS = 'src/options/index.html';

/** What the server's administrator tells the person who sets it up. */
export interface OAuthAccess {
  clientId: string;
  /** Absent for a public client. */
  clientSecret?: string;
  /** What the server proposes where not given. */
  scope?: string;
}

/** The form for an authorization server in front of a Ghost. The build must have access to the hosts already. */
export async function openOAuthForm(browser: ChromiumDriver, site: string): Promise<Page> {
  const page = await browser.openExtension(`${OPTIONS}#add`);
  await fillAddress(page, 'ghost', site);
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('button', { name: 'Sign in with OAuth 2.0 instead' }).click();
  return page;
}

/** Names the server, and gives the redirect URL that is to be registered there. */
export async function lookUpServer(page: Page, issuer: string): Promise<string> {
  await page.locator('#oauth-issuer').fill(issuer);
  await page.getByRole('button', { name: 'Look up' }).click();
  return shownRedirectUrl(page, issuer);
}

/** The redirect URL that the page shows for an issuer, once it does: it follows what is typed a moment later. */
export async function shownRedirectUrl(page: Page, issuer: string): Promise<string> {
  const hash = createHash('sha256').update(issuer.replace(/\/$/, '')).digest('hex').slice(0, 32);
  const field = page.locator('#oauth-redirect');
  await expect(field).toHaveValue(new RegExp(`/oauth/${hash}$`));
  return field.inputValue();
}

/** Types who we are there. */
export async function fillClient(page: Page, { clientId, clientSecret = '', scope }: OAuthAccess): Promise<void> {
  await page.locator('#oauth-client-id').fill(clientId);
  await page.locator('#oauth-client-secret').fill(clientSecret);
  if (scope !== undefined) await page.locator('#oauth-scope').fill(scope);
}

/** The server's window, which a button of the options page opens. */
export async function openLogin(browser: ChromiumDriver, page: Page, button = 'Sign in'): Promise<Page> {
  const opened = browser.context.waitForEvent('page');
  await page.getByRole('button', { name: button, exact: true }).click();
  return opened;
}

/** In the server's window: says who it is. */
export async function logIn(window: Page, name = 'ada'): Promise<void> {
  await window.locator('[name=login]').fill(name);
  await window.locator('[name=password]').fill('x');
  await window.getByRole('button', { name: 'Sign in' }).click();
}

/** In the server's window: allows what is asked for. */
export const allow = (window: Page): Promise<void> => window.getByRole('button', { name: 'Allow' }).click();

/** In the server's window: signs in, and allows what is asked for. */
export async function sayYes(window: Page, name = 'ada'): Promise<void> {
  await logIn(window, name);
  await allow(window);
}

/** Sets up an account from nothing, and gives the page with its good news. */
export async function connectGhostByOAuth(
  browser: ChromiumDriver,
  site: string,
  { issuer, register, scope }: { issuer: string; register(redirectUrl: string): OAuthAccess; scope: string },
): Promise<Page> {
  const page = await openOAuthForm(browser, site);
  await fillClient(page, { ...register(await lookUpServer(page, issuer)), scope });
  await sayYes(await openLogin(browser, page));
  await untilConnected(page);
  return page;
}
