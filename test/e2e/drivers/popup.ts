import type { Page } from '@playwright/test';
import type { ChromiumDriver } from './chromium.ts';

/**
 * The popup over a page, in a tab of its own so that it can be driven and stays open: its document is told that the
 * page's tab is the active one, as it is for a real popup. The real one is opened where gestures are real.
 */
export async function openPopupOver(driver: ChromiumDriver, page: Page): Promise<Page> {
  const tab = await driver.tabOf(page);
  const popup = await driver.context.newPage();
  await popup.setViewportSize({ width: 400, height: 600 });
  // As text: tsx would put a helper of its own into a function. With a callback, as the polyfill asks, or without one.
  await popup.addInitScript({
    content: `{
      const query = chrome.tabs.query.bind(chrome.tabs);
      chrome.tabs.query = (info, callback) => {
        const tabs = info.active ? Promise.resolve([${JSON.stringify(tab)}]) : query(info);
        return callback === undefined ? tabs : void tabs.then(callback);
      };
    }`,
  });
  await popup.goto(driver.url('src/popup/index.html'));
  return popup;
}
