import { browser } from './browser.ts';

export interface Notice {
  title: string;
  message: string;
  /** A button's text, shown where the browser has buttons. A click on the notification itself works everywhere. */
  button?: string;
}

/** Firefox throws on `buttons` (measured): there the notice goes without. */
export async function notify(id: string, { title, message, button }: Notice): Promise<void> {
  const iconUrl = browser.runtime.getURL('icons/icon-128.png');
  const options = { type: 'basic', iconUrl, title, message } as const;
  try {
    if (button === undefined) await browser.notifications.create(id, options);
    else await browser.notifications.create(id, Object.assign({ buttons: [{ title: button }] }, options));
  } catch (error) {
    if (button === undefined) throw error;
    await browser.notifications.create(id, options);
  }
}

export async function closeNotification(id: string): Promise<void> {
  await browser.notifications.clear(id);
}

/** Call it at the top level. */
export function onNotificationClick(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener(listener);
}

/** The notice's one button. Call it at the top level. */
export function onNotificationButton(listener: (id: string) => void): void {
  browser.notifications.onButtonClicked?.addListener(listener);
}
