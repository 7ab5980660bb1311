/** The popup for a Contentjet whose entry type takes little, over the double. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  builtExtension,
  type ChromiumDriver,
  launchChromium,
  selectContents,
} from '../../test/e2e/drivers/chromium.ts';
import { connectContentjet } from '../../test/e2e/drivers/connect-contentjet.ts';
import { startPages } from '../../test/e2e/drivers/pages.ts';
import { openPopupOver } from '../../test/e2e/drivers/popup.ts';
import { startContentjet } from '../../test/servers/contentjet.ts';
import { ContentjetSite, type NewField } from '../../test/servers/contentjet-site.ts';
import { ROOT } from '../run.ts';
import { shoot } from './shoot.ts';

const FIELDS: NewField[] = [
  { name: 'title', label: 'Headline', fieldType: 'TEXT', maxLength: 45, required: true },
  { name: 'body', label: 'Body', fieldType: 'LONGTEXT', maxLength: 2000, required: true },
  { name: 'teaser', label: 'Teaser', fieldType: 'LONGTEXT', format: 'plaintext', maxLength: 60, required: true },
];

export async function shootContentjetPopup(): Promise<void> {
  const contentjet = await startContentjet();
  const pages = await startPages({ folder: join(ROOT, 'test/fixtures/demo-article') });
  const driver = await launchChromium({ extension: builtExtension('chrome-test') });
  try {
    const site = new ContentjetSite(contentjet.url, contentjet.users.admin, contentjet.project.id);
    const type = await site.addEntryType('Clip', FIELDS);
    await (await connectContentjet(driver, contentjet.url, contentjet.users.author, { type: 'Clip' })).close();
    const article = await driver.open(`${pages.url}/`);
    await selectContents(article, 'article');
    await shootLimits(driver, article);
    await shootRefusal(driver, article, () =>
      site.changeEntryType(type, [...FIELDS, { name: 'section', label: 'Section', fieldType: 'TEXT', required: true }]),
    );
  } finally {
    await driver.close();
    await pages.close();
    await contentjet.stop();
  }
}

async function shootLimits(driver: ChromiumDriver, article: Page): Promise<void> {
  const popup = await openPopupOver(driver, article);
  await popup.locator('.note').fill('For the piece on tools, and on how they are kept.');
  await popup.locator('.title input').fill('The commonplace book, and how to keep one for long');
  await popup.locator('#cut').waitFor();
  await shoot(popup, 'popup-contentjet-limits');
  await popup.locator('.title input').fill('The commonplace book, and how to keep one');
  await popup.locator('#cut').check();
  await popup.locator('.tags input').fill('Web Clip, 日本語,');
  await popup.locator('.tags + .field-error').waitFor();
  await popup.locator('.more').scrollIntoViewIfNeeded();
  await shoot(popup, 'popup-contentjet-cut');
  await popup.getByRole('button', { name: 'Remove the tag 日本語' }).click();
  await popup.locator('#excerpt').fill('How readers kept what they read, and what that did to the reading.');
  await popup.locator('.tags + .help').waitFor();
  await popup.locator('#excerpt').scrollIntoViewIfNeeded();
  await shoot(popup, 'popup-contentjet-excerpt');
  await popup.locator('#excerpt').fill('How readers kept what they read.');
  await popup.locator('.send .button-primary:not([aria-disabled])').click();
  await popup.locator('.result-ok').waitFor();
  await shoot(popup, 'popup-contentjet-sent');
  await popup.close();
}

async function shootRefusal(driver: ChromiumDriver, article: Page, change: () => Promise<void>): Promise<void> {
  await selectContents(article, '#passage');
  const popup = await openPopupOver(driver, article);
  await popup.locator('.title input').fill('The commonplace book');
  await popup.locator('#excerpt').fill('How readers kept what they read.');
  await change();
  await popup.locator('.send .button-primary:not([aria-disabled])').click();
  await popup.locator('.result-attention').waitFor();
  await shoot(popup, 'popup-contentjet-refused');
  await popup.getByRole('button', { name: 'Edit' }).click();
  await popup.locator('.send .notice').waitFor();
  await shoot(popup, 'popup-contentjet-settings');
  await popup.close();
}
