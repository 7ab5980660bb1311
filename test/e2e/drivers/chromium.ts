/// <reference types="chrome" />
/** Real Chromium with the extension loaded, driven by Playwright. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from '@playwright/test';
import { ROOT } from '../../../tools/run.ts';
import { findPart } from '../../../tools/system.ts';

export type Build = 'chrome' | 'chrome-test' | 'firefox' | 'firefox-test';

/** The folder of a build: `chrome` is what ships, `chrome-test` has a pinned id and may reach loopback. */
export const builtExtension = (build: Build): string => join(ROOT, 'dist', build);

export interface ChromiumOptions {
  /** The unpacked extension's folder; null starts a browser without one. */
  extension: string | null;
  /** An X display (`:99`) of our own to show windows on. */
  display?: string;
  /** Shows windows on the person's own display. Headless where neither is given. */
  headed?: boolean;
  /** Kept afterwards; else a temporary one. */
  profile?: string;
  /** The browser's own sandbox, which does not work as root. */
  sandbox?: boolean;
  /** The caller ends the browser itself on Ctrl+C. */
  ownSignals?: boolean;
  args?: string[];
}

/** No browser may call home, update itself or ask about being the first run. */
export const QUIET_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium; close() ends it and removes a temporary profile. */
export async function launchChromium(options: ChromiumOptions): Promise<ChromiumDriver> {
  const { extension, display, profile, sandbox = false, ownSignals = false, args = [] } = options;
  const headless = display === undefined && options.headed !== true;
  const executablePath = findPart('chromium');
  if (executablePath === null) throw new Error('No Chromium found: install chromium, or set CHROMIUM_PATH.');
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'clipdraft-chromium-')));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    headless,
    chromiumSandbox: sandbox,
    handleSIGINT: !ownSignals,
    handleSIGTERM: !ownSignals,
    handleSIGHUP: !ownSignals,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [
      ...(headless ? ['--headless=new'] : []),
      ...QUIET_ARGS,
      ...(extension === null ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
      ...args,
    ],
    env: { ...environment(), ...(display === undefined ? {} : { DISPLAY: display }) },
    viewport: null,
    timeout: 60_000,
  });
  const id = extension === null ? '' : await extensionId(extension);
  return new ChromiumDriver(context, id, async () => {
    if (profile === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Chromium's own rule: the hash of the manifest's key, or of the folder's path, written with the letters a to p. */
export async function extensionId(folder: string): Promise<string> {
  const manifest: { key?: string } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const source = manifest.key === undefined ? Buffer.from(await realpath(folder)) : Buffer.from(manifest.key, 'base64');
  const hex = createHash('sha256').update(source).digest('hex').slice(0, 32);
  return [...hex].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}

/** What a context-menu event tells the extension (`chrome.contextMenus.OnClickData`). */
export type MenuClick = { menuItemId: string | number } & Partial<Omit<chrome.contextMenus.OnClickData, 'menuItemId'>>;

export class ChromiumDriver {
  /** Evaluating in a stopped worker would wait for ever. */
  #stopped = false;

  constructor(
    readonly context: BrowserContext,
    /** The extension's id. */
    readonly id: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  /** An address within the extension: `url('src/options/index.html')`. */
  url(path: string): string {
    return `chrome-extension://${this.id}/${path}`;
  }

  /** Opens a tab at an address. */
  async open(url: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(url);
    return page;
  }

  /** Opens a page of the extension in a tab: `openExtension('src/popup/index.html')`. */
  openExtension(path: string): Promise<Page> {
    return this.open(this.url(path));
  }

  /** The background worker, woken where stopWorker() left it stopped. */
  async worker(): Promise<Worker> {
    if (this.#stopped) await this.startWorker();
    const known = this.context.serviceWorkers().find((worker) => worker.url().includes(this.id));
    if (known !== undefined) return known;
    const [worker] = await Promise.all([
      this.context.waitForEvent('serviceworker', { timeout: 15_000 }),
      this.startWorker(),
    ]);
    return worker;
  }

  /** Starts the worker, without any event for the extension; it stays as it is where it runs already. */
  async startWorker(): Promise<void> {
    await this.withWorkerControl(async (session) => {
      await session.send('ServiceWorker.startWorker', { scopeURL: this.url('') });
    });
    this.#stopped = false;
  }

  /** Kills the background worker between any two of its lines, as the browser does when it idles. */
  async stopWorker(): Promise<void> {
    await this.withWorkerControl(async (session) => {
      const stopped = new Promise<void>((resolve) => {
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some((version) => version.runningStatus === 'stopped')) resolve();
        });
      });
      await session.send('ServiceWorker.stopAllWorkers');
      await stopped;
    });
    this.#stopped = true;
  }

  /** The ServiceWorker domain is only there for a page of the extension; its manifest is one that runs nothing. */
  private async withWorkerControl(task: (session: CDPSession) => Promise<void>): Promise<void> {
    const page = await this.openExtension('manifest.json');
    try {
      const session = await this.context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await task(session);
    } finally {
      await page.close();
    }
  }

  /** The tab of a page, as the extension sees it; brings the page to the front. */
  async tabOf(page: Page): Promise<chrome.tabs.Tab> {
    await page.bringToFront();
    const worker = await this.worker();
    const tab = await worker.evaluate(async () => {
      const [active] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return active;
    });
    if (tab === undefined) throw new Error('No tab is active.');
    return tab;
  }

  /** Fires any event of the extension's API in the worker: `fire('alarms.onAlarm', { name })`. Grants no activeTab. */
  async fire(event: string, ...args: unknown[]): Promise<void> {
    const worker = await this.worker();
    await worker.evaluate(
      ([path, values]) => {
        let target: unknown = chrome;
        for (const name of path.split('.')) target = Reflect.get(Object(target), name);
        Reflect.apply(Reflect.get(Object(target), 'dispatch'), target, values);
      },
      [event, args] as const,
    );
  }

  /** As if the person had chosen an entry of the context menu over this page. */
  async clickMenu(page: Page, click: MenuClick): Promise<void> {
    const tab = await this.tabOf(page);
    await this.fire('contextMenus.onClicked', { editable: false, pageUrl: page.url(), frameId: 0, ...click }, tab);
  }

  /** As if the person had pressed the shortcut of a command over this page. */
  async pressCommand(page: Page, command: string): Promise<void> {
    await this.fire('commands.onCommand', command, await this.tabOf(page));
  }

  /** As if an alarm had gone off. */
  fireAlarm(name: string): Promise<void> {
    return this.fire('alarms.onAlarm', { name, scheduledTime: Date.now() });
  }

  /** As if so much time had passed for the background, until it ends. Its alarms do not go off by themselves. */
  async letTimePass(ms: number): Promise<void> {
    const worker = await this.worker();
    await worker.evaluate((ahead) => {
      const now = Date.now;
      Date.now = () => now() + ahead;
    }, ms);
  }

  /** As if the person had clicked a notification. */
  clickNotification(id: string): Promise<void> {
    return this.fire('notifications.onClicked', id);
  }

  /** The ids of the notifications on show. */
  async notifications(): Promise<string[]> {
    const worker = await this.worker();
    return worker.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
  }

  /** The addresses of the open popups (real ones, not tabs). */
  async popups(): Promise<string[]> {
    const worker = await this.worker();
    return worker.evaluate(async () => {
      const contexts = await chrome.runtime.getContexts({ contextTypes: ['POPUP'] });
      return contexts.map((context) => context.documentUrl ?? '');
    });
  }

  /** Ends the browser and removes its profile where it was temporary. */
  async close(): Promise<void> {
    await this.context.close();
    await this.cleanUp();
  }
}

/** Selects all that one element holds, as dragging over it would. */
export async function selectContents(page: Page, css: string): Promise<string> {
  return page.evaluate((selector) => {
    const element = document.querySelector(selector);
    const selection = getSelection();
    if (element === null || selection === null) throw new Error(`Nothing matches ${selector}`);
    selection.selectAllChildren(element);
    return selection.toString();
  }, css);
}
