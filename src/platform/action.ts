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

/** Whether a popup of ours stands open. */
export async function isPopupOpen(): Promise<boolean> {
  const { runtime, extension } = browser;
  if ('getContexts' in runtime && typeof runtime.getContexts === 'function') {
    const contexts: unknown = await runtime.getContexts({ contextTypes: ['POPUP'] });
    return Array.isArray(contexts) && contexts.length > 0;
  }
  return extension.getViews({ type: 'popup' }).length > 0;
}
