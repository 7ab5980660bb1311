/// <reference types="chrome" />
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
  await popup.addInitScript((active) => {
    const query = chrome.tabs.query.bind(chrome.tabs);
    // With a callback, as the polyfill asks, or without one. Not a named function: tsx would add a helper to it.
    Object.defineProperty(chrome.tabs, 'query', {
      configurable: true,
      value: (info: chrome.tabs.QueryInfo, callback?: (tabs: chrome.tabs.Tab[]) => void) => {
        const tabs = info.active ? Promise.resolve([active]) : query(info);
        return callback === undefined ? tabs : void tabs.then(callback);
      },
    });
  }, tab);
  await popup.goto(driver.url('src/popup/index.html'));
  return popup;
}
