/** The set-up of a GitHub account from nothing, and the road of a clip into the repository of a site. */
import type { Page } from '@playwright/test';
import { load } from 'js-yaml';
import { png } from '../support/png.ts';
import { violations } from './drivers/axe.ts';
import { untilConnected } from './drivers/connect.ts';
import { connectGitHub, openGitHubChoices, pickRepository } from './drivers/connect-github.ts';
import { ARTICLE_URL, added, draftBranches, expect, type GitHubWorld, TITLE, test } from './github-world.ts';

const QUOTE = { menuItemId: 'selection|send|', selectionText: 'as the browser says it' };
const BENCH = png(64, 48, () => [13, 107, 95]);
const ARRIVES = { timeout: 20_000 };

const says = (page: Page, text: string) => expect(page.getByText(text).first()).toBeVisible();

test('from nothing to a draft pull request by a pasted token: a branch, a file and its image; undone, nothing is left', async ({
  world,
}) => {
  const { driver, github, proxy } = world;
  const { blog, token } = github;
  const base = blog.head();
  const options = await connectGitHub(driver, `${proxy.url}/ada/blog`, { token });
  await expect(options.locator('.connected')).toContainText('ada/blog');
  expect(await stored(world)).not.toContain(token);

  await driver.clickMenu(await world.article('#passage'), QUOTE);
  await expect.poll(() => blog.pulls.length, ARRIVES).toBe(1);
  const pull = blog.pull(1);
  expect(pull).toMatchObject({ title: TITLE, draft: true, state: 'open', base: 'main' });
  expect(pull.head).toMatch(/^clipdraft\/\d{4}-\d\d-\d\d-on-quiet-tools-[0-9a-f]{8}$/);
  // The site's own branch is as it was.
  expect(blog.head()).toBe(base);
  expect(draftBranches(github)).toEqual([pull.head]);
  const [file = '', image = '', ...others] = added(github, pull.head);
  expect(others).toEqual([]);
  expect(file).toMatch(/^_posts\/\d{4}-\d\d-\d\d-on-quiet-tools\.md$/);
  expect(image).toMatch(/^assets\/images\/\d{4}-\d\d-\d\d-on-quiet-tools\/[\w-]+\.png$/);
  expect(blog.readBytes(image, pull.head)?.equals(BENCH)).toBe(true);
  const [, front = '', body = ''] = /^---\n(.*?)^---\n\n(.*)$/ms.exec(blog.read(file, pull.head) ?? '') ?? [];
  expect(load(front)).toEqual({
    title: TITLE,
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    source: ARTICLE_URL,
    layout: 'post',
  });
  expect(body).toMatch(/^> A good tool keeps \*\*every word\*\* and \[every link\]\(http:\/\/paper\.example\/more\)\./);
  expect(body).toContain(`![A bench with tools](/${image})`);
  expect(blog.messages(pull.head)).toHaveLength(2);

  const popup = await world.popupOver(await world.article('h1'));
  await says(popup, 'Draft pull request in ada/blog');
  await expect(popup.getByRole('link', { name: 'Open' }).first()).toHaveAttribute(
    'href',
    `${proxy.url}/ada/blog/pull/1`,
  );
  await popup.getByRole('button', { name: 'Undo' }).click();
  await says(popup, 'The draft was taken back');
  // The pressed button is gone.
  await expect(popup.locator('.recent-row').first()).toBeFocused();
  expect(blog.pull(1)).toMatchObject({ state: 'closed', merged: null });
  expect(draftBranches(github)).toEqual([]);
  expect(blog.head()).toBe(base);
});

