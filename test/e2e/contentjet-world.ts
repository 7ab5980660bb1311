/** What the specs of Contentjet share: its double, an article with an image on loopback, Chromium with the test build. */
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { builtExtension, type ChromiumDriver, launchChromium, selectContents } from './drivers/chromium.ts';
import type { PageServer } from './drivers/pages.ts';
import { openPopupOver } from './drivers/popup.ts';
import { startArticle } from './wordpress-world.ts';

export { TITLE } from './wordpress-world.ts';
export { expect };

export interface ContentjetWorld {
  driver: ChromiumDriver;
  contentjet: RunningContentjet;
  /** What the project holds, as its owner sees it. */
  project: ContentjetSite;
  site: PageServer;
  /** Opens the article and selects one element's contents. */
  article(select: string): Promise<Page>;
  popupOver(page: Page): Promise<Page>;
  /** At the server so much time has gone by. */
  later(seconds: number): void;
}

export const test = base.extend<{ driver: ChromiumDriver; world: ContentjetWorld }, { site: PageServer }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const site = await startArticle();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  /** A fresh browser a test. */
  // biome-ignore lint/correctness/noEmptyPattern: see above
  driver: async ({}, use) => {
    const driver = await launchChromium({ extension: builtExtension('chrome-test') });
    await driver.worker();
    await use(driver);
    await driver.close();
  },
  /** And a fresh double: it starts in no time. */
  world: async ({ driver, site }, use) => {
    let ahead = 0;
    const contentjet = await startContentjet({ clock: { now: () => Date.now() + ahead } });
    await use({
      ...{ driver, contentjet, site },
      project: new ContentjetSite(contentjet.url, contentjet.users.admin, contentjet.project.id),
      async article(select) {
        const page = await driver.open(`${site.url}/article`);
        await selectContents(page, select);
        return page;
      },
      popupOver: (page) => openPopupOver(driver, page),
      later(seconds) {
        ahead += seconds * 1000;
      },
    });
    await contentjet.stop();
  },
});
