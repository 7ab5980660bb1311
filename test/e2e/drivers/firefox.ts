/** Real Firefox with the extension as a temporary add-on, driven by Marionette. Slow to start: one per suite. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { findPart } from '../../../tools/system.ts';
import { Marionette } from './marionette.ts';

export interface FirefoxOptions {
  /** An X display to show windows on; headless where not given. */
  display?: string;
  prefs?: Record<string, string | number | boolean>;
}

const QUIET_PREFS = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'browser.tabs.warnOnClose': false,
  'app.update.enabled': false,
  'extensions.autoDisableScopes': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'services.settings.server': 'data:,',
};

/** Starts Firefox with a profile of its own; close() ends it and removes the profile. */
export async function launchFirefox({ display, prefs = {} }: FirefoxOptions = {}): Promise<FirefoxDriver> {
  const program = findPart('firefox');
  if (program === null) throw new Error('No Firefox found: install firefox-esr, or set FIREFOX_PATH.');
  const profile = await mkdtemp(join(tmpdir(), 'clipdraft-firefox-'));
  const port = await freePort();
  const lines = Object.entries({ ...QUIET_PREFS, ...prefs, 'marionette.port': port }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    program,
    [
      '--marionette',
      ...(display === undefined ? ['--headless'] : []),
      ...['--no-remote', '--profile', profile, '--remote-allow-system-access', 'about:blank'],
    ],
    {
      env: {
        ...process.env,
        HOME: profile,
        MOZ_CRASHREPORTER_DISABLE: '1',
        ...(display === undefined ? {} : { DISPLAY: display }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => {
    written = (written + chunk.toString()).slice(-2000);
  });
  const end = async (): Promise<void> => {
    await ended(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const marionette = await Marionette.connect(port, 60_000);
    await marionette.command('WebDriver:NewSession', {
      capabilities: { alwaysMatch: { acceptInsecureCerts: true, unhandledPromptBehavior: 'ignore' } },
    });
    await marionette.command('WebDriver:SetTimeouts', { script: 30_000, pageLoad: 30_000 });
    return new FirefoxDriver(marionette, end);
  } catch (error) {
    await end();
    throw new Error(`Firefox did not start: ${written}`, { cause: error });
  }
}

/** Resolves when the program has ended; helps it along after four seconds. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = new AbortController();
  await Promise.race([exit, sleep(4000, undefined, { signal: stop.signal }).catch(() => {})]);
  stop.abort();
  child.kill('SIGKILL');
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free port.'));
        else resolve(address.port);
      });
    });
  });
}

const Installed = v.object({ value: v.string() });
const Handle = v.object({ handle: v.string() });
const CurrentHandle = v.object({ value: v.string() });
const Element = v.object({ value: v.record(v.string(), v.string()) });
const Point = v.object({ x: v.number(), y: v.number() });

export class FirefoxDriver {
  #addonId = '';
  #host = '';

  constructor(
    readonly marionette: Marionette,
    private readonly end: () => Promise<void>,
  ) {}

  /** Installs an unpacked extension until the browser ends. Host permissions of its manifest are granted. */
  async install(folder: string): Promise<void> {
    const result = await this.marionette.command('Addon:Install', { path: folder, temporary: true });
    this.#addonId = v.parse(Installed, result).value;
    this.#host = v.parse(v.string(), await this.onExtension('return policy.mozExtensionHostname;'));
  }

  /** An address within the extension; its host is random per install. */
  url(path: string): string {
    return `moz-extension://${this.#host}/${path}`;
  }

  /** Runs the body of an async function in the browser with `policy` and `extension` of the installed add-on. */
  onExtension(script: string, args: unknown[] = []): Promise<unknown> {
    return this.marionette.runInBrowser(
      `const policy = WebExtensionPolicy.getByID(args.pop()); const extension = policy.extension; ${script}`,
      [...args, this.#addonId],
    );
  }

  /** Goes to an address in the current tab. */
  async go(url: string): Promise<void> {
    await this.marionette.command('WebDriver:Navigate', { url });
  }

  /** Opens a tab, goes to the address there and gives the tab's handle. */
  async openTab(url: string): Promise<string> {
    const { handle } = v.parse(Handle, await this.marionette.command('WebDriver:NewWindow', { type: 'tab' }));
    await this.switchTo(handle);
    await this.go(url);
    return handle;
  }

  /** The current tab's handle. */
  async currentTab(): Promise<string> {
    return v.parse(CurrentHandle, await this.marionette.command('WebDriver:GetWindowHandle')).value;
  }

  /** Makes a tab the current one, and brings it to the front unless `focus` is false. */
  async switchTo(handle: string, focus = true): Promise<void> {
    await this.marionette.command('WebDriver:SwitchToWindow', { handle, focus });
  }

  /** Clicks an element with a real (trusted) click. */
  async click(css: string): Promise<void> {
    await this.marionette.command('WebDriver:ElementClick', { id: await this.#find(css) });
  }

  /** Types text into a field, after what it holds. */
  async type(css: string, text: string): Promise<void> {
    await this.marionette.command('WebDriver:ElementSendKeys', { id: await this.#find(css), text });
  }

  /** The text an element shows. */
  async text(css: string): Promise<string> {
    return v.parse(v.string(), await this.marionette.run('return document.querySelector(args[0]).innerText;', [css]));
  }

  /** Waits until the body of a function in the page gives something true; polls. */
  async until(script: string, args: unknown[] = [], timeoutMs = 15_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!(await this.marionette.run(script, args))) {
      if (performance.now() > deadline) throw new Error(`Never became true: ${script}`);
      await sleep(100);
    }
  }

  /** Selects all that one element holds and gives its text. */
  async selectContents(css: string): Promise<string> {
    const script = `const selection = getSelection();
      selection.selectAllChildren(document.querySelector(args[0])); return selection.toString();`;
    return v.parse(v.string(), await this.marionette.run(script, [css]));
  }

  /** A real right click on an element, then the menu's entry with this label. Grants activeTab, as for a person. */
  async chooseFromContextMenu(css: string, label: string): Promise<void> {
    const script = `const box = document.querySelector(args[0]).getBoundingClientRect();
      return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + Math.min(box.height / 2, 15)) };`;
    const { x, y } = v.parse(Point, await this.marionette.run(script, [css]));
    const actions = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 2 },
      { type: 'pointerUp', button: 2 },
    ];
    await this.marionette.command('WebDriver:PerformActions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
    const outcome = await this.marionette.runInBrowser(CHOOSE_FROM_MENU, [label]);
    if (outcome !== 'chosen') throw new Error(`The context menu has no "${label}"; it has ${JSON.stringify(outcome)}`);
  }

  /** Presses the accepting button of the prompt that permissions.request shows, and gives the prompt's text. */
  async acceptPermissionPrompt(): Promise<string> {
    const text = await this.marionette.runInBrowser(ACCEPT_PERMISSION);
    if (typeof text !== 'string') throw new Error('No permission prompt came up.');
    return text;
  }

  /** Presses the key that the extension's command is bound to (through the browser's own key element). */
  async pressCommand(key: string): Promise<void> {
    await this.onExtension(
      `const win = Services.wm.getMostRecentWindow('navigator:browser');
      const keys = [...win.document.querySelectorAll('keyset[id^="ext-keyset-id"] key')];
      keys.find((one) => (one.getAttribute('key') ?? '').toLowerCase() === args[0].toLowerCase()).doCommand();`,
      [key],
    );
  }

  /** Ends the background page, as the browser does when it idles. */
  async stopBackground(): Promise<void> {
    await this.onExtension('await extension.terminateBackground({ ignoreDevToolsAttached: true });');
  }

  /** Ends the browser and removes its profile. */
  async close(): Promise<void> {
    const quit = this.marionette.command('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    await Promise.race([quit, sleep(3000, undefined, { ref: false })]);
    this.marionette.close();
    await this.end();
  }

  async #find(css: string): Promise<string> {
    const found = await this.marionette.command('WebDriver:FindElement', { using: 'css selector', value: css });
    const [id] = Object.values(v.parse(Element, found).value);
    if (id === undefined) throw new Error(`Nothing matches ${css}`);
    return id;
  }
}

/** Entries of an extension stand in the menu itself, or below its name where there are several. */
const CHOOSE_FROM_MENU = `
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = win.document.getElementById('contentAreaContextMenu');
  for (let i = 0; i < 100 && menu.state !== 'open'; i++) await new Promise((r) => win.setTimeout(r, 30));
  const shown = [...menu.querySelectorAll('menuitem, menu')].filter((one) => !one.hidden && one.label);
  const item = shown.find((one) => one.label === args[0]);
  if (item === undefined) { menu.hidePopup(); return shown.map((one) => one.label); }
  const parent = item.parentElement;
  if (parent !== menu) {
    parent.openPopup();
    for (let i = 0; i < 100 && parent.state !== 'open'; i++) await new Promise((r) => win.setTimeout(r, 30));
  }
  parent.activateItem(item);
  return 'chosen';`;

const ACCEPT_PERMISSION = `
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  for (let i = 0; i < 100; i++) {
    const prompt = win.document.getElementById('addon-webext-permissions-notification');
    if (prompt && win.PopupNotifications.isPanelOpen) {
      const text = prompt.textContent;
      prompt.button.click();
      return text;
    }
    await new Promise((r) => win.setTimeout(r, 50));
  }
  return null;`;
