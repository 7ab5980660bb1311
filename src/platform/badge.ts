import { browser } from './browser.ts';

/** Up to four characters on the toolbar button; the empty text takes the badge away. `color` is a CSS colour. */
export async function setBadge(text: string, color?: string): Promise<void> {
  if (color !== undefined) await browser.action.setBadgeBackgroundColor({ color });
  await browser.action.setBadgeText({ text });
}
