/** The whole road into WordPress in real Firefox, on the build that ships: the site's own window, the menu, Undo. */
import { builtExtension } from './drivers/chromium.ts';
import { launchFirefox } from './drivers/firefox.ts';
import { clickInPopup, type FirefoxDesktop, inPopup, popupText } from './drivers/firefox-popup.ts';
import { startXvfb } from './drivers/xvfb.ts';
import { expect, WordPressLibrary, withWordPress } from './wordpress-world.ts';

const OPTIONS = 'src/options/index.html#add';

const test = withWordPress.extend<{ desktop: FirefoxDesktop }>({
  desktop: async ({ site }, use) => {
    const xvfb = await startXvfb();
    const firefox = await launchFirefox({ display: xvfb.display });
    xvfb.focusWindow('Mozilla Firefox');
    await firefox.install(builtExtension('firefox'));
    await firefox.go(firefox.url(OPTIONS));
    const options = await firefox.currentTab();
    const article = await firefox.openTab(`${site.url.replace('127.0.0.1', 'localhost')}/article`);
    await use({ xvfb, firefox, options, article });
    await firefox.close();
    await xvfb.stop();
  },
});

test('connected in the site’s own window, clipped by the menu with its image, undone from the popup', async ({
  desktop,
  wordpress,
}) => {
  const { firefox, options, article, xvfb } = desktop;
  const { login, password } = wordpress.users.editor;
  const library = new WordPressLibrary(wordpress);
  await library.removeAll();

  await firefox.switchTo(options);
  await firefox.until(`return document.querySelector('#system-wordpress') !== null;`);
  await firefox.click('#system-wordpress');
  await firefox.type('#address', wordpress.url);
  await firefox.click('form button[type=submit]');
  expect(await firefox.answerPermissionPrompt('allow')).toContain('127.0.0.1');
  await firefox.until(`return document.querySelector('.one-click button') !== null;`);
  const window = await firefox.opened(() => firefox.click('.one-click button'));
  await firefox.switchTo(window, false);
  await firefox.until(`return document.querySelector('#wp-submit') !== null;`);
  await firefox.type('#user_login', login);
  await firefox.type('#user_pass', password);
  await firefox.click('#wp-submit');
  await firefox.until(`return document.querySelector('#approve') !== null;`);
  await firefox.click('#approve');
  await firefox.switchTo(options, false);
  await firefox.until(`return document.querySelector('.connected') !== null;`, [], 30_000);
  expect(await firefox.text('.connected')).toBe('Connected to Clip Lab as Edda Ellis (Editor).');
  // The keyboard went with the site's window that closed.
  xvfb.focusWindow('Mozilla Firefox');

  await firefox.switchTo(article);
  await firefox.selectContents('#passage');
  await firefox.stopBackground();
  await firefox.chooseFromContextMenu('#words', 'Draft quote in Clip Lab');
  const post = await library.arrival();
  const [image] = await library.media();
  expect(image).toMatchObject({ alt_text: 'A bench with tools', caption: { raw: 'The bench' } });
  expect(post.status).toBe('draft');
  expect(post.content.raw).toContain(`<img src="${image?.source_url}"`);
  expect(await library.displayName(post.author)).toBe('Edda Ellis');

  await firefox.marionette.run('getSelection().removeAllRanges();');
  xvfb.keys('alt+shift+k');
  await expect.poll(() => popupText(desktop)).toContain('Draft in Clip Lab');
  expect(await inPopup(desktop, 'return popup.innerWidth;')).toBe(400);
  await clickInPopup(desktop, 'main', 'Undo');
  await expect.poll(() => popupText(desktop)).toContain('The draft was taken back');
  await expect.poll(async () => [await library.titled(), await library.media()]).toEqual([[], []]);
});
