/**
 * The whole road in real Firefox, on the build that ships: its own permission prompt, its context menu, its event page
 * that ends between two clicks, its popup. One browser for all: each test goes on where the one before it ended.
 */
import * as v from 'valibot';
import type { FirefoxDriver } from './drivers/firefox.ts';
import { asExtension, clickInPopup, inPopup, popupText } from './drivers/firefox-popup.ts';
import { type Desktop, test } from './firefox-desktop.ts';
import { expect } from './world.ts';

const TITLE = 'On quiet tools';
const PASSAGE = 'A good tool keeps every word and every link.';
const MENU = 'Draft quote in Clip Lab';

test.describe.configure({ mode: 'serial' });

test('the prompt names this one host: refused it is explained, allowed the key connects the site', async ({
  desktop: { firefox, options },
  ghost,
}) => {
  await firefox.switchTo(options);
  await firefox.until(`return document.querySelector('#system-ghost') !== null;`);
  await firefox.click('#system-ghost');
  await firefox.type('#address', ghost.url);
  await firefox.click('form button[type=submit]');
  expect(await firefox.answerPermissionPrompt('refuse')).toContain('127.0.0.1');
  await firefox.until(`return document.body.textContent.includes('Press Continue again and choose Allow.');`);
  expect(await granted(firefox)).toEqual([]);

  await firefox.click('form button[type=submit]');
  await firefox.answerPermissionPrompt('allow');
  await firefox.until(`return document.querySelector('#key') !== null;`);
  expect(await granted(firefox)).toEqual(['http://127.0.0.1/*']);
  await firefox.type('#key', ghost.adminApiKey);
  await firefox.click('form button[type=submit]');
  await firefox.until(`return document.querySelector('.connected') !== null;`, [], 30_000);
  expect(await firefox.text('.connected')).toContain('Connected to Clip Lab');
});

test('without a gesture no page can be read', async ({ desktop: { firefox, options } }) => {
  await firefox.switchTo(options, false);
  const answers = await firefox.marionette.runAsync(`
    const tabs = (await browser.tabs.query({})).filter((tab) => tab.url === undefined);
    return Promise.all(tabs.map((tab) =>
      browser.scripting.executeScript({ target: { tabId: tab.id }, func: () => document.title })
        .then(() => 'read', (error) => error.message)));`);
  expect(answers).toEqual([expect.stringMatching(/missing host permission/i)]);
});

test('a right-click wakes the background that had ended: a formatted draft', async ({ desktop, site }) => {
  const { firefox, reader, article } = desktop;
  await firefox.switchTo(article);
  expect(await firefox.selectContents('#passage')).toBe(PASSAGE);
  await firefox.stopBackground();
  expect(await firefox.onExtension('return extension.backgroundState;')).toBe('stopped');
  await firefox.chooseFromContextMenu('#passage', MENU);
  const post = await reader.arrival(TITLE);
  expect(post.status).toBe('draft');
  expect(post.html).toContain('<blockquote>A good tool keeps <strong>every word</strong>');
  expect(post.html).toContain(`<a href="http://localhost:${site.port}/more">every link</a>`);
  await expect.poll(async () => (await reader.titled(TITLE)).map(({ slug }) => slug)).toEqual(['on-quiet-tools']);
});

test('the popup’s key opens it over the page; a typed note and Ctrl+Enter send it; Undo takes it back', async ({
  desktop,
}) => {
  const { firefox, reader, article, xvfb } = desktop;
  await reader.removeAll();
  await firefox.switchTo(article);
  await firefox.selectContents('#list');
  await firefox.stopBackground();
  xvfb.keys('alt+shift+k');
  await expect.poll(() => popupText(desktop)).toContain('second point');
  expect(await inPopup(desktop, `return popup.document.activeElement?.getAttribute('aria-label');`)).toBe('Your note');
  expect(await inPopup(desktop, LAYOUT)).toEqual({ width: 400, scrollBars: false, fits: true });

  xvfb.type('Typed by hand.');
  xvfb.keys('ctrl+Return');
  const post = await reader.arrival(TITLE);
  expect(post.html).toContain('<p>Typed by hand.</p><ul><li>first point</li><li>second point</li></ul>');
  await expect.poll(() => resultText(desktop)).toContain('Draft in Clip Lab');

  await clickInPopup(desktop, '.result', 'Undo');
  await expect.poll(() => resultText(desktop)).toContain('The draft was taken back');
  expect(await reader.posts()).toEqual([]);
  xvfb.keys('Escape');
  await expect.poll(() => popupText(desktop)).toBeNull();
});

