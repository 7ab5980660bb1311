/** The sign-in through an authorization server: a real one, in front of a real Ghost. */
import type { Page } from '@playwright/test';
import { builtExtension, type ChromiumDriver, launchChromium } from '../../test/e2e/drivers/chromium.ts';
import { openSignIn } from '../../test/e2e/drivers/connect.ts';
import { ghostSite, startBearerProxy } from '../../test/servers/bearer-proxy.ts';
import { type RunningGhost, startGhost } from '../../test/servers/ghost.ts';
import { DRAFTS_SCOPE, type RunningOidc, startOidc } from '../../test/servers/oidc.ts';
import { freePort } from '../../test/servers/process.ts';
import { optionsPage, shoot } from './shoot.ts';

export async function shootOAuth(): Promise<void> {
  const ghost = await startGhost({ version: '6', progress: console.log });
  const port = await freePort();
  const oidc = await startOidc({ issuer: `http://127.0.0.1:${port}` });
  const proxy = await startBearerProxy({
    ...{ site: ghostSite(ghost.url, ghost.adminApiKey), oidc, port, servesOidc: true },
  });
  const driver = await launchChromium({ extension: builtExtension('chrome-test') });
  try {
    await shootSilent(driver, ghost);
    await shootSetUp(driver, proxy.url, oidc);
    await shootAccount(driver);
  } finally {
    await driver.close();
    await proxy.stop();
    await oidc.stop();
    await ghost.stop();
  }
}

async function openForm(driver: ChromiumDriver, address: string): Promise<Page> {
  const page = await openSignIn(driver, 'ghost', address);
  await page.setViewportSize({ width: 820, height: 720 });
  await page.getByText('Advanced').click();
  await page.getByRole('button', { name: 'Sign in with OAuth 2.0 instead' }).click();
  return page;
}

const signIn = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

/** Nobody stands in front of this one. */
async function shootSilent(driver: ChromiumDriver, ghost: RunningGhost): Promise<void> {
  const page = await openForm(driver, ghost.url);
  await page.getByText('This server does not say').waitFor();
  await shoot(page, 'options-oauth-silent');
  await page.locator('#oauth-tokenEndpoint').fill('http://auth.example.com/token#top');
  await signIn(page).click();
  await shoot(page, 'options-oauth-faults');
  await page.locator('#oauth-client-id').fill('clipdraft');
  await page.locator('#oauth-tokenEndpoint').fill('https://auth.example.com/token');
  await page.getByText('Clipdraft fetches tokens').waitFor();
  await shoot(page, 'options-oauth-needs-host');
  await page.close();
}

async function shootSetUp(driver: ChromiumDriver, address: string, oidc: RunningOidc): Promise<void> {
  const page = await openForm(driver, address);
  await page.getByText('Found.').waitFor();
  await shoot(page, 'options-oauth-found');
  const redirectUrl = await page.locator('#oauth-redirect').inputValue();
  const client = oidc.register({ redirectUris: ['https://elsewhere.example/'] });
  await page.locator('#oauth-client-id').fill(client.clientId);
  await signIn(page).click();
  await page.locator('.notice-error').waitFor();
  await shoot(page, 'options-oauth-failed');

  const { clientId, clientSecret = '' } = oidc.register({ redirectUris: [redirectUrl] });
  await page.locator('#oauth-client-id').fill(clientId);
  await page.locator('#oauth-client-secret').fill(clientSecret);
  await page.locator('#oauth-scope').fill(`openid offline_access ${DRAFTS_SCOPE}`);
  const opened = driver.context.waitForEvent('page');
  await signIn(page).click();
  const window = await opened;
  await shoot(page, 'options-oauth-window');
  await window.locator('[name=login]').fill('edda');
  await window.locator('[name=password]').fill('a long word');
  await window.getByRole('button', { name: 'Sign in' }).click();
  await window.getByRole('button', { name: 'Allow' }).click();
  await page.locator('.connected').waitFor();
  await shoot(page, 'options-oauth-connected');
  await page.close();
}

async function shootAccount(driver: ChromiumDriver): Promise<void> {
  const page = await optionsPage(driver);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor();
  await shoot(page, 'options-oauth-kept');
  const opened = driver.context.waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await opened;
  await driver.stopWorker();
  await driver.startWorker();
  await page.getByText('was interrupted').waitFor();
  await shoot(page, 'options-oauth-interrupted');
  const notice = page.locator('.notice', { hasText: 'was interrupted' });
  const again = driver.context.waitForEvent('page');
  await notice.getByRole('button', { name: 'Sign in again' }).click();
  const window = await again;
  await window.getByRole('button', { name: 'Allow' }).waitFor();
  await shoot(page, 'options-oauth-repeating');
  await window.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('Connected to Clip Lab.').waitFor();
  await shoot(page, 'options-oauth-repeated');
  await page.getByRole('button', { name: 'Change the OAuth settings' }).click();
  await shoot(page, 'options-oauth-edit');
  await page.close();
}
