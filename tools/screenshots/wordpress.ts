/** The set-up of WordPress, over a real one. */
import { builtExtension, type ChromiumDriver, launchChromium } from '../../test/e2e/drivers/chromium.ts';
import { logIn, openWindow, openWordPressAddress, typePassword } from '../../test/e2e/drivers/connect-wordpress.ts';
import { type RunningWordPress, startWordPress } from '../../test/servers/wordpress.ts';
import { optionsPage, shoot } from './shoot.ts';

export async function shootWordPress(): Promise<void> {
  const wordpress = await startWordPress({ version: '7.1', progress: console.log });
  const driver = await launchChromium({ extension: builtExtension('chrome-test') });
  try {
    await shootSetUp(driver, wordpress);
    await shootAccount(driver, wordpress);
  } finally {
    await driver.close();
    await wordpress.stop();
  }
}

async function shootSetUp(driver: ChromiumDriver, wordpress: RunningWordPress): Promise<void> {
  const page = await openWordPressAddress(driver);
  await page.setViewportSize({ width: 820, height: 720 });
  await page.getByText('Behind a proxy?').click();
  await page.locator('#extra-headers').fill('X-Staging: letmein\nCookie: a=b');
  await page.locator('#address').fill(wordpress.url);
  await shoot(page, 'options-wordpress-address');
  await page.locator('#extra-headers').fill('');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Connect with WordPress' }).waitFor();
  await shoot(page, 'options-wordpress-sign-in');

  await page.getByRole('button', { name: 'Use an application password instead' }).click();
  await shoot(page, 'options-wordpress-password');
  await page.getByRole('button', { name: 'Use the JWT plugin' }).click();
  await page.getByText('Advanced').click();
  await shoot(page, 'options-wordpress-jwt');
  await page.getByText('Advanced').click();
  await wordpress.switches.set(['authorization_stripped']);
  await typePassword(page, wordpress.users.editor.login, wordpress.users.editor.password);
  await page.locator('.check-failed').waitFor();
  await shoot(page, 'options-wordpress-failed');
  await wordpress.switches.set([]);

  await page.getByRole('button', { name: 'Connect with WordPress' }).click();
  const window = await openWindow(driver, page);
  await shoot(page, 'options-wordpress-window');
  await logIn(window, wordpress.users.editor);
  await window.locator('#approve').click();
  await page.locator('.connected').waitFor();
  await page.getByText('Not you?').click();
  await shoot(page, 'options-wordpress-connected');
  await page.close();
}

async function shootAccount(driver: ChromiumDriver, wordpress: RunningWordPress): Promise<void> {
  const page = await optionsPage(driver);
  await wordpress.switches.set(['authorization_stripped']);
  await page.getByRole('button', { name: 'Test again' }).click();
  await page.locator('.step-failed').waitFor();
  await shoot(page, 'options-wordpress-ended');
  await wordpress.switches.set([]);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor();
  await shoot(page, 'options-wordpress-edit');
  await page.close();
}
