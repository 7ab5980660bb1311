/** One page in the browser → one Clip, by the code that the extension injects and the check that its background makes. */
import type { BrowserContext, Page } from '@playwright/test';
import { acceptClip } from '../../src/clip/accept.ts';
import type { CaptureRequest, Clip } from '../../src/clip/clip.ts';
import { openIsolatedWorld } from '../isolated-world.ts';

/** Fixed, so that two runs can be compared. */
const META = { id: 'clip', capturedAt: '1970-01-01T00:00:00.000Z' };
const REQUEST: CaptureRequest = { kind: 'selection' };

/** Opens the page, selects, and clips; throws with the cure where the page does not load or holds nothing. */
export async function clipPage(
  context: BrowserContext,
  script: string,
  { url, select }: { url: string; select: string | null },
): Promise<Clip> {
  const page = await context.newPage();
  try {
    await load(page, url);
    await selectIn(page, select);
    const world = await openIsolatedWorld(page);
    await world.evaluate(script);
    const json = await world.evaluate(
      `Promise.resolve(globalThis.__clipdraftCapture(${JSON.stringify(REQUEST)})).then(JSON.stringify)`,
    );
    const accepted = acceptClip(JSON.parse(String(json)), META);
    if (!accepted.found) throw new Error('nothing readable is there (no text, no image).');
    return accepted.clip;
  } finally {
    await page.close();
  }
}

async function load(page: Page, url: string): Promise<void> {
  const answer = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 30_000 }).catch((error: Error) => {
    const reason = /net::\w+|Timeout \d+ms/.exec(error.message)?.[0] ?? error.message.split('\n')[0];
    throw new Error(`the page did not load (${reason}). Check the address and the connection.`);
  });
  if (answer !== null && answer.status() >= 400) {
    throw new Error(`the page answered ${answer.status()}. Check the address.`);
  }
  // Pictures and frames that never finish are no reason to give up.
  await page.waitForLoadState('load', { timeout: 10_000 }).catch(() => {});
}

async function selectIn(page: Page, select: string | null): Promise<void> {
  const outcome = await page.evaluate((css) => {
    let element: Element | null;
    try {
      element = css === null ? document.body : document.querySelector(css);
    } catch {
      return 'invalid';
    }
    if (element === null) return 'no match';
    const range = document.createRange();
    if (css === null) range.selectNodeContents(element);
    else range.selectNode(element);
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    return 'selected';
  }, select);
  if (outcome === 'invalid') throw new Error(`"${select}" is no CSS selector.`);
  if (outcome === 'no match')
    throw new Error(`nothing on the page matches "${select}". Leave --select out for all of it.`);
}
