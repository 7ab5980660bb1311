/** What the browser specs share: a real Ghost, an article on loopback, Chromium with the test build, one of each a worker. */
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningGhost, startGhost } from '../servers/ghost.ts';
import { builtExtension, type ChromiumDriver, launchChromium, selectContents } from './drivers/chromium.ts';
import { fillSetUp } from './drivers/connect.ts';
import { type PageServer, startPages } from './drivers/pages.ts';
import { openPopupOver } from './drivers/popup.ts';
import { GhostReader } from './ghost-reader.ts';

export const OPTIONS = 'src/options/index.html';
export const POPUP = 'src/popup/index.html';

export const ARTICLE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>(2) On quiet tools | The Workshop</title>
<meta property="og:site_name" content="The Workshop"><meta name="author" content="Ada Example">
</head><body><main><article>
<h1>On quiet tools</h1>
<p id="passage">A good tool keeps <strong>every word</strong> and <a href="/more">every link</a>.</p>
<ul id="list"><li>first point</li><li id="second">second point</li></ul>
<pre id="code"><code class="language-ts">const kept = true;
  // spaces too</code></pre>
<figure><img id="picture" src="/picture.png" alt="A bench with tools" width="64" height="48"><figcaption>The bench</figcaption></figure>
<p><a id="link" href="https://workshop.example/guide">The long guide</a></p>
<p>The rest of the article stands here, long enough that a passage is not the whole of it.</p>
</article></main></body></html>`;

interface Shared {
  ghost: RunningGhost;
  site: PageServer;
}

export interface World {
  driver: ChromiumDriver;
  ghost: RunningGhost;
  reader: GhostReader;
  site: PageServer;
  /** Opens the article and selects one element's contents. */
  article(select?: string): Promise<Page>;
  /** The popup over a page: the popup's document in a tab, told that the page's tab is the active one. */
  popupOver(page: Page): Promise<Page>;
  /** Sets up the account as a person would. */
  connect(options?: { url?: string; key?: string }): Promise<Page>;
}

export const test = base.extend<{ world: World }, Shared>({
  ghost: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const ghost = await startGhost({ version: '6' });
      await use(ghost);
      await ghost.stop();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const site = await startPages({ routes: { '/article': ARTICLE } });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  /** A fresh browser a test: what one test stores is no other's business. */
  world: async ({ ghost, site }, use) => {
    const driver = await launchChromium({ extension: builtExtension('chrome-test') });
    await driver.worker();
    const world = makeWorld(driver, ghost, site);
    await world.reader.removeAll();
    await use(world);
    await driver.close();
  },
});

export { expect };

function makeWorld(driver: ChromiumDriver, ghost: RunningGhost, site: PageServer): World {
  return {
    driver,
    ghost,
    site,
    reader: new GhostReader(ghost),

    async article(select) {
      const page = await driver.open(`${site.url}/article`);
      if (select !== undefined) await selectContents(page, select);
      return page;
    },

    popupOver: (page) => openPopupOver(driver, page),

    connect: ({ url = ghost.url, key = ghost.adminApiKey } = {}) => fillSetUp(driver, { url, adminApiKey: key }),
  };
}
