/** The set-up of GitHub, over the double. */
import type { Page } from '@playwright/test';
import { builtExtension, type ChromiumDriver, launchChromium } from '../../test/e2e/drivers/chromium.ts';
import {
  connectGitHub,
  openGitHubChoices,
  openGitHubSignIn,
  pickRepository,
} from '../../test/e2e/drivers/connect-github.ts';
import { type RunningGitHub, startGitHub } from '../../test/servers/github.ts';
import { optionsPage, shoot } from './shoot.ts';

const VIEW = { width: 820, height: 720 };

export async function shootGitHub(): Promise<void> {
  const github = await startGitHub();
  const driver = await launchChromium({ extension: builtExtension('chrome-test') });
  try {
    await shootSignIn(driver, github);
    await shootApp(driver, github);
    await shootChoices(driver, github);
    await shootAccount(driver, github);
  } finally {
    await driver.close();
    await github.stop();
  }
}

async function shootSignIn(driver: ChromiumDriver, { url }: RunningGitHub): Promise<void> {
  const page = await optionsPage(driver, '#add');
  await page.locator('#system-github').click();
  await page.locator('#address').waitFor();
  await shoot(page, 'options-github-address');
  await page.close();

  const signIn = await openGitHubSignIn(driver, `${url}/ada/blog`);
  await signIn.setViewportSize(VIEW);
  await shoot(signIn, 'options-github-token');
  await signIn.locator('#token').fill(`ghp_${'a'.repeat(36)}`);
  await signIn.getByText('This is a classic token').waitFor();
  await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
  await signIn.locator('.notice-error').waitFor();
  await shoot(signIn, 'options-github-refused');
  await signIn.close();
}

async function shootApp(driver: ChromiumDriver, github: RunningGitHub): Promise<void> {
  const { url, world, app, privateKey } = github;
  world.install(app, 'press');
  const page = await openGitHubSignIn(driver, url);
  await page.setViewportSize(VIEW);
  await page.getByText('Advanced').click();
  await page.getByRole('button', { name: 'Use a GitHub App of your own' }).click();
  await page.locator('#private-key').fill('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n');
  await page.getByText('This is a key for SSH').waitFor();
  await shoot(page, 'options-github-app');
  await page.locator('#app-id').fill(`${app.id}`);
  await page.locator('#private-key').fill(privateKey);
  await page.getByText('The key looks right').waitFor();
  await shoot(page, 'options-github-app-key');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('#installation').selectOption('press');
  await page.locator('.file').waitFor();
  await shoot(page, 'options-github-installation');
  await page.close();
}

async function shootChoices(driver: ChromiumDriver, { url, world, token }: RunningGitHub): Promise<void> {
  for (let index = 0; index < 12; index += 1) {
    world.addRepository(`ada/garden-${index}`, { 'README.md': '# Garden\n' }, { isPrivate: index % 3 === 0 });
  }
  const page = await openGitHubChoices(driver, url, { token });
  await page.setViewportSize(VIEW);
  await page.locator('#repository').fill('gar');
  await shoot(page, 'options-github-repositories');
  await pickRepository(page, 'ada/blog');
  await page.locator('.file', { hasText: '_posts/' }).waitFor();
  await shoot(page, 'options-github');
  await page.getByText('Change how files look').click();
  await page.locator('#delivery-commit').check();
  await page.locator('#generator').selectOption('eleventy');
  await page.locator('#folder').fill('../posts');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('This leads out of the repository').waitFor();
  await shoot(page, 'options-github-looks');
  await page.close();
}

async function shootAccount(driver: ChromiumDriver, { url, world, token }: RunningGitHub): Promise<void> {
  const known = world.tokens.find(({ value }) => value === token);
  if (known) known.expiresAt = Date.now() + 5 * 86_400_000;
  const connected = await connectGitHub(driver, `${url}/ada/blog`, { token });
  await connected.setViewportSize(VIEW);
  await shoot(connected, 'options-github-connected');
  await connected.close();

  const list = await optionsPage(driver);
  await list.locator('.account').waitFor();
  await shoot(list, 'options-github-ends');
  await shootEnded(list, known);
  await list.close();
}

async function shootEnded(page: Page, token: { revoked: boolean } | undefined): Promise<void> {
  if (token) token.revoked = true;
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.locator('#token').waitFor();
  await shoot(page, 'options-github-ended');
}
