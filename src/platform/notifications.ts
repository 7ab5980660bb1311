import { browser } from './browser.ts';

/** No buttons: Firefox throws on them. A click on the notification itself works in both. */
export async function notify(id: string, { title, message }: { title: string; message: string }): Promise<void> {
  const iconUrl = browser.runtime.getURL('icons/icon-128.png');
  await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
}

/** Call it at the top level. */
export function onNotificationClick(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener(listener);
}
