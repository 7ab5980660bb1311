/** Real Firefox with the build that ships, the set-up and an article: one for all the specs that begin with Ghost. */
import { builtExtension } from './drivers/chromium.ts';
import { launchFirefox } from './drivers/firefox.ts';
import type { FirefoxDesktop } from './drivers/firefox-popup.ts';
import { startXvfb } from './drivers/xvfb.ts';
import { GhostReader } from './ghost-reader.ts';
import { test as base, OPTIONS } from './world.ts';

/** The article is on a host that the permission for Ghost's does not reach. */
export interface Desktop extends FirefoxDesktop {
  reader: GhostReader;
}

export const test = base.extend<object, { desktop: Desktop }>({
  desktop: [
    async ({ ghost, site }, use) => {
      const xvfb = await startXvfb();
      const firefox = await launchFirefox({ display: xvfb.display });
      xvfb.focusWindow('Mozilla Firefox');
      await firefox.install(builtExtension('firefox'));
      const reader = new GhostReader(ghost);
      await reader.removeAll();
      await firefox.go(firefox.url(`${OPTIONS}#add`));
      const options = await firefox.currentTab();
      const article = await firefox.openTab(`${site.url.replace('127.0.0.1', 'localhost')}/article`);
      await use({ xvfb, firefox, reader, options, article });
      await firefox.close();
      await xvfb.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
