/** One page in all its looks. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ChromiumDriver } from '../../test/e2e/drivers/chromium.ts';
import { ROOT } from '../run.ts';

export const OUT = join(ROOT, 'out/screenshots');
export const DOCS = join(ROOT, 'docs/screenshots');
/** In the repository; the others are for looking at. */
const IN_DOCS = [
  'popup-light',
  'popup-dark',
  'options-light',
  'options-dark',
  'options-contentjet-light',
  'options-github-light',
];

for (const folder of [OUT, DOCS]) mkdirSync(folder, { recursive: true });

/** Light, dark, right-to-left and narrow. */
export async function shoot(page: Page, name: string): Promise<void> {
  const looks = [
    { look: 'light', scheme: 'light', rtl: false, narrow: false },
    { look: 'dark', scheme: 'dark', rtl: false, narrow: false },
    { look: 'rtl', scheme: 'light', rtl: true, narrow: false },
    { look: 'narrow', scheme: 'light', rtl: false, narrow: true },
  ] as const;
  const usual = page.viewportSize() ?? { width: 400, height: 600 };
  for (const { look, scheme, rtl, narrow } of looks) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize(narrow ? { width: 320, height: usual.height } : usual);
    await page.evaluate(
      (dir) => {
        document.documentElement.dir = dir;
      },
      rtl ? 'rtl' : 'ltr',
    );
    const file = `${name}-${look}`;
    await page.screenshot({ path: join(OUT, `${file}.png`), fullPage: name.startsWith('options') });
    if (IN_DOCS.includes(file)) copyFileSync(join(OUT, `${file}.png`), join(DOCS, `${file}.png`));
  }
  await page.setViewportSize(usual);
  await page.evaluate(() => {
    document.documentElement.dir = 'ltr';
  });
}

export async function optionsPage(driver: ChromiumDriver, hash = ''): Promise<Page> {
  const page = await driver.context.newPage();
  await page.setViewportSize({ width: 820, height: 720 });
  await page.goto(driver.url(`src/options/index.html${hash}`));
  return page;
}
