/**
 * The authorization-code grant from its set-up to its end: a real authorization server with forms that a person fills
 * in, a real Ghost behind a proxy that takes its tokens, and a background that may be gone between any two steps.
 */
import type { Page } from '@playwright/test';
import type { ChromiumDriver } from './drivers/chromium.ts';
import {
  allow,
  fillClient,
  logIn,
  lookUpServer,
  openLogin,
  openOAuthForm,
  sayYes,
  shownRedirectUrl,
} from './drivers/connect-oauth.ts';
import { expect, type OAuthWorld, SCOPE, startOwnServer, test, timesSent } from './oauth-world.ts';
import type { World } from './world.ts';

const TITLE = 'On quiet tools';
const QUOTE = { menuItemId: 'selection|send|', selectionText: 'as the browser says it' };
const REDIRECT_URL = /^https:\/\/[a-p]{32}\.chromiumapp\.org\/oauth\/[0-9a-f]{32}$/;
const INTERRUPTED = 'was interrupted before it was done.';
const CONNECTED = 'Connected to Clip Lab';

const says = (page: Page, text: string) => expect(page.getByText(text, { exact: false }).first()).toBeVisible();

/** The form, filled in for a client that is registered with the redirect URL that the page shows. */
async function fillForm({ driver }: World, { oidc, proxy }: OAuthWorld): Promise<Page> {
  const page = await openOAuthForm(driver, proxy.url);
  const redirectUrl = await lookUpServer(page, oidc.issuer);
  expect(redirectUrl).toMatch(REDIRECT_URL);
  await fillClient(page, { ...oidc.register({ redirectUris: [redirectUrl] }), scope: SCOPE });
  return page;
}

/** Sends one part of the article. */
async function clip(world: World, part: string): Promise<void> {
  await world.driver.clickMenu(await world.article(part), QUOTE);
}

/** Waits until Ghost has this many drafts, and gives what stands in them. */
async function drafts({ reader }: World, count: number): Promise<string[]> {
  await expect.poll(async () => (await reader.titled(TITLE)).length, { timeout: 20_000 }).toBe(count);
  const posts = await reader.titled(TITLE);
  expect(posts.map(({ status }) => status)).toEqual(posts.map(() => 'draft'));
  return posts.map(({ html }) => html ?? '');
}

/** Notifications of drafts that are not among those known; a browser lets each of them go after some seconds. */
const newsOf = async ({ driver }: World, known: ReadonlySet<string>): Promise<string[]> =>
  (await driver.notifications()).filter((id) => id.startsWith('entry:') && !known.has(id));

/** Waits until the person is told of one more draft, which is then known: till then the background is not done. */
async function told(world: World, known: Set<string>): Promise<string> {
  let news: string[] = [];
  await expect(async () => {
    news = await newsOf(world, known);
    expect(news).toHaveLength(1);
  }).toPass({ timeout: 20_000 });
  const [id = ''] = news;
  known.add(id);
  return id;
}

test('set up from nothing, signed in by a click, past the token’s end, and revoked when the account is removed', async ({
  world,
  oauth,
}) => {
  const { driver } = world;
  const { oidc, proxy } = oauth;
  const { host } = new URL(oidc.issuer);
  oidc.setLives({ accessToken: 4 });
  const page = await fillForm(world, oauth);
  const clientSecret = await page.locator('#oauth-client-secret').inputValue();
  await says(page, `Found. You sign in at ${host}.`);
  const window = await openLogin(driver, page);
  await says(page, `The window of ${host} is open.`);
  await sayYes(window);
  await says(page, CONNECTED);
  await clip(world, '#passage');
  expect(await drafts(world, 1)).toEqual([expect.stringContaining('<strong>every word</strong>')]);

  const first = await accessToken(driver);
  expect(await onDisk(driver)).not.toContain(first);
  expect(await onDisk(driver)).not.toContain(clientSecret);
  await expect.poll(() => oidc.lookUp(first)).toBeNull();
  await clip(world, '#list');
  expect(await drafts(world, 2)).toContainEqual(expect.stringContaining('second point'));
  // No token was brought that had ended already, and none was refreshed twice with the same one.
  expect(proxy.requests.filter(({ status }) => status === 401)).toEqual([]);
  expect(new Set(timesSent(oauth))).toEqual(new Set([1]));
  expect(new Set(oidc.tokenRequests.map(({ status }) => status))).toEqual(new Set([200]));

  // A link to the place where it was connected leads there anew.
  expect(page.url()).not.toContain('#');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Sites' })).toBeFocused();
  await says(page, `Signed in through ${host}`);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Remove Clip Lab' }).click();
  const given = oidc.tokenRequests.findLast(({ endpoint }) => endpoint === 'token')?.given;
  await expect
    .poll(() => oidc.tokenRequests.filter(({ endpoint }) => endpoint === 'revocation'))
    .toContainEqual(expect.objectContaining({ token: given?.refreshToken, status: 200 }));
  expect(await oidc.lookUp(first)).toBeNull();
});

