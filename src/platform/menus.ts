import { browser } from './browser.ts';
import { type TabInfo, tabInfo } from './tabs.ts';

export interface MenuItem {
  id: string;
  title: string;
  contexts: ('selection' | 'link' | 'image')[];
  parentId?: string;
}

/** What was clicked. Everything but `id` and `frameId` is text a stranger wrote. */
export interface MenuClick {
  id: string;
  frameId: number;
  selectionText: string | null;
  linkUrl: string | null;
  linkText: string | null;
  srcUrl: string | null;
  pageUrl: string | null;
}

let building: Promise<void> = Promise.resolve();

async function rebuild(items: readonly MenuItem[]): Promise<void> {
  await browser.contextMenus.removeAll();
  // Reading lastError is what keeps a duplicate id from being reported as an uncaught error.
  for (const item of items) browser.contextMenus.create({ ...item }, () => void browser.runtime.lastError);
}

/** These items and no others. One at a time: two that ran at once would make every item twice. */
export function setMenus(items: readonly MenuItem[]): Promise<void> {
  building = building.then(
    () => rebuild(items),
    () => rebuild(items),
  );
  return building;
}

/** Call it at the top level. */
export function onMenuClick(listener: (click: MenuClick, tab: TabInfo | null) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    listener(
      {
        id: String(info.menuItemId),
        frameId: info.frameId ?? 0,
        selectionText: info.selectionText ?? null,
        linkUrl: info.linkUrl ?? null,
        linkText: info.linkText ?? null,
        srcUrl: info.srcUrl ?? null,
        pageUrl: info.pageUrl ?? null,
      },
      tab === undefined ? null : tabInfo(tab),
    );
  });
}
