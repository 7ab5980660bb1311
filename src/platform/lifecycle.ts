import { browser } from './browser.ts';

/** Call these at the top level. */
export function onInstalled(listener: (reason: string) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listener(reason));
}

/** The browser started, with this profile. */
export function onStartup(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
