/** Connecting a GitHub account on the options page, as a person does: the address, who signs in, the repository, its files. */
import type { Page } from '@playwright/test';
import type { ChromiumDriver } from './chromium.ts';
import { openSignIn, untilConnected } from './connect.ts';

/** A person's own token, or an App of theirs. */
export type GitHubLogin = { token: string } | { appId: string; privateKey: string };

/** The set-up where the person signs in. The build must have access to the host already: nobody answers a prompt here. */
export async function openGitHubSignIn(browser: ChromiumDriver, address: string): Promise<Page> {
  const page = await openSignIn(browser, 'github', address);
  await page.locator('#token').waitFor();
  return page;
}

/** Fills in the first step and presses its button. A key is pasted. */
export async function signInToGitHub(page: Page, login: GitHubLogin): Promise<void> {
  if ('token' in login) {
    await page.locator('#token').fill(login.token);
  } else {
    await page.getByText('Advanced').click();
    await page.getByRole('button', { name: 'Use a GitHub App of your own' }).click();
    await page.locator('#app-id').fill(login.appId);
    await page.locator('#private-key').fill(login.privateKey);
    await page.getByText('The key looks right').waitFor();
  }
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The set-up where the repository is chosen. */
export async function openGitHubChoices(browser: ChromiumDriver, address: string, login: GitHubLogin): Promise<Page> {
  const page = await openGitHubSignIn(browser, address);
  await signInToGitHub(page, login);
  await page.getByRole('heading', { name: 'Where your clips go' }).waitFor();
  return page;
}

/** Picks a repository from the list, by its whole name. */
export async function pickRepository(page: Page, name: string): Promise<void> {
  const change = page.getByRole('button', { name: 'Choose another repository' });
  const search = page.locator('#repository');
  await search.or(change).first().waitFor();
  if (await change.isVisible()) await change.click();
  await search.fill(name);
  await search.press('Enter');
  await page.locator('.file').waitFor();
}

/** Connects with what is guessed of the repository that the address names, and gives the page with its good news. */
export async function connectGitHub(browser: ChromiumDriver, address: string, login: GitHubLogin): Promise<Page> {
  const page = await openGitHubChoices(browser, address, login);
  await page.locator('.file').waitFor();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await untilConnected(page);
  return page;
}
