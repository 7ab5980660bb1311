import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/**
 * unit      pure code, in node, beside the source
 * conventions  what must hold for every file and for the built extension (test/conventions)
 * browser   code that needs a real DOM or IndexedDB, in real Chromium, beside the source
 * contract  every destination against its real server (test/contract)
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/support/properties.setup.ts'],
          testTimeout: process.env.CLIPDRAFT_LONG === '1' ? 300_000 : 20_000,
          include: ['src/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          // Vitest leaves one core alone, which is half of two. The others, which build and start browsers, go before.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'conventions',
          include: ['test/conventions/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
                args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'contract',
          setupFiles: ['test/support/properties.setup.ts'],
          include: ['test/contract/**/*.test.ts'],
          testTimeout: process.env.CLIPDRAFT_LONG === '1' ? 600_000 : 120_000,
          hookTimeout: 600_000,
          // Most of the time they wait: for a server that is slow on purpose, for PHP, for a clock. Two at a time do.
          maxWorkers: 2,
        },
      },
    ],
  },
});
