/**
 * What a clip costs against the least that a browser needs to copy a selection: cloneContents, a TreeWalker over the
 * copy, and innerHTML. Whole bodies; of each page the medians of interleaved rounds, added up over the pages.
 */
import type { CDPSession, Page } from '@playwright/test';
import type { ChromiumDriver } from '../../test/e2e/drivers/chromium.ts';
import { openIsolatedWorld } from '../isolated-world.ts';
import { type Metric, median, metric } from './metric.ts';
import { costOf, threadClock } from './thread-time.ts';

const FLOOR = `(() => {
  const copy = getSelection().getRangeAt(0).cloneContents();
  const walker = document.createTreeWalker(copy);
  let nodes = 0;
  while (walker.nextNode()) nodes += 1;
  const box = document.createElement('div');
  box.append(copy);
  return nodes + box.innerHTML.length;
})()`;
const CAPTURE = `globalThis.__captured = globalThis.__clipdraftCapture({ kind: 'selection' }); 0`;
const CAPTURE_AND_WRITE = `globalThis.__json = JSON.stringify(globalThis.__clipdraftCapture({ kind: 'selection' })); 0`;

export interface Scripts {
  /** What the extension injects. */
  capture: string;
  /** What the background does with it: puts a function `__receive(json)` → html on globalThis. */
  receive: string;
}

export async function captureCosts(
  browser: ChromiumDriver,
  urls: readonly string[],
  scripts: Scripts,
  rounds: number,
): Promise<Metric[]> {
  const total = { floor: 0, capture: 0, toHtml: 0 };
  for (const url of urls) {
    const costs = await costsOn(browser, url, scripts, rounds);
    total.floor += costs.floor;
    total.capture += costs.capture;
    total.toHtml += costs.toHtml;
  }
  return [
    metric('capture_floor_ratio', total.capture / total.floor, 'ratio', 1),
    metric('clip_to_html_floor_ratio', total.toHtml / total.floor, 'ratio', 2.5),
  ];
}

async function costsOn(browser: ChromiumDriver, url: string, scripts: Scripts, rounds: number) {
  const page = await browser.open(url);
  const other = await openReceiver(browser, scripts.receive);
  try {
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    const world = await openIsolatedWorld(page);
    await world.evaluate(scripts.capture);
    const clock = await threadClock(world.session);
    const costs = { floor: [] as number[], capture: [] as number[], write: [] as number[], receive: [] as number[] };
    const tasks = [
      async () => costs.floor.push(await costOf(clock, () => world.evaluate(FLOOR))),
      async () => costs.capture.push(await costOf(clock, () => world.evaluate(CAPTURE))),
      async () => costs.write.push(await costOf(clock, () => world.evaluate(CAPTURE_AND_WRITE))),
    ];
    for (let round = 0; round < rounds; round += 1) {
      // In turn each comes first: whoever follows pays for some of the garbage of the one before.
      for (const [index] of tasks.entries()) await tasks[(round + index) % tasks.length]?.();
      costs.receive.push(await receiveCost(other, await world.evaluate('globalThis.__json')));
    }
    return {
      floor: median(costs.floor),
      capture: median(costs.capture),
      toHtml: median(costs.write) + median(costs.receive),
    };
  } finally {
    await page.close();
    await other.page.close();
  }
}

interface Receiver {
  page: Page;
  session: CDPSession;
}

/** The other side of the message, on a thread of its own as in the extension. */
async function openReceiver(browser: ChromiumDriver, script: string): Promise<Receiver> {
  const page = await browser.open('about:blank');
  const session = await browser.context.newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: script });
  return { page, session };
}

async function receiveCost({ session }: Receiver, json: unknown): Promise<number> {
  // The way across is the debugger's here and the browser's there: it is not counted.
  await session.send('Runtime.evaluate', { expression: `globalThis.__json = ${JSON.stringify(json)}; 0` });
  const clock = await threadClock(session);
  return costOf(clock, async () => {
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: '__receive(__json).length' });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'It threw.');
  });
}
