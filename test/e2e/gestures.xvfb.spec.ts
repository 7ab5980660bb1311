/**
 * What ships, as it is met: the production build (no host permission, no pinned id) under a real mouse and keyboard. The
 * browser itself asks, refuses and grants; no event is fired for it but in the control. One browser for all: each test
 * goes on where the one before it ended, as a person does.
 */
import * as v from 'valibot';
import {
  answer,
  fill,
  granted,
  inPopup,
  openMenu,
  PASSAGE,
  Place,
  press,
  selectPassage,
  storedSecrets,
  test,
} from './desktop.ts';
import { expect, OPTIONS, POPUP } from './world.ts';

const TITLE = 'On quiet tools';

test.describe.configure({ mode: 'serial' });

test('Escape at the browser’s own question: what to do is said, and nothing is granted or stored', async ({
  desktop,
  ghost,
}) => {
  const { options } = desktop;
  await press(desktop, '#system-ghost');
  await fill(desktop, '#address', ghost.url);
  await press(desktop, 'button[type=submit]');
  await answer(desktop, 'Escape');
  const host = new URL(ghost.url).host;
  await expect(
    options.getByText(`Without access to ${host} nothing can be sent there.`, { exact: false }),
  ).toBeVisible();
  await expect(options.getByText('Press Continue again and choose Allow.', { exact: false })).toBeVisible();
  await expect(options.locator('#address')).toHaveValue(ghost.url);
  expect(await granted(desktop)).toEqual([]);
  expect(await storedSecrets(desktop)).toEqual([]);
});

test('Allow: this one host is granted, and the key connects the site', async ({ desktop, ghost }) => {
  const { options } = desktop;
  await press(desktop, 'button[type=submit]');
  await answer(desktop, 'Tab', 'Return');
  await fill(desktop, '#key', ghost.adminApiKey);
  expect(await granted(desktop)).toEqual(['http://127.0.0.1/*']);
  await press(desktop, 'button[type=submit]');
  await expect(options.getByText('Connected to Clip Lab', { exact: false })).toBeVisible({ timeout: 20_000 });
  expect((await storedSecrets(desktop)).map((key) => key.split(':')[0]).sort()).toEqual(['account', 'envelope']);
});

test('without a gesture no page can be read: the browser refuses, and it is said', async ({ desktop }) => {
  const { article, driver, reader } = desktop;
  await selectPassage(desktop);
  const tab = await driver.tabOf(article);
  expect(tab.url).toBeUndefined();
  expect(tab.title).toBeUndefined();
  const worker = await driver.worker();
  const refusal = await worker.evaluate(
    (tabId = 0) =>
      chrome.scripting.executeScript({ target: { tabId }, func: () => document.title }).then(
        () => 'read',
        (error: Error) => error.message,
      ),
    tab.id,
  );
  expect(refusal).toMatch(/cannot access/i);

  await driver.pressCommand(article, 'send-selection');
  await expect.poll(() => driver.notifications()).toEqual(['clip']);
  expect(await reader.posts()).toEqual([]);
});

test('a right-click on the selection, the entry chosen by keys: a formatted draft', async ({ desktop, site }) => {
  const { article, reader, xvfb } = desktop;
  await selectPassage(desktop);
  await openMenu(desktop, '#passage', { x: 0.02, y: 0.5 });
  // From the end: "Inspect", and above it the only entry of an extension.
  xvfb.keys('Up', 'Up', 'Return');
  const post = await reader.arrival(TITLE);
  expect(post.status).toBe('draft');
  expect(post.html).toContain('<blockquote>A good tool keeps <strong>every word</strong>');
  expect(post.html).toContain(`<a href="http://localhost:${site.port}/more">every link</a>`);
  expect(await article.evaluate(() => Object.keys(globalThis).filter((name) => /clipdraft/i.test(name)))).toEqual([]);
  await expect.poll(() => desktop.driver.notifications()).toContainEqual(expect.stringMatching(/^entry:/));
});

test('Alt+Shift+K opens the popup over the page, a typed note and Ctrl+Enter send it', async ({ desktop }) => {
  const { driver, options, reader, xvfb } = desktop;
  await reader.removeAll();
  await selectPassage(desktop);
  xvfb.keys('alt+shift+k');
  await expect.poll(() => driver.popups()).toEqual([driver.url(POPUP)]);
  await expect.poll(() => inPopup(options, 'text')).toContain(PASSAGE);
  expect(await inPopup(options, 'focus')).toBe('Your note');
  expect(await inPopup(options, 'layout')).toEqual({ width: 400, scrollBars: false, fontSize: '14px', fits: true });

  xvfb.type('Typed by hand.');
  xvfb.keys('ctrl+Return');
  const post = await reader.arrival(TITLE);
  expect(post.html).toMatch(/^<p>Typed by hand\.<\/p>\s*<blockquote>A good tool keeps <strong>every word<\/strong>/);
  await expect.poll(() => inPopup(options, 'result')).toContain('Draft in Clip Lab');
  expect(await reader.posts()).toHaveLength(1);
});

test('Settings in the popup brings the open settings to the front, and makes no second tab of them', async ({
  desktop,
}) => {
  const { driver, options, xvfb } = desktop;
  const before = driver.context.pages().length;
  const { x, y } = v.parse(Place, await inPopup(options, 'settings'));
  xvfb.click(x, y);
  const worker = await driver.worker();
  const active = (): Promise<string[]> =>
    worker.evaluate(async () => (await chrome.tabs.query({ active: true })).map(({ url }) => url ?? ''));
  await expect.poll(active).toEqual([expect.stringContaining(driver.url(OPTIONS))]);
  expect(driver.context.pages()).toHaveLength(before);
  await expect.poll(() => driver.popups()).toEqual([]);
});

test('a key the person assigns to the other command sends the selection at once', async ({ desktop }) => {
  const { driver, options, reader, xvfb } = desktop;
  await reader.removeAll();
  const opened = driver.context.waitForEvent('page');
  await options.bringToFront();
  await options.getByRole('button', { name: 'Change shortcuts' }).click();
  const shortcuts = await opened;
  expect(shortcuts.url()).toBe('chrome://extensions/shortcuts');
  await shortcuts.getByRole('button', { name: 'Edit shortcut Send the selection as a draft at once' }).click();
  xvfb.keys('alt+shift+l');
  const worker = await driver.worker();
  const key = (): Promise<string | undefined> =>
    worker.evaluate(
      async () => (await chrome.commands.getAll()).find(({ name }) => name === 'send-selection')?.shortcut,
    );
  await expect.poll(key).toBe('Alt+Shift+L');

  await selectPassage(desktop);
  xvfb.keys('alt+shift+l');
  const post = await reader.arrival(TITLE);
  expect(post.html).toContain('<strong>every word</strong>');
  expect(await driver.popups()).toEqual([]);
});