test('by a pasted key of an App: killed between the branch and its pull request, there is one; then as commits in _drafts', async ({
  world,
}) => {
  const { driver, github, proxy } = world;
  const { blog, app, privateKey } = github;
  const options = await openGitHubChoices(driver, proxy.url, { appId: `${app.id}`, privateKey });
  await pickRepository(options, 'ada/blog');
  expect(await violations(options)).toEqual([]);
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  await untilConnected(options);
  for (const line of privateKey.split('\n').slice(1, 3)) expect(await stored(world)).not.toContain(line);

  // GitHub has made the branch, and nobody hears of it.
  proxy.set(({ path }) => (path.endsWith('/git/refs') ? { kind: 'delay', ms: 20_000 } : { kind: 'pass' }));
  const page = await world.article('#words');
  await driver.clickMenu(page, QUOTE);
  await expect.poll(() => draftBranches(github).length, ARRIVES).toBe(1);
  await driver.stopWorker();
  expect(blog.pulls).toEqual([]);
  proxy.set({ kind: 'pass' });
  const asked = github.requests.length;
  await driver.fireAlarm('clipdraft-outbox');
  // It is looked for; and what the dead worker sent may still arrive for two minutes.
  await expect.poll(() => github.requests.slice(asked).some(({ path }) => path.includes('/pulls?'))).toBe(true);
  await driver.letTimePass(125_000);
  await driver.fireAlarm('clipdraft-outbox');
  await expect.poll(() => blog.pulls.length, ARRIVES).toBe(1);
  expect(blog.pull(1)).toMatchObject({ draft: true, head: draftBranches(github)[0] });
  expect(draftBranches(github)).toHaveLength(1);

  await options.getByRole('button', { name: 'Done' }).click();
  await options.getByRole('button', { name: 'Change', exact: true }).click();
  await options.locator('#delivery-commit').check();
  await expect(options.locator('.file')).toContainText('_drafts/');
  await options.getByRole('button', { name: 'Save' }).click();
  await untilConnected(options);
  const before = blog.paths();
  await driver.clickMenu(await world.article('#far'), QUOTE);
  await expect.poll(() => blog.paths().length, ARRIVES).toBe(before.length + 1);
  expect(blog.paths().filter((path) => !before.includes(path))).toEqual(['_drafts/on-quiet-tools.md']);
  expect(blog.messages()[0]).toMatch(new RegExp(`^Draft: ${TITLE}\n\n.*\n\nClipdraft-Delivery: [0-9a-f]{8}\n`));
  const popup = await world.popupOver(await world.article('h1'));
  await popup.getByRole('button', { name: 'Undo' }).first().click();
  await says(popup, 'The draft was taken back');
  expect(blog.paths()).toEqual(before);
  expect(blog.pulls).toHaveLength(1);
});

test('an App that was uninstalled: the account says why a clip waits, and once it is installed anew it goes out as it is', async ({
  world,
}) => {
  const { driver, github, proxy } = world;
  const { blog, app, privateKey, installation } = github;
  const connected = await openGitHubChoices(driver, `${proxy.url}/ada/blog`, { appId: `${app.id}`, privateKey });
  await connected.getByRole('button', { name: 'Connect', exact: true }).click();
  await untilConnected(connected);
  await connected.close();

  // A token that was made this moment would be waited for: GitHub may not know it everywhere yet.
  await driver.letTimePass(10_000);
  github.world.uninstall(installation.id);
  await driver.clickMenu(await world.article('#words'), QUOTE);
  const popup = await world.popupOver(await world.article('h1'));
  const opened = driver.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Check the settings' }).click();
  const options = await opened;
  const why = options.locator('.notice-warning', { hasText: '1 clip waits because it could not be sent.' });
  await expect(why).toContainText('The App is no longer installed there.');
  await options.getByRole('button', { name: 'Change', exact: true }).waitFor();
  expect(await violations(options)).toEqual([]);

  github.world.install(app, 'ada');
  await options.reload();
  await expect(why).toBeVisible();
  await options.locator('.file').waitFor();
  await options.getByRole('button', { name: 'Save' }).click();
  await untilConnected(options);
  await expect(options.locator('.connected')).toContainText('1 waiting clip is on its way.');
  await expect(why).toHaveCount(0);
  await expect.poll(() => blog.pulls.length, ARRIVES).toBe(1);
});

test('a token that was not given the repository: said, and mended without beginning anew', async ({ world }) => {
  const { driver, github, proxy } = world;
  const token = github.world.addFineGrainedToken('ada', { repositories: ['ada/notes'] });
  const page = await openGitHubChoices(driver, `${proxy.url}/ada/blog`, { token });
  await says(page, 'This sign-in may not write to ada/blog');
  const given = github.world.tokens.find(({ value }) => value === token);
  if (given?.kind === 'fine_grained') given.repositories = 'all';
  await page.getByRole('button', { name: 'Look again' }).click();
  // The pressed button is gone once it has been read.
  await expect(page.getByRole('heading', { name: 'Where your clips go' })).toBeFocused();
  await expect(page.getByText('This sign-in may not write to ada/blog')).toHaveCount(0);
  // And another one can be chosen.
  await page.getByRole('button', { name: 'Choose another repository' }).click();
  await page.locator('#repository').fill('notes');
  await page.locator('#repository').press('Enter');
  await expect(page.getByText('ada/notes').first()).toBeVisible();
  // What was typed before is there to be corrected.
  await page.getByRole('button', { name: 'Use another address' }).click();
  await expect(page.locator('#address')).toHaveValue(`${proxy.url}/ada/blog`);
});

/** All that the browser keeps on disk for the extension, as text. */
async function stored({ driver }: GitHubWorld): Promise<string> {
  const worker = await driver.worker();
  return worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
}
