import type { Tabs } from 'webextension-polyfill';
import { native } from './native.ts';

/** `title` and `url` are there under activeTab, or for a site that was granted; null otherwise. */
export interface TabInfo {
  id: number;
  windowId: number | null;
  incognito: boolean;
  title: string | null;
  url: string | null;
}

/** Null for what is no page's tab (a devtools window, say). */
export function tabInfo(tab: Tabs.Tab): TabInfo | null {
  if (tab.id === undefined || tab.id < 0) return null;
  return {
    id: tab.id,
    windowId: tab.windowId ?? null,
    incognito: tab.incognito,
    title: tab.title ?? null,
    url: tab.url ?? null,
  };
}

/** The tab in front of the person. */
export async function currentTab(): Promise<TabInfo> {
  const [tab] = await native.tabs.query({ active: true, lastFocusedWindow: true });
  const info = tab === undefined ? null : tabInfo(tab);
  if (info === null) throw new Error('no active tab');
  return info;
}

/** Null where the tab is gone. */
export async function getTab(tabId: number): Promise<TabInfo | null> {
  try {
    return tabInfo(await native.tabs.get(tabId));
  } catch {
    return null;
  }
}

/** Brings the first tab whose address passes to the front, with `url` in it; opens a new tab where there is none. */
export async function openOrFocus(url: string, isSame: (tabUrl: string) => boolean): Promise<void> {
  const open = (await native.tabs.query({})).find((tab) => tab.url !== undefined && isSame(tab.url));
  if (open?.id === undefined) {
    await native.tabs.create({ url });
    return;
  }
  await native.tabs.update(open.id, open.url === url ? { active: true } : { active: true, url });
  if (open.windowId !== undefined) await native.windows.update(open.windowId, { focused: true });
}

/** Focuses the tab with exactly this address, or opens it. */
export const openUrl = (url: string): Promise<void> => openOrFocus(url, (tabUrl) => tabUrl === url);
