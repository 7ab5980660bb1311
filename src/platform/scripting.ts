import type { CaptureRequest } from '../clip/clip.ts';
import { browser } from './browser.ts';

/** One classic script, built apart; it puts `__clipdraftCapture` on the isolated world's global. */
const CAPTURE_FILE = 'capture.js';

/** `captured` is JSON text, and untrusted: a page stood beside it when it was made. */
export type Injected = { ok: true; captured: unknown } | { ok: false; reason: 'unreadable_page' };

/**
 * Runs in the page: it may use nothing from this file. The answer crosses as text: Chromium gives null for whatever lies
 * deeper than 100 levels in a result (measured).
 */
function callCapture(request: unknown): string | undefined {
  const capture: unknown = Reflect.get(globalThis, '__clipdraftCapture');
  return typeof capture === 'function' ? JSON.stringify(capture(request)) : undefined;
}

/**
 * Walks the selection of a tab's frame under activeTab. Browser pages, stores, PDF viewers and frames of another site
 * can't be read: `unreadable_page`.
 */
export async function injectCapture(tabId: number, frameId: number, request: CaptureRequest): Promise<Injected> {
  const target = { tabId, frameIds: [frameId] };
  try {
    await browser.scripting.executeScript({ target, files: [CAPTURE_FILE] });
    const [answer] = await browser.scripting.executeScript({ target, func: callCapture, args: [request] });
    // Firefox reports what the function threw in `error`; Chromium leaves the result empty.
    if (answer?.result !== undefined && answer.result !== null) return { ok: true, captured: answer.result };
  } catch {
    // The browser says only that it may not, in words that differ by browser and page.
  }
  return { ok: false, reason: 'unreadable_page' };
}
