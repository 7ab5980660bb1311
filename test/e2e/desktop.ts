/** Chromium under a real mouse and keyboard, with the build that ships: what the gestures are made of. */
import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { builtExtension, type ChromiumDriver, launchChromium } from './drivers/chromium.ts';
import type { PageServer } from './drivers/pages.ts';
import { onScreen, type Point, startXvfb, type Xvfb } from './drivers/xvfb.ts';
import { GhostReader } from './ghost-reader.ts';
import { test as base, expect, OPTIONS } from './world.ts';

export const PASSAGE = 'A good tool keeps every word and every link.';

export interface Desktop {
  xvfb: Xvfb;
  driver: ChromiumDriver;
  /** The set-up, open throughout: it is also the window through which the real popup is looked at. */
  options: Page;
  /** On a host that the permission for the destination's does not reach: only a gesture opens it. */
  article: Page;
}

/** Opens both in Chromium on a display of its own, runs the task, and closes everything. */
export async function withDesktop(site: PageServer, use: (desktop: Desktop) => Promise<void>): Promise<void> {
  const xvfb = await startXvfb();
  const driver = await launchChromium({
    extension: builtExtension('chrome'),
    display: xvfb.display,
    args: [
      ...['--window-position=0,0', '--window-size=1200,850', '--force-device-scale-factor=1'],
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  await driver.worker();
  const article = await driver.open(`${site.url.replace('127.0.0.1', 'localhost')}/article`);
  const options = await driver.openExtension(`${OPTIONS}#add`);
  await use({ xvfb, driver, options, article });
  await driver.close();
  await xvfb.stop();
}

export const test = base.extend<object, { desktop: Desktop & { reader: GhostReader } }>({
  desktop: [
    async ({ ghost, site }, use) => {
      const reader = new GhostReader(ghost);
      await reader.removeAll();
      await withDesktop(site, (desktop) => use({ ...desktop, reader }));
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** A click of the mouse in the middle of an element. */
export async function press({ options, xvfb }: Desktop, css: string): Promise<void> {
  await options.bringToFront();
  await options.locator(css).scrollIntoViewIfNeeded();
  const { x, y } = await onScreen(options, css);
  xvfb.click(x, y);
}

export async function fill(desktop: Desktop, css: string, text: string): Promise<void> {
  await press(desktop, css);
  await expect(desktop.options.locator(css)).toBeFocused();
  desktop.xvfb.type(text);
  await expect(desktop.options.locator(css)).toHaveValue(text);
}

/** Answers the browser's own dialog, the last key being the decision; buttons that have just come up take no key yet. */
export async function answer(desktop: Desktop, ...keys: string[]): Promise<void> {
  await expect.poll(() => hearsKeys(desktop, desktop.options), { intervals: [0] }).toBe(false);
  const decision = keys.pop() ?? '';
  if (keys.length > 0) desktop.xvfb.keys(...keys);
  await expect(async () => {
    desktop.xvfb.keys(decision);
    expect(await hearsKeys(desktop, desktop.options)).toBe(true);
  }).toPass({ timeout: 10_000 });
}

/** A dialog or a menu of the browser is in no list of windows and in no page, but it takes the keys from the page. */
async function hearsKeys({ xvfb }: Desktop, page: Page): Promise<boolean> {
  const heard = await page.evaluateHandle(() => {
    const keys: string[] = [];
    addEventListener('keydown', (event) => keys.push(event.key), { once: true });
    return keys;
  });
  xvfb.keys('Shift_L');
  await page.waitForFunction((keys) => keys.length > 0, heard, { timeout: 400 }).catch(() => {});
  return (await heard.jsonValue()).length > 0;
}

/** Drags over the passage, so that the selection and the focus are the person's. */
export async function selectPassage(desktop: Desktop): Promise<void> {
  await dragOver(desktop, '#passage', '#passage');
  await expect.poll(() => desktop.article.evaluate(() => String(getSelection()))).toBe(PASSAGE);
}

/** Drags from the beginning of one element's line to the end of another's. */
export async function dragOver({ article, xvfb }: Desktop, first: string, last: string): Promise<void> {
  await article.bringToFront();
  // Away from the passage first: two presses at one place in a row would count as a double click.
  const heading = await onScreen(article, 'h1');
  xvfb.click(heading.x, heading.y);
  const from = await onScreen(article, first, { x: 0, y: 0.5 });
  xvfb.drag(from, await onScreen(article, last, { x: 1, y: 0.5 }));
}

/** Right-clicks a part of an element and waits until the browser's menu has the keyboard. */
export async function openMenu(desktop: Desktop, css: string, part: Point): Promise<void> {
  const { x, y } = await onScreen(desktop.article, css, part);
  desktop.xvfb.click(x, y, 3);
  await expect.poll(() => hearsKeys(desktop, desktop.article), { intervals: [0] }).toBe(false);
}

export const granted = async ({ driver }: Desktop): Promise<string[]> =>
  (await driver.worker()).evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);

export const storedSecrets = async ({ driver }: Desktop): Promise<string[]> =>
  (await driver.worker()).evaluate(async () =>
    Object.keys(await chrome.storage.local.get(null)).filter((key) => /^(account|envelope):/.test(key)),
  );

export const Place = v.object({ x: v.number(), y: v.number() });

/** The real popup is no page that can be driven, but another page of the extension sees into it. */
export function inPopup(options: Page, what: 'text' | 'result' | 'focus' | 'layout' | 'settings'): Promise<unknown> {
  return options.evaluate((asked) => {
    const [popup] = chrome.extension.getViews({ type: 'popup' }) as Window[];
    if (popup === undefined) return null;
    const { body, documentElement: root, activeElement } = popup.document;
    if (asked === 'text') return body.textContent;
    if (asked === 'result') return popup.document.querySelector('.result')?.textContent ?? '';
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