test('“review first” opens the popup from the menu, also from a background that had ended, and sends nothing', async ({
  desktop,
}) => {
  const { firefox, reader, options, article, xvfb } = desktop;
  await firefox.switchTo(options);
  await firefox.click('#review-first');
  await expect.poll(() => menuModes(desktop)).toEqual(['review']);
  await firefox.switchTo(article);
  await firefox.selectContents('#passage');
  await firefox.stopBackground();
  await firefox.chooseFromContextMenu('#passage', MENU);
  await expect.poll(() => popupText(desktop)).toContain(PASSAGE);
  expect(await inPopup(desktop, LAYOUT)).toEqual({ width: 400, scrollBars: false, fits: true });
  expect(await reader.posts()).toEqual([]);
  xvfb.keys('Escape');
  await expect.poll(() => popupText(desktop)).toBeNull();
});

test('a click on the notification opens the draft in Ghost’s editor', async ({ desktop }) => {
  const { firefox, reader, options, article, xvfb } = desktop;
  await firefox.switchTo(options);
  await firefox.click('#review-first');
  await expect.poll(() => menuModes(desktop)).toEqual(['send']);
  // No service of the desktop shows notifications here: Firefox then shows them itself, where it may.
  await firefox.marionette.runInBrowser(`Services.prefs.setBoolPref('alerts.useSystemBackend', false);`);
  await firefox.switchTo(article);
  await firefox.selectContents('#passage');
  await firefox.chooseFromContextMenu('#passage', MENU);
  const post = await reader.arrival(TITLE);
  await expect.poll(() => notifications(desktop)).toEqual([expect.stringMatching(/^entry:/)]);
  const { x, y } = v.parse(Point, await firefox.marionette.runInBrowser(MIDDLE_OF_ALERT));
  xvfb.click(x, y);
  await expect
    .poll(() => asExtension(desktop, 'return (await browser.tabs.query({ active: true })).map(({ url }) => url);'))
    .toEqual([expect.stringContaining(`/ghost/#/editor/post/${post.id}`)]);
});

async function granted(firefox: FirefoxDriver): Promise<unknown> {
  return firefox.marionette.runAsync('return (await browser.permissions.getAll()).origins;');
}

const notifications = (desktop: Desktop): Promise<unknown> =>
  asExtension(desktop, 'return Object.keys(await browser.notifications.getAll());');

/** What the menu's entry for a selection does, as its id says. */
const menuModes = async ({ firefox }: Desktop): Promise<string[]> =>
  v
    .parse(v.array(v.string()), await firefox.onExtension(MENU_IDS))
    .filter((id) => id.startsWith('selection|'))
    .map((id) => id.split('|')[1] ?? '');

const MENU_IDS = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  return [...ExtensionParent.apiManager.global.gMenuMap.get(extension).keys()].map(String);`;

/** What the popup says of the draft that was just sent; the last drafts below it say the same of theirs. */
const resultText = (desktop: Desktop): Promise<unknown> =>
  inPopup(desktop, `return popup.document.querySelector('.result')?.textContent ?? '';`);

const LAYOUT = `
  const root = popup.document.documentElement;
  return {
    width: popup.innerWidth,
    scrollBars: root.clientWidth < popup.innerWidth || root.clientHeight < popup.innerHeight,
    fits: root.scrollWidth <= popup.innerWidth && root.scrollHeight <= popup.innerHeight && popup.innerHeight <= 600,
  };`;

const MIDDLE_OF_ALERT = `
  const alert = Services.wm.getMostRecentWindow('alert:alert');
  return { x: alert.screenX + alert.outerWidth / 2, y: alert.screenY + alert.outerHeight / 2 };`;

const Point = v.object({ x: v.number(), y: v.number() });
