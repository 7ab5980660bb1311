/**
 * `npm start [-- --headless]`: Clipdraft with a real Ghost, to try out. With a display it stays open until the browser is
 * closed or Ctrl+C; without one it makes a clip by itself and ends with 0 only if Ghost really has the draft.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtExtension, type ChromiumDriver, launchChromium } from '../test/e2e/drivers/chromium.ts';
import { connectGhost } from '../test/e2e/drivers/connect.ts';
import { startPages } from '../test/e2e/drivers/pages.ts';
import { cacheFolder } from '../test/servers/cache.ts';
import { type RunningGhost, startGhost } from '../test/servers/ghost.ts';
import { isGhostInstalled } from '../test/servers/ghost-install.ts';
import { build } from './build.ts';
import { ROOT } from './run.ts';
import { signIn } from './start/ghost-admin.ts';
import { clipPassage, showDraft } from './start/own-clip.ts';
import { ensureParts } from './system.ts';

const headless = process.argv.includes('--headless') || !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const say = (line: string): void => console.log(line);

/** Undone in reverse when all is over, however it ends. */
const undo: (() => Promise<void> | void)[] = [];
/** The person may close the browser at any moment: what fails from then on is no error. */
let isClosed = false;
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

function announce(folder: string): void {
  say('Clipdraft: a passage of a page becomes a draft in a real Ghost on this machine.');
  say('  1. The extension is built into dist/chrome-test (it may reach this machine without asking).');
  say(
    isGhostInstalled('6')
      ? `  2. Ghost starts; it is installed already in ${cacheFolder()}, nothing is loaded.`
      : `  2. Ghost 6 is loaded from the npm registry, once: about 200 MB, 800 MB unpacked, in ${cacheFolder()}. One to two minutes.`,
  );
  say(`  3. Chromium opens a demo article, with a profile of its own in ${folder} (removed at the end).`);
  say(
    headless
      ? '  4. There is no display: the clip is made by this script, and the draft is printed.\n'
      : '  4. The rest is yours: the article says what to do. Close the browser, or press Ctrl+C, to end.\n',
  );
}

/** A folder of this run's own; those of runs that were killed are removed. */
function runFolder(): string {
  const runs = join(cacheFolder(), 'start');
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    if (!isAlive(Number(name))) rmSync(join(runs, name), { recursive: true, force: true });
  }
  return join(runs, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

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

async function main(): Promise<void> {
  const folder = runFolder();
  announce(folder);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  ensureParts('chromium');
  await build('chrome', 'test');
  const starting = startGhost({ version: '6', dir: join(folder, 'ghost'), progress: tell });
  // Whoever waits for it later hears of its failure; until then it must not end the process.
  starting.catch(() => undefined);
  undo.push(() => starting.then((ghost) => ghost.stop()).catch(() => undefined));
  const pages = await startPages({ folder: join(ROOT, 'test/fixtures/demo-article') });
  undo.push(() => pages.close());
  const browser = await launch(join(folder, 'profile'));
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
  const ghost = await Promise.race([starting, closed]);
  if (ghost === undefined) return;
  await connect(browser, ghost);
  if (headless) return showDraft(browser, ghost, selected);
  await browser.open(`${ghost.url}/ghost/#/posts`);
  await article.bringToFront();
  say('Ready: select a passage in the article, right-click it, and choose the draft entry.');
  say(`Ghost's editor: ${ghost.url}/ghost/ (signed in; ${ghost.email} / ${ghost.password})`);
  await closed;
}

async function connect(browser: ChromiumDriver, ghost: RunningGhost): Promise<void> {
  await signIn(browser.context, ghost);
  await connectGhost(browser, ghost);
  say(`Connected to Ghost at ${ghost.url}`);
}

function tell(line: string, fraction?: number): void {
  say(fraction === undefined ? line : `[${String(Math.round(fraction * 100)).padStart(3)} %] ${line}`);
}

try {
  await Promise.race([main(), interrupted]);
} catch (error) {
  if (headless || !isClosed) {
    console.error(`npm start: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
for (const step of undo.reverse()) await Promise.race([step(), sleep(10_000)]);
process.exit();
