/** The real popup in Firefox is no page that can be driven, but another page of the extension sees into it. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { FirefoxDriver } from './firefox.ts';
import type { Xvfb } from './xvfb.ts';

export interface FirefoxDesktop {
  xvfb: Xvfb;
  firefox: FirefoxDriver;
  /** Handles of two tabs: the set-up, which stays behind the article. */
  options: string;
  article: string;
}

/** Asks in the set-up's tab, and goes back to the article. */
export async function asExtension(desktop: FirefoxDesktop, script: string, args: unknown[] = []): Promise<unknown> {
  const { firefox, options, article } = desktop;
  await firefox.switchTo(options, false);
  try {
    return await firefox.marionette.runAsync(script, args);
  } finally {
    await firefox.switchTo(article, false);
  }
}

/** Runs the body of a function with `popup`, its window; null where none is open. */
export const inPopup = (desktop: FirefoxDesktop, script: string, args: unknown[] = []): Promise<unknown> =>
  asExtension(
    desktop,
    `const [popup] = browser.extension.getViews({ type: 'popup' }); if (popup === undefined) return null; ${script}`,
    args,
  );

export const popupText = (desktop: FirefoxDesktop): Promise<unknown> =>
  inPopup(desktop, 'return popup.document.body.textContent;');

/** A click of the mouse on the button of this name in a part of the popup, once the panel has come to rest. */
export async function clickInPopup(desktop: FirefoxDesktop, part: string, name: string): Promise<void> {
  const place = async () => v.parse(Point, await inPopup(desktop, MIDDLE_OF_BUTTON, [part, name]));
  let before = await place();
  for (;;) {
    await sleep(100);
    const now = await place();
    if (now.x === before.x && now.y === before.y) break;
    before = now;
  }
  desktop.xvfb.click(before.x, before.y);
}

const MIDDLE_OF_BUTTON = `
  const buttons = [...popup.document.querySelector(args[0]).querySelectorAll('button, a')];
  const box = buttons.find((one) => one.textContent === args[1]).getBoundingClientRect();
  return { x: popup.mozInnerScreenX + box.left + box.width / 2, y: popup.mozInnerScreenY + box.top + box.height / 2 };`;

const Point = v.object({ x: v.number(), y: v.number() });
