/** What the specs with WordPress share: a real one for each worker, and Chromium with the test build for each test. */
import { test as base } from '@playwright/test';
import { type RunningWordPress, startWordPress } from '../servers/wordpress.ts';
import { builtExtension, type ChromiumDriver, launchChromium } from './drivers/chromium.ts';

export { expect } from '@playwright/test';

export const test = base.extend<{ driver: ChromiumDriver }, { wordpress: RunningWordPress }>({
  wordpress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const wordpress = await startWordPress({ version: '7.1' });
      await use(wordpress);
      await wordpress.stop();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  driver: async ({ wordpress }, use) => {
    await wordpress.switches.set([]);
    const driver = await launchChromium({ extension: builtExtension('chrome-test') });
    await driver.worker();
    await use(driver);
    await driver.close();
  },
});
