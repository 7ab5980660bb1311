/**
 * `npm start [-- --to=wordpress|ghost|ghost-oauth|contentjet|github] [--headless]`: Clipdraft with a real WordPress or
 * Ghost, or a double of Contentjet or GitHub, to try out. With a display it stays open until the browser is closed or Ctrl+C; without one it
 * makes a clip by itself and ends with 0 only if the system really has the draft.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { builtExtension, type ChromiumDriver, launchChromium } from '../test/e2e/drivers/chromium.ts';
import { startPages } from '../test/e2e/drivers/pages.ts';
import { cacheFolder } from '../test/servers/cache.ts';
import { freePort } from '../test/servers/process.ts';
import { build } from './build.ts';
import { tell } from './progress.ts';
import { ROOT } from './run.ts';
import type { DemoSite, DemoSystem } from './start/demo.ts';
import { runFolder, type SiteFolder, siteFolder } from './start/folders.ts';
import { clipPassage, deliver } from './start/own-clip.ts';
import { DEFAULT_SYSTEM, systemNamed } from './start/systems.ts';
import { ensureParts } from './system.ts';

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
let headless = !hasDisplay;
const ARTICLE_PORT = 8870;
const say = (line: string): void => console.log(line);

/** Undone in reverse when all is over, however it ends. */
const undo: (() => Promise<void> | void)[] = [];
/** The person may close the browser at any moment: what fails from then on is no error. */
let isClosed = false;
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

function announce(system: DemoSystem, run: string, site: SiteFolder): void {
  const { name, isDouble } = system;
  say(
    `Clipdraft: a passage of a page becomes a draft in a ${isDouble ? 'double of' : 'real'} ${name} on this machine.`,
  );
  say('  1. The extension is built into dist/chrome-test (it may reach this machine without asking).');
  for (const line of isDouble ? aboutDouble(name) : aboutInstalled(system, site)) say(line);
  say(`  3. Chromium opens a demo article, with a profile of its own in ${run} (removed at the end).`);
  say(
    headless
      ? '  4. There is no display: the clip is made by this script, and the draft is printed.\n'
      : '  4. The rest is yours: the article says what to do. Close the browser, or press Ctrl+C, to end.\n',
  );
}

const aboutDouble = (name: string): string[] => [
  `  2. ${name} itself can't be had here: a double of its API starts, and pages in place of its interface.`,
  '     Both are in memory: the drafts you make are gone at the end.',
];

const aboutInstalled = (system: DemoSystem, site: SiteFolder): string[] => [
  system.isInstalled()
    ? `  2. ${system.name} starts; it is installed already in ${cacheFolder()}.`
    : `  2. ${system.name} is loaded once into ${cacheFolder()}, ${system.firstTime}.`,
  site.kept
    ? `     Its site, with the drafts you make, is kept in ${site.path}; remove that folder to begin anew.`
    : `     Another npm start has the site that is kept; this one's is in ${site.path} (removed at the end).`,
];

function launch(profile: string): Promise<ChromiumDriver> {
  return launchChromium({
    extension: builtExtension('chrome-test'),
    headed: !headless,
    profile,
    sandbox: process.getuid?.() !== 0,
    ownSignals: true,
    args: headless ? ['--window-size=1280,1000'] : ['--start-maximized', '--ozone-platform-hint=auto'],
  });
}

function chosen(): DemoSystem {
  const options = { to: { type: 'string', default: DEFAULT_SYSTEM }, headless: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  headless ||= values.headless === true;
  return systemNamed(values.to);
}

async function main(): Promise<void> {
  const system = chosen();
  const run = runFolder();
  undo.push(() => rmSync(run, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  const folder = siteFolder(system.folder, run);
  undo.push(() => folder.release());
  announce(system, run, folder);
  ensureParts('chromium', ...system.parts());
  await build('chrome', 'test');
  const starting = startSite(system, folder);
  // Whoever waits for it later hears of its failure; until then it must not end the process.
  starting.catch(() => undefined);
  undo.push(() => starting.then((site) => site.stop()).catch(() => undefined));
  const pages = await startPages({
    folder: join(ROOT, 'test/fixtures/demo-article'),
    // The same in each run, for the images that kept drafts link to.
    port: await freePort(ARTICLE_PORT),
  });
  undo.push(() => pages.close());
  const browser = await launch(join(run, 'profile'));
  undo.push(() => browser.close());
  const closed = new Promise<void>((resolve) => {
    browser.context.once('close', () => {
      isClosed = true;
      resolve();
    });
  });
  const article = await browser.open(`${pages.url}/`);
  for (const page of browser.context.pages()) if (page.url() === 'about:blank') await page.close();
  say(`The article is open: ${pages.url}/`);

  let selected = '';
  if (headless) {
    selected = await clipPassage(browser, article);
    say(`Selected, and sent from the context menu; no account is connected yet, so the clip waits:\n${selected}\n`);
  }
  const site = await Promise.race([starting, closed]);
  if (site === undefined) return;
  await site.signIn(browser.context);
  if (headless) return deliver(browser, system, site, selected);
  await site.connect(browser);
  say(`Connected to ${system.name} at ${site.url}`);
  await browser.open(site.draftsUrl);
  await article.bringToFront();
  say('Ready: select a passage in the article, right-click it, and choose the draft entry.');
  say(`The drafts: ${site.draftsUrl} (signed in; ${site.login})`);
  await closed;
}

async function startSite(system: DemoSystem, folder: SiteFolder): Promise<DemoSite> {
  return system.start({ dir: folder.path, port: await freePort(system.port), progress: tell });
}

try {
  await Promise.race([main(), interrupted]);
} catch (error) {
  if (headless || !isClosed) {
    console.error(`npm start: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
for (const step of undo.reverse()) {
  // What can't be undone must not keep the rest from it.
  const done = Promise.resolve().then(step).catch(console.error);
  await Promise.race([done, sleep(10_000)]);
}
process.exit();
