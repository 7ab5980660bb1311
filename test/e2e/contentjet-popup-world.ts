/** What the popup's specs over Contentjet share: the double, an article at an address that readers can open, Chromium. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { type ContentjetEntry, ContentjetSite } from '../servers/contentjet-site.ts';
import { builtExtension, type ChromiumDriver, launchChromium, selectContents } from './drivers/chromium.ts';
import { type ContentjetAccount, connectContentjet } from './drivers/connected-contentjet.ts';
import { type PageServer, startPages } from './drivers/pages.ts';
import { openPopupOver } from './drivers/popup.ts';

export { expect };

export const TITLE = 'Two benches';
/** Resolved to loopback: the extension takes only addresses that any reader can open for a source. */
const HOST = 'paper.example';
export const ARTICLE_URL = `http://${HOST}/article`;

const ARTICLE = `<!doctype html><html lang="en"><title>${TITLE}</title><main><article>
<p id="first">One of <strong>wood</strong>, one of stone.</p><p>They stand below the same tree.</p></article></main></html>`;

export interface ContentjetWorld {
  driver: ChromiumDriver;
  contentjet: RunningContentjet;
  /** The project, as its author sees it. */
  site: ContentjetSite;
  /** Returns the account's id. */
  connect(account: ContentjetAccount): Promise<string>;
  /** The article, all of it selected. */
  article(): Promise<Page>;
  /** The popup over it. */
  popup(article?: Page): Promise<Page>;
  /** Waits for the newest entry. */
  arrival(): Promise<ContentjetEntry>;
}

export const test = base.extend<{ contentjet: RunningContentjet; world: ContentjetWorld }, { pages: PageServer }>({
  pages: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const pages = await startPages({ routes: { '/article': ARTICLE } });
      await use(pages);
      await pages.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  contentjet: async ({}, use) => {
    const contentjet = await startContentjet();
    await use(contentjet);
    await contentjet.stop();
  },
  world: async ({ contentjet, pages }, use) => {
    const extension = await mkdtemp(join(tmpdir(), 'clipdraft-build-'));
    await cp(builtExtension('chrome-test'), extension, { recursive: true });
    await allow(extension, `http://${HOST}/*`);
    const driver = await launchChromium({
      extension,
      args: [`--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${pages.port}`],
    });
    await driver.worker();
    await use(makeWorld(driver, contentjet));
    await driver.close();
    await rm(extension, { recursive: true });
  },
});

function makeWorld(driver: ChromiumDriver, contentjet: RunningContentjet): ContentjetWorld {
  // The owner may change entry types, too.
  const site = new ContentjetSite(contentjet.url, contentjet.users.admin, contentjet.project.id);
  const article = async (): Promise<Page> => {
    const page = await driver.open(ARTICLE_URL);
    await selectContents(page, 'article');
    return page;
  };
  return {
    ...{ driver, contentjet, site, article },
    popup: async (page) => openPopupOver(driver, page ?? (await article())),

    connect: (account) => connectContentjet(driver, contentjet, site, account),

    async arrival() {
      await expect.poll(async () => (await site.entries()).length, { timeout: 20_000 }).toBeGreaterThan(0);
      const [newest] = await site.entries();
      if (newest === undefined) throw new Error('no entry arrived');
      // The key's tag is taken off by then.
      await expect.poll(async () => (await site.tagsOf(newest.id)).some((tag) => tag.startsWith('clip-'))).toBe(false);
      return site.entry(newest.id);
    },
  };
}

async function allow(extension: string, origin: string): Promise<void> {
  const file = join(extension, 'manifest.json');
  const manifest: { host_permissions: string[] } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: [...manifest.host_permissions, origin] }));
}
