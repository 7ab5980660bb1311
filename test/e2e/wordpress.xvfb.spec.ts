/** The build that ships, under a real mouse and keyboard: the browser's own question, the site's window, the menu. */
import { answer, type Desktop, dragOver, fill, granted, openMenu, press, withDesktop } from './desktop.ts';
import { sayYes } from './drivers/connect-wordpress.ts';
import { expect, WordPressLibrary, withWordPress } from './wordpress-world.ts';

const test = withWordPress.extend<{ desktop: Desktop }>({
  desktop: ({ site }, use) => withDesktop(site, use),
});

test('one question for a host and its twin, one click, a right-click: the draft is there with its image', async ({
  desktop,
  wordpress,
}) => {
  const { driver, options, xvfb } = desktop;
  const library = new WordPressLibrary(wordpress);
  await library.removeAll();
  await press(desktop, '#system-wordpress');
  await fill(desktop, '#address', 'blog.invalid');
  await press(desktop, 'button[type=submit]');
  await answer(desktop, 'Tab', 'Return');
  await expect.poll(() => granted(desktop)).toEqual(['https://blog.invalid/*', 'https://www.blog.invalid/*']);
  await expect(options.getByText('Nothing answers at this address.', { exact: false })).toBeVisible();

  await options.locator('#address').fill('');
  await fill(desktop, '#address', wordpress.url);
  await press(desktop, 'button[type=submit]');
  await answer(desktop, 'Tab', 'Return');
  const opening = driver.context.waitForEvent('page');
  await press(desktop, '.one-click button');
  await sayYes(await opening, wordpress.users.editor);
  await expect(options.locator('.connected')).toHaveText('Connected to Clip Lab as Edda Ellis (Editor).');

  await dragOver(desktop, '#words', 'li:last-child');
  await openMenu(desktop, '#words', { x: 0.02, y: 0.5 });
  // From the end: "Inspect", and above it the only entry of an extension.
  xvfb.keys('Up', 'Up', 'Return');
  const post = await library.arrival();
  const [image] = await library.media();
  expect(image).toMatchObject({ alt_text: 'A bench with tools', caption: { raw: 'The bench' } });
  expect(post.status).toBe('draft');
  expect(post.content.raw).toContain(`<img src="${image?.source_url}"`);
  await expect.poll(() => driver.notifications()).toContainEqual(expect.stringMatching(/^entry:/));
});
