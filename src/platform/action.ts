import { browser } from './browser.ts';

/**
 * Opens the popup; false where the browser would not. Firefox wanted a user gesture until 149: call it first in the
 * handler, before any await.
 */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup();
    return true;
  } catch {
    return false;
  }
}
