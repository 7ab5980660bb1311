import { browser } from './browser.ts';

/**
 * Tells of every popup window that comes up, whosever it is.
 * @returns ends the watching
 */
export function watchPopups(onPopup: (windowId: number) => void): () => void {
  const listener: Parameters<typeof browser.windows.onCreated.addListener>[0] = ({ id, type }) => {
    if (id !== undefined && type === 'popup') onPopup(id);
  };
  browser.windows.onCreated.addListener(listener);
  return () => browser.windows.onCreated.removeListener(listener);
}

/** Whether a page opened this window. Chromium says so, without any permission; Firefox never does (measured). */
export async function isOpenedByPage(windowId: number): Promise<boolean> {
  try {
    const { tabs = [] } = await browser.windows.get(windowId, { populate: true });
    return tabs.some(({ openerTabId }) => openerTabId !== undefined);
  } catch {
    return false;
  }
}

/** It never throws: the window may have gone. */
export async function closePopup(windowId: number): Promise<void> {
  try {
    const { type } = await browser.windows.get(windowId);
    if (type === 'popup') await browser.windows.remove(windowId);
  } catch {
    return;
  }
}
