import type { CaptureRequest } from '../clip/clip.ts';
import { browser } from './browser.ts';

/** One classic script, built apart; it puts `__clipdraftCapture` and `__clipdraftImage` on the isolated world's global. */
const CAPTURE_FILE = 'capture.js';

/** `captured` is JSON text, and untrusted: a page stood beside it when it was made. */
export type Injected = { ok: true; captured: unknown } | { ok: false; reason: 'unreadable_page' };

/**
 * Runs in the page: it may use nothing from this file. The answer crosses as text: Chromium gives null for whatever lies
 * deeper than 100 levels in a result (measured).
 */
async function callCapture(request: unknown): Promise<string | undefined> {
  const capture: unknown = Reflect.get(globalThis, '__clipdraftCapture');
  return typeof capture === 'function' ? JSON.stringify(await capture(request)) : undefined;
}

/** Runs in the page, likewise. */
function callReadImage(url: string, maxBytes: number): unknown {
  const read: unknown = Reflect.get(globalThis, '__clipdraftImage');
  return typeof read === 'function' ? read(url, maxBytes) : undefined;
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

/** A document in a tab that was captured, as long as nobody leads it elsewhere. */
export interface PageFrame {
  tabId: number;
  frameId: number;
}

/**
 * What `readPageImage` of a captured page says of this image: untrusted. One call an image, because large answers are
 * slow. Undefined where the page is another one by now, or gone.
 */
export async function readImageInPage({ tabId, frameId }: PageFrame, url: string, maxBytes: number): Promise<unknown> {
  const target = { tabId, frameIds: [frameId] };
  try {
    const [answer] = await browser.scripting.executeScript({ target, func: callReadImage, args: [url, maxBytes] });
    return answer?.result;
  } catch {
    return undefined;
  }
}
