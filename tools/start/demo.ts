/** What `npm start` asks of a system that it can show. */
import type { BrowserContext, Page } from '@playwright/test';
import type { ChromiumDriver } from '../../test/e2e/drivers/chromium.ts';
import type { Progress } from '../../test/servers/cache.ts';
import type { SystemPart } from '../system.ts';

export interface DemoSystem {
  /** As people call it. */
  name: string;
  /** A double of its API in memory, because the system itself can't be had. */
  isDouble?: true;
  /** What it still needs of this machine, beside the browser. */
  parts(): readonly SystemPart[];
  /** Names the folder in which the site is kept between runs; changes with what could not read the folder any more. */
  folder: string;
  /** Where its site is found, if nothing else is there: addresses in kept drafts stay right. */
  port: number;
  isInstalled(): boolean;
  /** What is loaded the first time, from where, how much of it and how long that takes; the end of a sentence. */
  firstTime: string;
  start(options: DemoOptions): Promise<DemoSite>;
}

export interface DemoOptions {
  dir: string;
  port: number;
  progress: Progress;
}

export interface DemoSite {
  url: string;
  /** Where a person sees the drafts. */
  draftsUrl: string;
  /** Who is signed in there. */
  login: string;
  /** Signs the browser in; every tab of the site's admin shares it. */
  signIn(context: BrowserContext): Promise<void>;
  /** Connects the extension on its options page. */
  connect(browser: ChromiumDriver): Promise<void>;
  /** The unpublished posts, read from the system itself, not from the extension. */
  drafts(context: BrowserContext): Promise<DemoDraft[]>;
  /** Waits until the draft's text is on show in its editor. */
  untilShown(editor: Page): Promise<void>;
  stop(): Promise<void>;
}

export interface DemoDraft {
  id: string;
  title: string;
  /** As the system stores it. */
  content: string;
  editUrl: string;
}
