/**
 * What ships, as it is met: the production build (no host permission, no pinned id) under a real mouse and keyboard. The
 * browser itself asks, refuses and grants; no event is fired for it but in the control. One browser for all: each test
 * goes on where the one before it ended, as a person does.
 */
import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { builtExtension, type ChromiumDriver, launchChromium } from './drivers/chromium.ts';
import { onScreen, type Point, startXvfb, type Xvfb } from './drivers/xvfb.ts';
import { GhostReader } from './ghost-reader.ts';
import { test as base, expect, OPTIONS, POPUP } from './world.ts';

const TITLE = 'On quiet tools';
const PASSAGE = 'A good tool keeps every word and every link.';

interface Desktop {
  xvfb: Xvfb;
  driver: ChromiumDriver;
  reader: GhostReader;
  /** The set-up, open throughout: it is also the window through which the real popup is looked at. */
  options: Page;
  /** On a host that the permission for Ghost's does not reach: only a gesture opens it. */
  article: Page;
}

const test = base.extend<object, { desktop: Desktop }>({
  desktop: [
    async ({ ghost, site }, use) => {
      const xvfb = await startXvfb();
      const driver = await launchChromium({
        extension: builtExtension('chrome'),
        display: xvfb.display,
        args: ['--window-position=0,0', '--window-size=1200,850', '--force-device-scale-factor=1'],
      });
      await driver.worker();
      const reader = new GhostReader(ghost);
      await reader.removeAll();
      const article = await driver.open(`${site.url.replace('127.0.0.1', 'localhost')}/article`);
      const options = await driver.openExtension(`${OPTIONS}#add`);
      await use({ xvfb, driver, reader, options, article });
      await driver.close();
      await xvfb.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
test.describe.configure({ mode: 'serial' });

test('Escape at the browser’s own question: what to do is said, and nothing is granted or stored', async ({
  desktop,
  ghost,
}) => {
  const { options } = desktop;
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
  await rightClick(desktop, '#passage', { x: 0.02, y: 0.5 });
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
  await expect.poll(() => inPopup(options, 'text')).toContain('Draft in Clip Lab');
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

/** A click of the mouse in the middle of an element. */
async function press({ options, xvfb }: Desktop, css: string): Promise<void> {
  await options.bringToFront();
  await options.locator(css).waitFor();
  const { x, y } = await onScreen(options, css);
  xvfb.click(x, y);
}

async function fill(desktop: Desktop, css: string, text: string): Promise<void> {
  await press(desktop, css);
  await expect(desktop.options.locator(css)).toBeFocused();
  desktop.xvfb.type(text);
  await expect(desktop.options.locator(css)).toHaveValue(text);
}

/** Answers the browser's own dialog, the last key being the decision; buttons that have just come up take no key yet. */
async function answer(desktop: Desktop, ...keys: string[]): Promise<void> {
  await expect.poll(() => pageHearsKeys(desktop), { intervals: [0] }).toBe(false);
  const decision = keys.pop() ?? '';
  if (keys.length > 0) desktop.xvfb.keys(...keys);
  await expect(async () => {
    desktop.xvfb.keys(decision);
    expect(await pageHearsKeys(desktop)).toBe(true);
  }).toPass({ timeout: 10_000 });
}

/** A dialog of the browser shows in no window list and no page, but it takes the keys away from the page below. */
async function pageHearsKeys({ options, xvfb }: Desktop): Promise<boolean> {
  const heard = await options.evaluateHandle(() => {
    const keys: string[] = [];
    addEventListener('keydown', (event) => keys.push(event.key), { once: true });
    return keys;
  });
  xvfb.keys('Shift_L');
  await options.waitForFunction((keys) => keys.length > 0, heard, { timeout: 400 }).catch(() => {});
  return (await heard.jsonValue()).length > 0;
}

/** Drags over the passage, so that the selection and the focus are the person's. */
async function selectPassage({ article, xvfb }: Desktop): Promise<void> {
  await article.bringToFront();
  // Away from the passage first: two presses at one place in a row would count as a double click.
  const heading = await onScreen(article, 'h1');
  xvfb.click(heading.x, heading.y);
  const from = await onScreen(article, '#passage', { x: 0, y: 0.5 });
  xvfb.drag(from, await onScreen(article, '#passage', { x: 1, y: 0.5 }));
  await expect.poll(() => article.evaluate(() => String(getSelection()))).toBe(PASSAGE);
}

async function rightClick({ article, xvfb }: Desktop, css: string, part: Point): Promise<void> {
  const { x, y } = await onScreen(article, css, part);
  xvfb.click(x, y, 3);
}

const granted = async ({ driver }: Desktop): Promise<string[]> =>
  (await driver.worker()).evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);

const storedSecrets = async ({ driver }: Desktop): Promise<string[]> =>
  (await driver.worker()).evaluate(async () =>
    Object.keys(await chrome.storage.local.get(null)).filter((key) => /^(account|envelope):/.test(key)),
  );

const Place = v.object({ x: v.number(), y: v.number() });

/** The real popup is no page that can be driven, but another page of the extension sees into it. */
function inPopup(options: Page, what: 'text' | 'focus' | 'layout' | 'settings'): Promise<unknown> {
  return options.evaluate((asked) => {
    const [popup] = chrome.extension.getViews({ type: 'popup' }) as Window[];
    if (popup === undefined) return null;
    const { body, documentElement: root, activeElement } = popup.document;
    if (asked === 'text') return body.textContent;
    if (asked === 'focus') return activeElement?.getAttribute('aria-label');
    if (asked === 'settings') {
      const box = popup.document.querySelector('header button')?.getBoundingClientRect();
      return box && { x: popup.screenX + box.left + box.width / 2, y: popup.screenY + box.top + box.height / 2 };
    }
    return {
      width: popup.innerWidth,
      scrollBars: root.clientWidth < popup.innerWidth || root.clientHeight < popup.innerHeight,
      fontSize: getComputedStyle(body).fontSize,
      fits: root.scrollHeight <= popup.innerHeight + 1 && popup.innerHeight <= 600,
    };
  }, what);
}
