/**
 * `npm run bench [-- --json] [-- --pages DIR]`: what the extension weighs and costs, each figure with its limit.
 * Ends with 1 when a limit is broken. CPU figures are ratios of thread time in one run, so that they hold on any machine.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samplePages } from '../test/bench/sample-pages.ts';
import { builtExtension, launchChromium } from '../test/e2e/drivers/chromium.ts';
import { startPages } from '../test/e2e/drivers/pages.ts';
import { captureCosts } from './bench/captures.ts';
import type { Metric } from './bench/metric.ts';
import { popupCosts } from './bench/popup.ts';
import { unusedPage } from './bench/unused.ts';
import { weights } from './bench/weight.ts';
import { build } from './build.ts';
import { bundleAlone } from './bundle-alone.ts';
import { findPages } from './clip/pages.ts';
import { ROOT } from './run.ts';
import { ensureParts } from './system.ts';

const ROUNDS = 15;
const BLANK = 'blank.html';

/** The production build, with a blank page beside the popup, and loopback in place of the activeTab that only a person can give. */
function benchCopy(folder: string): string {
  const copy = join(folder, 'extension');
  cpSync(builtExtension('chrome'), copy, { recursive: true });
  const manifest: object = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
  writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }));
  writeFileSync(join(copy, BLANK), '<!doctype html><meta charset="utf-8"><title>Blank</title>');
  return copy;
}

async function inBrowser(pagesFolder: string | undefined): Promise<Metric[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clipdraft-bench-'));
  const samples = samplePages();
  const server = await startPages(pagesFolder === undefined ? { routes: samples } : { folder: pagesFolder });
  const browser = await launchChromium({ extension: benchCopy(folder) });
  try {
    const urls =
      pagesFolder === undefined
        ? Object.keys(samples).map((path) => server.url + path)
        : findPages(pagesFolder, new URL(`${server.url}/`)).pages.map((page) => page.url);
    const first = urls[0] ?? server.url;
    const scripts = {
      capture: await bundleAlone(join(ROOT, 'src/clip/inject.ts')),
      receive: await bundleAlone(join(ROOT, 'test/bench/receive.ts')),
    };
    return [
      await unusedPage(browser, first),
      ...(await popupCosts(browser, first, BLANK, ROUNDS)),
      ...(await captureCosts(browser, urls, scripts, ROUNDS)),
    ];
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(metrics: readonly Metric[], asJson: boolean): void {
  for (const one of metrics) {
    const value = `${String(one.value).padStart(8)} ${one.unit.padEnd(6)}`;
    console.log(
      asJson ? JSON.stringify(one) : `${one.name.padEnd(26)}${value}limit ${one.limit}${one.ok ? '' : '  BROKEN'}`,
    );
  }
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, pages: { type: 'string' } } });
ensureParts('chromium', 'zip');
await build('chrome', 'production');
const metrics = [...weights(builtExtension('chrome')), ...(await inBrowser(values.pages))];
print(metrics, values.json);
process.exitCode = metrics.every((one) => one.ok) ? 0 : 1;
