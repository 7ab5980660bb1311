/** What the specs of WordPress share: a real one, an article with images on loopback, Chromium with the test build. */
import { setTimeout as sleep } from 'node:timers/promises';
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningWordPress, startWordPress } from '../servers/wordpress.ts';
import { type WordPressPost, WordPressSite } from '../servers/wordpress-site.ts';
import { png } from '../support/png.ts';
import { builtExtension, type ChromiumDriver, launchChromium, selectContents } from './drivers/chromium.ts';
import { type PageServer, startPages } from './drivers/pages.ts';
import { openPopupOver } from './drivers/popup.ts';

export { expect };

export const TITLE = 'On quiet tools';

const PNG = png(64, 48, () => [13, 107, 95]);

/** One image is the page's own, one another host's, which allows nobody to read it. */
const article = (elsewhere: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>${TITLE}</title></head><body><main><article>
<h1>${TITLE}</h1>
<div id="passage"><p id="words">A good tool keeps <strong>every word</strong> and <a href="/more">every link</a>.</p>
<figure><img src="/bench.png" alt="A bench with tools" width="64" height="48"><figcaption>The bench</figcaption></figure>
<ul><li>first point</li><li>second point</li></ul></div>
<p id="far"><img src="${elsewhere}/far.png" alt="A far bench" width="64" height="48"> A bench that is far.</p>
</article></main></body></html>`;

interface Shared {
  wordpress: RunningWordPress;
  site: PageServer;
}

export interface WordPressWorld {
  driver: ChromiumDriver;
  wordpress: RunningWordPress;
  /** What WordPress holds, as its administrator sees it. */
  library: WordPressLibrary;
  site: PageServer;
  /** Opens the article and selects one element's contents. */
  article(select: string): Promise<Page>;
  popupOver(page: Page): Promise<Page>;
}

/** The article at 127.0.0.1, and at localhost as the other host. */
export async function startArticle(): Promise<PageServer> {
  const site = await startPages();
  site.route('/article', article(site.url.replace('127.0.0.1', 'localhost')));
  for (const path of ['/bench.png', '/far.png']) {
    site.route(path, (_, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
    });
  }
  return site;
}

export class WordPressLibrary extends WordPressSite {
  constructor({ url, users }: RunningWordPress) {
    super(url, users.administrator);
  }

  async titled(title = TITLE): Promise<WordPressPost[]> {
    return (await this.posts()).filter((post) => post.title.raw === title);
  }

  /** Waits until there is a post of this title; polls. */
  async arrival(title = TITLE, timeoutMs = 20_000): Promise<WordPressPost> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const [post] = await this.titled(title);
      if (post !== undefined) return post;
      if (performance.now() > deadline) throw new Error(`No post "${title}" arrived within ${timeoutMs} ms`);
      await sleep(150);
    }
  }

  async removeAll(): Promise<void> {
    for (const { id } of await this.posts()) await this.remove(id);
    for (const { id } of await this.media()) await this.removeMedia(id);
  }
}

/** The servers, for whoever brings another browser. */
export const withWordPress = base.extend<object, Shared>({
  wordpress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const wordpress = await startWordPress({ version: '7.1' });
      await use(wordpress);
      await wordpress.stop();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const site = await startArticle();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});

export const test = withWordPress.extend<{ driver: ChromiumDriver; world: WordPressWorld }>({
  /** A fresh browser a test, a WordPress in good health. */
  driver: async ({ wordpress }, use) => {
    await wordpress.switches.set([]);
    const driver = await launchChromium({ extension: builtExtension('chrome-test') });
    await driver.worker();
    await use(driver);
    await driver.close();
  },
  /** With an empty WordPress and the article. */
  world: async ({ driver, wordpress, site }, use) => {
    const library = new WordPressLibrary(wordpress);
    await library.removeAll();
    await use({
      ...{ driver, wordpress, library, site },
      async article(select) {
        const page = await driver.open(`${site.url}/article`);
        await selectContents(page, select);
        return page;
      },
      popupOver: (page) => openPopupOver(driver, page),
    });
  },
});
