/** The popup for a repository at GitHub, over the double: a draft pull request, and one where its plan has none. */
import { join } from 'node:path';
import {
  builtExtension,
  type ChromiumDriver,
  launchChromium,
  selectContents,
} from '../../test/e2e/drivers/chromium.ts';
import { connectGitHub } from '../../test/e2e/drivers/connect-github.ts';
import { startPages } from '../../test/e2e/drivers/pages.ts';
import { openPopupOver } from '../../test/e2e/drivers/popup.ts';
import { startGitHub } from '../../test/servers/github.ts';
import { ROOT } from '../run.ts';
import { shoot } from './shoot.ts';

export async function shootGitHubPopup(): Promise<void> {
  const github = await startGitHub();
  const pages = await startPages({ folder: join(ROOT, 'test/fixtures/demo-article') });
  try {
    for (const repository of ['blog', 'notes']) {
      const driver = await launchChromium({ extension: builtExtension('chrome-test') });
      const connected = await connectGitHub(driver, `${github.url}/ada/${repository}`, { token: github.token });
      await connected.close();
      await shootSent(driver, `${pages.url}/`, `popup-github-${repository}`).finally(() => driver.close());
    }
  } finally {
    await pages.close();
    await github.stop();
  }
}

async function shootSent(driver: ChromiumDriver, url: string, name: string): Promise<void> {
  const article = await driver.open(url);
  await selectContents(article, 'article');
  const popup = await openPopupOver(driver, article);
  await popup.getByText('More', { exact: true }).click();
  await popup.locator('#excerpt').waitFor();
  await shoot(popup, name);
  await popup.keyboard.press('Control+Enter');
  await popup.locator('.result-ok').waitFor({ timeout: 20_000 });
  await shoot(popup, `${name}-sent`);
  await popup.close();
}
