/** What opening the real popup over a page costs, against a blank page in its place. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChromiumDriver, selectContents } from '../../test/e2e/drivers/chromium.ts';
import { median, metric } from './metric.ts';
import { threadClock } from './thread-time.ts';

const POPUP = 'src/popup/index.html';

/**
 * `popup_cpu_ratio`: as it opens, with nothing selected: we take the field's figures (plain forms 1.4 to 1.6, with preact
 * 1.6 to 1.9) to be of popups without content. `popup_clip_cpu_ratio`: with a clip to show, by a limit of our own; it does
 * not stay below 2.0.
 * `blank` is an empty page in the extension. All pages of one extension share a process, and so a main thread.
 */
export async function popupCosts(browser: ChromiumDriver, url: string, blank: string, rounds: number) {
  return [
    metric('popup_cpu_ratio', await ratio(browser, { url, blank, rounds, select: null }), 'ratio', 2),
    metric('popup_clip_cpu_ratio', await ratio(browser, { url, blank, rounds, select: 'p' }), 'ratio', 2.5),
  ];
}

interface Opening {
  url: string;
  blank: string;
  rounds: number;
  /** What is selected in the page. */
  select: string | null;
}

async function ratio(browser: ChromiumDriver, { url, blank, rounds, select }: Opening): Promise<number> {
  const probe = await browser.openExtension(blank);
  const clock = await threadClock(await browser.context.newCDPSession(probe));
  const page = await browser.open(url);
  await page.bringToFront();
  if (select !== null) await selectContents(page, select);
  const worker = await browser.worker();

  async function open(popup: string): Promise<number> {
    await worker.evaluate((path) => chrome.action.setPopup({ popup: path }), popup);
    const before = await settled();
    await worker.evaluate(() => chrome.action.openPopup());
    const after = await settled();
    await probe.evaluate(() => {
      for (const view of chrome.extension.getViews({ type: 'popup' })) view.close();
    });
    return after - before;
  }

  /** The thread's time once it rests. */
  async function settled(): Promise<number> {
    let last = await clock.read();
    for (let quiet = 0; quiet < 3; ) {
      await sleep(60);
      const now = await clock.read();
      quiet = now - last < 1 ? quiet + 1 : 0;
      last = now;
    }
    return last;
  }

  const costs = { blank: [] as number[], popup: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    costs.blank.push(await open(blank));
    costs.popup.push(await open(POPUP));
  }
  await page.close();
  await probe.close();
  return median(costs.popup) / median(costs.blank);
}
