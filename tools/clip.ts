/** `npm run clip`: the extension's own code in a real headless browser over one page or a folder of them. See --help. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { launchChromium } from '../test/e2e/drivers/chromium.ts';
import { bundleAlone } from './bundle-alone.ts';
import { type ClipArguments, HELP, readArguments } from './clip/arguments.ts';
import { clipPage } from './clip/capture.ts';
import { ENGLISH, FORMATS } from './clip/formats.ts';
import { findPages, serveFolder } from './clip/pages.ts';
import { ROOT } from './run.ts';
import { ensureParts } from './system.ts';

/** Gives how many pages could not be clipped. */
async function clip({ target, select, to, quote, out, base }: ClipArguments): Promise<number> {
  const { pages, isFolder, root } = findPages(target, base);
  ensureParts('chromium');
  const script = await bundleAlone(join(ROOT, 'src/clip/inject.ts'));
  const folder = out ?? (isFolder ? 'out/clip' : null);
  const browser = await launchChromium({ extension: null, args: ['--window-size=1280,900'] });
  let failed = 0;
  try {
    if (root !== null) await serveFolder(browser.context, root, base);
    for (const page of pages) {
      try {
        const captured = await clipPage(browser.context, script, { url: page.url, select });
        const text = `${FORMATS[to].render(captured, quote, ENGLISH)}\n`;
        if (folder === null) process.stdout.write(text);
        else console.error(write(join(folder, `${page.name}${FORMATS[to].extension}`), text));
      } catch (error) {
        failed += 1;
        console.error(`${page.name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await browser.close();
  }
  if (pages.length > 1) console.error(`${pages.length - failed} of ${pages.length} pages clipped.`);
  return failed;
}

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return resolve(path);
}

function orExplain<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

const args = orExplain(() => readArguments(process.argv.slice(2)));
if (args === null) console.log(HELP);
else {
  try {
    process.exitCode = (await clip(args)) === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
