/** What the specs of GitHub share: its double behind a proxy, an article with images, Chromium with the test build. */
import { test as base, expect, type Page } from '@playwright/test';
import { type FaultServer, startFaults } from '../servers/faults.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { type ChromiumDriver, selectContents } from './drivers/chromium.ts';
import type { PageServer } from './drivers/pages.ts';
import { openPopupOver } from './drivers/popup.ts';
import { ARTICLE_URL, withPublicArticle } from './drivers/public-article.ts';
import { startArticle } from './wordpress-world.ts';

export { TITLE } from './wordpress-world.ts';
export { ARTICLE_URL, expect };

export interface GitHubWorld {
  driver: ChromiumDriver;
  github: RunningGitHub;
  /** The address that the extension knows: what it asks for can go wrong on the way. */
  proxy: FaultServer;
  /** Opens the article and selects one element's contents. */
  article(select: string): Promise<Page>;
  popupOver(page: Page): Promise<Page>;
}

export const test = base.extend<{ driver: ChromiumDriver; world: GitHubWorld }, { site: PageServer }>({
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
  driver: ({ site }, use) => withPublicArticle(site, use),
  /** And a fresh double: whatever was asked and answered was as GitHub's description has it. */
  world: async ({ driver }, use) => {
    const github = await startGitHub();
    const proxy = await startFaults(github.url);
    await use({
      ...{ driver, github, proxy },
      async article(select) {
        const page = await driver.open(ARTICLE_URL);
        await selectContents(page, select);
        return page;
      },
      popupOver: (page) => openPopupOver(driver, page),
    });
    expect(github.violations).toEqual([]);
    await proxy.stop();
    await github.stop();
  },
});

/** The branches that drafts have to themselves. */
export const draftBranches = ({ blog }: RunningGitHub): string[] =>
  blog.branches().filter((name) => name.startsWith('clipdraft/'));

/** What a branch has that the site's own branch has not. */
export function added({ blog }: RunningGitHub, branch: string): string[] {
  const before = new Set(blog.paths());
  return blog.paths(branch).filter((path) => !before.has(path));
}
