/** The set-up, by whatever address of the site is at hand, the key, the checks, each failure with its cure. */
import { startFaults } from '../servers/faults.ts';
import { startGhost } from '../servers/ghost.ts';
import { GhostReader } from './ghost-reader.ts';
import { expect, OPTIONS, test } from './world.ts';

test('connects with an Admin API key and shows the site', async ({ world }) => {
  const page = await world.connect();
  await expect(page.getByText('Connected to Clip Lab', { exact: false })).toBeVisible();
  const worker = await world.driver.worker();
  const stored = JSON.stringify(await worker.evaluate(() => chrome.storage.local.get(null)));
  const secret = world.ghost.adminApiKey.split(':')[1] ?? '';
  expect(stored).toContain('envelope:');
  expect(stored).not.toContain(secret);
  expect(stored).not.toContain(world.ghost.adminApiKey);
});

test('a staff token connects as its user', async ({ world }) => {
  const page = await world.connect({ key: world.ghost.staffToken ?? '' });
  await expect(page.getByText('Connected to Clip Lab as Olive Owner', { exact: false })).toBeVisible();
});

for (const path of ['/ghost/', '/ghost/#/dashboard', '/ghost/api/admin/', '/some/post/?ref=1']) {
  test(`finds the site from ${path}`, async ({ world }) => {
    const page = await world.connect({ url: `${world.ghost.url.replace('http://', ' ')}${path} ` });
    await expect(page.getByText('Connected to Clip Lab', { exact: false })).toBeVisible();
  });
}

test('a Content API key is recognised as it is typed, and explained', async ({ world }) => {
  const page = await world.driver.openExtension(`${OPTIONS}#add`);
  await page.locator('#system-ghost').click();
  await page.locator('#address').fill(world.ghost.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('#key').fill(world.ghost.contentApiKey);
  await expect(page.getByText('This is the Content API key', { exact: false })).toBeVisible();
});

test('a wrong secret is named with its cure, and nothing is stored', async ({ world }) => {
  const [id = ''] = world.ghost.adminApiKey.split(':');
  const page = await world.connect({ key: `${id}:${'0'.repeat(64)}` });
  await expect(page.getByText('Not connected yet. Nothing was stored.')).toBeVisible();
  const worker = await world.driver.worker();
  const keys = await worker.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
  expect(keys.filter((key) => /^(account|envelope):/.test(key))).toEqual([]);
});

test('an address without a Ghost, and a site that forwards, are told apart', async ({ world }) => {
  const page = await world.driver.openExtension(`${OPTIONS}#add`);
  await page.locator('#system-ghost').click();
  await page.locator('#address').fill(world.site.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('No Ghost site answers', { exact: false })).toBeVisible();

  const elsewhere = await startFaults();
  const forwarding = await startFaults();
  forwarding.set({ kind: 'redirect', status: 302, to: elsewhere.url });
  await page.locator('#address').fill(forwarding.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText(/forwards|admin/i).first()).toBeVisible();
  expect(elsewhere.requests).toHaveLength(0);
  await forwarding.stop();
  await elsewhere.stop();
});

test('an admin on another host: a second button asks for it and says why, and drafts go there', async ({ world }) => {
  const ghost = await startGhost({ version: '6', adminElsewhere: true });
  try {
    const admin = new URL(ghost.url).host;
    const page = await world.driver.openExtension(`${OPTIONS}#add`);
    const asked = await page.evaluateHandle(() => {
      const origins: string[] = [];
      const request = chrome.permissions.request.bind(chrome.permissions);
      // With a callback, as the polyfill asks, or without one.
      const recorded = (wanted: chrome.permissions.Permissions, done?: (granted: boolean) => void) => {
        origins.push(...(wanted.origins ?? []));
        return done === undefined ? request(wanted) : request(wanted, done);
      };
      Object.defineProperty(chrome.permissions, 'request', { value: recorded });
      return origins;
    });
    await page.locator('#system-ghost').click();
    await page.locator('#address').fill(ghost.siteUrl);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText(`This site says that its Ghost admin is at ${admin}`, { exact: false })).toBeVisible();
    expect(await asked.jsonValue()).toEqual(['http://localhost/*']);
    await page.getByRole('button', { name: `Allow access to ${admin}` }).click();
    await page.locator('#key').fill(ghost.adminApiKey);
    expect(await asked.jsonValue()).toEqual(['http://localhost/*', 'http://127.0.0.1/*']);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByText('Connected to Clip Lab', { exact: false })).toBeVisible();

    const worker = await world.driver.worker();
    const stored = await worker.evaluate(async () => Object.entries(await chrome.storage.local.get(null)));
    expect(stored.find(([key]) => key.startsWith('account:'))?.[1]).toMatchObject({
      siteUrl: `${ghost.siteUrl}/`,
      apiUrl: `${ghost.url}/`,
      origins: ['http://127.0.0.1/*'],
    });

    const article = await world.article('#passage');
    await world.driver.clickMenu(article, { menuItemId: 'selection|send|', selectionText: 'as the browser says it' });
    const post = await new GhostReader(ghost).arrival('On quiet tools');
    expect(post.status).toBe('draft');
    await expect.poll(() => world.driver.notifications()).toHaveLength(1);
    const [id = ''] = await world.driver.notifications();
    const editor = world.driver.context.waitForEvent('page');
    await world.driver.clickNotification(id);
    expect((await editor).url()).toContain(`${ghost.url}/ghost/#/editor/post/${post.id}`);
  } finally {
    await ghost.stop();
  }
});

test('test again, edit and remove: the secrets go with the account', async ({ world }) => {
  const setUp = await world.connect();
  await expect(setUp.getByText('Connected to Clip Lab', { exact: false })).toBeVisible();
  await setUp.close();
  const page = await world.driver.openExtension(OPTIONS);
  await page.getByRole('button', { name: 'Test again' }).click();
  await expect(page.getByText('All is well.')).toBeVisible();
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await expect(page.getByText('No site is connected yet.').or(page.locator('#system-ghost'))).toBeVisible();
  const worker = await world.driver.worker();
  await expect
    .poll(() =>
      worker.evaluate(async () =>
        Object.keys(await chrome.storage.local.get(null)).filter((key) => /^(account|envelope):/.test(key)),
      ),
    )
    .toEqual([]);
});
