/** What a page carries of an extension that nobody has used on it: measured, not read from the manifest. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChromiumDriver } from '../../test/e2e/drivers/chromium.ts';
import { type Metric, metric } from './metric.ts';

/** Loads a page with the extension installed and adds up every script and style sheet that is not the page's own. */
export async function unusedPage(browser: ChromiumDriver, url: string): Promise<Metric> {
  const page = await browser.context.newPage();
  const session = await browser.context.newCDPSession(page);
  const foreign = new Set<number>();
  let bytes = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) foreign.add(context.id);
  });
  session.on('Debugger.scriptParsed', (script) => {
    const isOurs = foreign.has(script.executionContextId) || script.url.startsWith('chrome-extension://');
    if (isOurs) bytes += script.length ?? 0;
  });
  session.on('CSS.styleSheetAdded', ({ header }) => {
    if (header.origin === 'injected') bytes += header.length;
  });
  for (const domain of ['Runtime', 'Debugger', 'DOM', 'CSS'] as const) await session.send(`${domain}.enable`);
  await page.goto(url);
  // Content scripts may also wait until the page is idle.
  await sleep(500);
  // A world without a script is no byte, but it is not nothing either.
  bytes += foreign.size;
  await page.close();
  return metric('page_bytes_unused', bytes, 'bytes', 0);
}
