/** The set-up of Contentjet, over the double. */
import { builtExtension, type ChromiumDriver, launchChromium } from '../../test/e2e/drivers/chromium.ts';
import {
  connectContentjet,
  openContentjetSignIn,
  openWhere,
  typeLogin,
} from '../../test/e2e/drivers/connect-contentjet.ts';
import { type RunningContentjet, startContentjet } from '../../test/servers/contentjet.ts';
import { ContentjetSite } from '../../test/servers/contentjet-site.ts';
import { optionsPage, shoot } from './shoot.ts';

export async function shootContentjet(): Promise<void> {
  const contentjet = await startContentjet();
  const driver = await launchChromium({ extension: builtExtension('chrome-test') });
  try {
    await shootSetUp(driver, contentjet);
    await shootAccount(driver, contentjet);
  } finally {
    await driver.close();
    await contentjet.stop();
  }
}

async function shootSetUp(driver: ChromiumDriver, { url, users, client }: RunningContentjet): Promise<void> {
  const page = await openContentjetSignIn(driver, url);
  await page.setViewportSize({ width: 820, height: 720 });
  await page.locator('#username').fill(users.author.username);
  await shoot(page, 'options-contentjet-sign-in');
  await typeLogin(page, { username: '', password: '' }, { client: { id: client.id, secret: 'too short' } });
  await page.getByText('A client may only read.').waitFor();
  await shoot(page, 'options-contentjet-client-alone');
  await page.close();

  const where = await openWhere(driver, url, users.author, { type: 'Article' });
  await where.setViewportSize({ width: 820, height: 720 });
  await shoot(where, 'options-contentjet');
  await where.locator('#entry-type').selectOption('Strict');
  await where.getByRole('button', { name: 'Connect', exact: true }).click();
  await where.locator('[aria-invalid]').first().waitFor();
  await shoot(where, 'options-contentjet-required');
  await where.locator('#entry-type').selectOption('Every kind of field');
  await where.locator('form:not([hidden])').getByRole('button', { name: 'Change' }).click();
  await where.locator('#fill-topics').selectOption('constant');
  await where.locator('#fill-rating').selectOption('constant');
  await shoot(where, 'options-contentjet-fields');
  await where.close();
}

async function shootAccount(driver: ChromiumDriver, contentjet: RunningContentjet): Promise<void> {
  const { url, users, client, project, entryTypes } = contentjet;
  const connected = await connectContentjet(driver, url, users.author, { client, type: 'Note' });
  await connected.setViewportSize({ width: 820, height: 720 });
  await shoot(connected, 'options-contentjet-connected');
  await connected.close();

  const site = new ContentjetSite(url, users.admin, project.id);
  await site.changeEntryType(entryTypes.note, [
    { name: 'headline', label: 'Headline', fieldType: 'TEXT', maxLength: 80, required: true },
    { name: 'text', label: 'Text', fieldType: 'LONGTEXT', format: 'plaintext', maxLength: 5000, required: true },
    { name: 'section', label: 'Section', fieldType: 'CHOICE', choices: ['News', 'Culture'], required: true },
  ]);
  const page = await optionsPage(driver);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByText('This entry type has changed').waitFor();
  await shoot(page, 'options-contentjet-changed');
  await page.evaluate(() => chrome.storage.session.clear());
  await page.reload();
  await page.getByText('Your sign-in has ended.').waitFor();
  await shoot(page, 'options-contentjet-ended');
  await page.close();
}
