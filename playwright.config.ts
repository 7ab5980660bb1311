import { defineConfig } from '@playwright/test';

/**
 * End to end, in real browsers. The suffix of a file says which: `*.chromium.spec.ts` headless Chromium,
 * `*.xvfb.spec.ts` Chromium under an X server with real mouse and keyboard, `*.firefox.spec.ts` real Firefox.
 * One at a time: two browsers on two cores slow each other into time-outs.
 */
export default defineConfig({
  testDir: 'test/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: 'chromium', testMatch: '**/*.chromium.spec.ts' },
    { name: 'xvfb', testMatch: '**/*.xvfb.spec.ts' },
    { name: 'firefox', testMatch: '**/*.firefox.spec.ts', timeout: 180_000 },
  ],
});
