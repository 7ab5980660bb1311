/**
 * `npm run screenshots`: the pages of the real extension over a real Ghost and a real WordPress, in the states a person meets, light and dark,
 * narrow and right-to-left. The main ones go to docs/screenshots, all of them to out/screenshots, to be looked at.
 */
import { join } from 'node:path';
import { builtExtension, launchChromium, selectContents } from '../test/e2e/drivers/chromium.ts';
import { connectGhost } from '../test/e2e/drivers/connect.ts';
import { startPages } from '../test/e2e/drivers/pages.ts';
import { openPopupOver } from '../test/e2e/drivers/popup.ts';
import { startGhost } from '../test/servers/ghost.ts';
import { build } from './build.ts';
import { ROOT } from './run.ts';
import { shootContentjet } from './screenshots/contentjet.ts';
import { shootContentjetPopup } from './screenshots/contentjet-popup.ts';
import { shootGitHub } from './screenshots/github.ts';
import { shootGitHubPopup } from './screenshots/github-popup.ts';
import { shootOAuth } from './screenshots/oauth.ts';
import { DOCS, OUT, optionsPage, shoot } from './screenshots/shoot.ts';
import { shootWordPress } from './screenshots/wordpress.ts';
import { ensureParts } from './system.ts';

ensureParts('chromium');
await build('chrome', 'test');
await shootWordPress();
await shootContentjet();
await shootGitHub();
await shootOAuth();
await shootContentjetPopup();
await shootGitHubPopup();
const ghost = await startGhost({ version: '6', progress: console.log });
const pages = await startPages({ folder: join(ROOT, 'test/fixtures/demo-article') });
const driver = await launchChromium({ extension: builtExtension('chrome-test') });
try {
  const article = await driver.open(`${pages.url}/`);
  await selectContents(article, '#passage');
  const first = await openPopupOver(driver, article);
  await first.locator('.preview').waitFor();
  await shoot(first, 'popup-no-account');
  await first.close();

  const setUp = await optionsPage(driver, '#add');
  await setUp.locator('#system-ghost').waitFor();
  await shoot(setUp, 'options-system');
  await setUp.locator('#system-ghost').click();
  await setUp.locator('#address').waitFor();
  await shoot(setUp, 'options-address');
  await setUp.locator('#address').fill(ghost.url);
  await setUp.locator('form button[type=submit]').click();
  await setUp.locator('#key').waitFor();
  await shoot(setUp, 'options-key');
  await setUp.locator('#key').fill(`${'0'.repeat(24)}:${'0'.repeat(64)}`);
  await setUp.locator('form button[type=submit]').click();
  await setUp.locator('.check-failed').waitFor();
  await shoot(setUp, 'options-failed');
  await setUp.close();
  const connected = await connectGhost(driver, ghost);
  await connected.setViewportSize({ width: 820, height: 720 });
  await shoot(connected, 'options-connected');
  await connected.close();
  const options = await optionsPage(driver);
  await options.locator('.account, li').first().waitFor();
  await shoot(options, 'options');
  await options.close();

  const popup = await openPopupOver(driver, article);
  await popup.locator('.note').fill('For the piece on tools.');
  await shoot(popup, 'popup');
  await popup.keyboard.press('Control+Enter');
  await popup.locator('.result-ok').waitFor({ timeout: 20_000 });
  await shoot(popup, 'popup-sent');
  await popup.close();

  await article.evaluate(() => getSelection()?.removeAllRanges());
  const empty = await openPopupOver(driver, article);
  await empty.locator('.empty').waitFor();
  await shoot(empty, 'popup-nothing');
  await empty.close();

  await selectContents(article, 'article');
  await ghost.stop();
  const long = await openPopupOver(driver, article);
  await long.locator('.preview').waitFor();
  await shoot(long, 'popup-long');
  await long.keyboard.press('Control+Enter');
  await long.locator('.result').waitFor();
  await long.waitForTimeout(3000);
  await shoot(long, 'popup-waiting');
  console.log(`Screenshots are in ${OUT}; the main ones also in ${DOCS}.`);
} finally {
  await driver.close();
  await pages.close();
  await ghost.stop().catch(() => undefined);
}