test('the background is killed between any two steps: a sign-in is repeated by one click, each draft arrives once', async ({
  world,
  oauth,
}) => {
  const { driver } = world;
  const { oidc, front } = oauth;
  const slowTokens = (): void =>
    front.set(({ path }) => (path.startsWith('/token') ? { kind: 'delay', ms: 20_000 } : { kind: 'pass' }));
  const page = await fillForm(world, oauth);

  // The window is open.
  const orphan = await openLogin(driver, page);
  await orphan.locator('[name=login]').waitFor();
  const closed = orphan.waitForEvent('close');
  await driver.stopWorker();
  await driver.startWorker();
  await closed;
  await says(page, INTERRUPTED);
  expect(await driver.notifications()).toEqual(['sign-in']);

  // The server has given the tokens, and its answer is on the way.
  slowTokens();
  await sayYes(await openLogin(driver, page, 'Sign in again'));
  await expect.poll(() => oidc.tokenRequests.length).toBe(1);
  await driver.stopWorker();
  await driver.startWorker();
  await says(page, INTERRUPTED);
  await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(1);
  front.set({ kind: 'pass' });
  await allow(await openLogin(driver, page, 'Sign in again'));
  await says(page, CONNECTED);

  // The sign-in is stored; then each time the token has ended.
  await driver.stopWorker();
  const known = new Set<string>();
  await clip(world, '#passage');
  await told(world, known);
  await drafts(world, 1);
  oidc.expireAccessTokens();
  await driver.stopWorker();
  await clip(world, '#list');
  await told(world, known);
  await drafts(world, 2);
  expect(new Set(timesSent(oauth))).toEqual(new Set([1]));

  // The server has replaced the refresh token, and its answer is on the way: what it replaced is of no use any more.
  oidc.expireAccessTokens();
  slowTokens();
  const asked = oidc.tokenRequests.length;
  await clip(world, '#code');
  await expect.poll(() => oidc.tokenRequests.length).toBe(asked + 1);
  await driver.stopWorker();
  front.set({ kind: 'pass' });
  // However long the outbox waits before it looks again.
  await expect(async () => {
    await driver.letTimePass(60_000);
    await driver.fireAlarm('clipdraft-outbox');
    await expect.poll(() => newsOf(world, known), { timeout: 2000 }).toHaveLength(1);
  }).toPass({ timeout: 20_000 });
  await driver.clickNotification(await told(world, known));
  await allow(await openLogin(driver, page, 'Sign in again'));
  await says(page, '1 waiting clip is on its way.');
  // As long as a request of the background that ended could still arrive, the draft is looked for and not sent again.
  await driver.letTimePass(150_000);
  await driver.fireAlarm('clipdraft-outbox');
  expect(await drafts(world, 3)).toContainEqual(expect.stringContaining('spaces too'));
  expect(Math.max(...timesSent(oauth))).toBeLessThanOrEqual(2);
});

test('a site that is its own authorization server and tells nobody: a public client, answered in the fragment', async ({
  world,
}) => {
  const { driver, ghost } = world;
  const own = await startOwnServer(ghost);
  const page = await openOAuthForm(driver, own.url);
  await says(page, 'Those below are the usual ones for Ghost');
  await expect(page.locator('#oauth-authorizationEndpoint')).toHaveValue(`${own.url}/ghost/authorize`);
  await expect(page.locator('#oauth-tokenEndpoint')).toHaveValue(`${own.url}/token`);
  await expect(page.locator('#oauth-response')).toHaveValue('fragment');
  const redirectUrl = await shownRedirectUrl(page, own.url);
  const client = own.oidc.register({ redirectUris: [redirectUrl], authentication: 'none' });
  await fillClient(page, { ...client, scope: SCOPE });
  await sayYes(await openLogin(driver, page));
  await says(page, CONNECTED);
  await clip(world, '#passage');
  await drafts(world, 1);
  own.oidc.expireAccessTokens();
  await clip(world, '#list');
  await drafts(world, 2);
  expect(timesSent(own)).toEqual([1]);
  await own.stop();
});

test('a no, a closed window, a wrong client, an unregistered redirect URL and a second window each say so', async ({
  world,
  oauth,
}) => {
  const { driver } = world;
  const { oidc } = oauth;
  const page = await fillForm(world, oauth);
  const declined = await openLogin(driver, page);
  await logIn(declined);
  await declined.getByRole('button', { name: 'Deny' }).click();
  await says(page, 'No access was allowed in the sign-in window, by you or by the server.');

  const closed = await openLogin(driver, page);
  await closed.getByRole('button', { name: 'Allow' }).waitFor();
  await closed.close();
  await says(page, 'The sign-in window was closed before it was done.');

  // Chromium shows no window for an answer that is an error.
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  const clientId = await page.locator('#oauth-client-id').inputValue();
  await page.locator('#oauth-client-id').fill('nobody');
  await signIn.click();
  await says(page, 'does not know this client');

  const elsewhere = oidc.register({ redirectUris: ['https://elsewhere.example/'] });
  await page.locator('#oauth-client-id').fill(elsewhere.clientId);
  await signIn.click();
  await says(page, 'Have the redirect URL that the settings show registered');
  expect(oidc.tokenRequests).toEqual([]);

  await page.locator('#oauth-client-id').fill(clientId);
  const first = await openLogin(driver, page);
  const other = await fillForm(world, oauth);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await says(other, 'Another sign-in window is still open.');
  await allow(first);
  await says(page, CONNECTED);
});

/** As it stands in the browser session. */
async function accessToken(driver: ChromiumDriver): Promise<string> {
  const worker = await driver.worker();
  return worker.evaluate(async () => {
    const stored = await chrome.storage.session.get<Record<string, { accessToken: string }>>(null);
    return Object.entries(stored).find(([key]) => key.startsWith('token:'))?.[1].accessToken ?? '';
  });
}

const onDisk = async (driver: ChromiumDriver): Promise<string> =>
  (await driver.worker()).evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
