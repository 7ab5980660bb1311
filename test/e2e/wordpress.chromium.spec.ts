/** The road of a clip into a real WordPress: one click to connect, the menu, the media library, the block editor, Undo. */
import { readOpened } from '../contract/wordpress-editor.ts';
import { startFaults } from '../servers/faults.ts';
import { connectByOneClick, connectByPassword, typePassword } from './drivers/connect-wordpress.ts';
import { expect, TITLE, test, type WordPressWorld } from './wordpress-world.ts';

const QUOTE = { menuItemId: 'selection|send|', selectionText: 'as the browser says it' };

test('connected by the one click, clipped by the menu, opened in the block editor, undone', async ({ world }) => {
  const { driver, wordpress, library, site } = world;
  const options = await connectByOneClick(driver, wordpress.url, wordpress.users.editor);
  await expect(options.locator('.connected')).toHaveText('Connected to Clip Lab as Edda Ellis (Editor).');
  await options.close();
  await driver.clickMenu(await world.article('article'), QUOTE);

  const post = await library.arrival();
  expect(post.status).toBe('draft');
  expect(await library.displayName(post.author)).toBe('Edda Ellis');
  const [image] = await library.media();
  expect(image).toMatchObject({ alt_text: 'A bench with tools', caption: { raw: 'The bench' } });
  expect(post.content.raw).toContain(`<img src="${image?.source_url}" alt="A bench with tools"`);
  // The other host allows nobody to read its image, and nobody was asked to.
  expect(post.content.raw).toContain(`<img src="${site.url.replace('127.0.0.1', 'localhost')}/far.png"`);
  expect(await library.media()).toHaveLength(1);
  await expect.poll(async () => (await library.titled())[0]?.slug).toBe('');

  await expect.poll(() => driver.notifications()).toHaveLength(1);
  const [id = ''] = await driver.notifications();
  const opening = driver.context.waitForEvent('page');
  await driver.clickNotification(id);
  const editor = await opening;
  await editor.waitForURL(`${wordpress.url}/wp-admin/post.php?post=${post.id}&action=edit`);
  const { names, faulty } = await readOpened(editor);
  expect(faulty).toEqual([]);
  expect(names).toEqual([
    ...['core/quote', 'core/heading', 'core/paragraph', 'core/image'],
    ...['core/list', 'core/list-item', 'core/list-item', 'core/paragraph'],
  ]);
  await editor.close();

  const popup = await world.popupOver(await world.article('h1'));
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(popup.getByText('The draft was taken back')).toBeVisible();
  await expect.poll(() => contents(world)).toEqual({ posts: 0, media: 0 });
});

test('sent from the popup with a category, a tag of the site and a new one, and opened from there', async ({
  world,
}) => {
  const { driver, wordpress, library } = world;
  await library.createTerm('tags', 'tools');
  const workshop = await library.createTerm('categories', 'Workshop');
  await (await connectByPassword(driver, wordpress.url, wordpress.users.editor, 'application_password')).close();
  const popup = await world.popupOver(await world.article('article'));
  await expect(popup.getByText('1 image will be copied.')).toBeVisible();
  await popup.getByRole('button', { name: 'Copy 1 image (asks for localhost)' }).click();
  await expect(popup.getByText('2 images will be copied.')).toBeVisible();
  const tags = popup.getByRole('combobox', { name: 'Tags' });
  for (const tag of ['tools', 'quiet & kept']) {
    await tags.fill(tag);
    await tags.press('Enter');
  }
  await popup.getByText('More', { exact: true }).click();
  await popup.getByRole('checkbox', { name: 'Workshop' }).check();
  await popup.getByRole('textbox', { name: 'Your note' }).fill('Worth keeping.');
  await popup.getByRole('button', { name: 'Send to Clip Lab' }).click();
  await expect(popup.getByText('Draft in Clip Lab')).toBeVisible({ timeout: 20_000 });

  const post = await library.arrival();
  expect((await library.tagsOf(post.id)).sort()).toEqual(['quiet &amp; kept', 'tools']);
  expect(post.categories).toEqual([workshop]);
  expect((await library.media()).map(({ alt_text }) => alt_text).sort()).toEqual(['A bench with tools', 'A far bench']);
  expect(post.content.raw).not.toContain(world.site.url.replace('127.0.0.1', 'localhost'));
  expect((await wordpress.parseBlocks(post.id)).map(({ blockName }) => blockName).filter(Boolean)).toEqual([
    'core/paragraph',
    'core/quote',
  ]);
  const link = popup.getByRole('link', { name: 'Open in Clip Lab' });
  expect(await link.getAttribute('href')).toBe(`${wordpress.url}/wp-admin/post.php?post=${post.id}&action=edit`);
});

test('the worker is killed while WordPress takes the image, and again while it takes the draft: one of each', async ({
  world,
}) => {
  const { driver, wordpress, library } = world;
  const proxy = await startFaults(wordpress.url, { keepHost: true });
  await (await connectByPassword(driver, proxy.url, wordpress.users.editor, 'application_password')).close();
  const page = await world.article('#passage');
  const silentAfter = (path: string): void =>
    proxy.set((request) =>
      request.method === 'POST' && request.path.includes(path) ? { kind: 'delay', ms: 20_000 } : { kind: 'pass' },
    );
  silentAfter('/wp/v2/media');
  await driver.clickMenu(page, QUOTE);
  await expect.poll(async () => (await library.media()).length).toBe(1);
  await driver.stopWorker();

  silentAfter('/wp/v2/posts');
  await driver.fireAlarm('clipdraft-outbox');
  await library.arrival();
  await driver.stopWorker();

  proxy.set({ kind: 'pass' });
  await driver.fireAlarm('clipdraft-outbox');
  const popup = await world.popupOver(page);
  await expect(popup.getByText('Draft in Clip Lab').first()).toBeVisible({ timeout: 45_000 });
  expect(await contents(world)).toEqual({ posts: 1, media: 1 });
  await proxy.stop();
});

test('the site takes the token no longer, and the password was not kept: the clip waits for a new sign-in', async ({
  world,
}) => {
  const { driver, wordpress, library } = world;
  const { editor } = wordpress.users;
  await (await connectByPassword(driver, wordpress.url, editor, 'jwt_login')).close();
  await wordpress.switches.set(['secret_changed']);
  const page = await world.article('#passage');
  await driver.clickMenu(page, QUOTE);
  await expect.poll(() => driver.notifications()).toHaveLength(1);
  const popup = await world.popupOver(page);
  await expect(popup.getByText('Your sign-in has ended and the password is not kept.', { exact: false })).toBeVisible();
  expect(await contents(world)).toEqual({ posts: 0, media: 0 });

  const [id = ''] = await driver.notifications();
  const opening = driver.context.waitForEvent('page');
  await driver.clickNotification(id);
  const options = await opening;
  await typePassword(options, '', editor.password);
  await expect(options.getByText('1 waiting clip is on its way.', { exact: false })).toBeVisible();
  await library.arrival();
  await expect(popup.getByText('Draft in Clip Lab', { exact: false }).first()).toBeVisible();
  expect(await contents(world)).toEqual({ posts: 1, media: 1 });
});

for (const [site, fault, cure] of [
  ['forwards to its other name', 'redirect=301', 'The site forwards to another address'],
  ['keeps its REST API closed', 'rest_blocked=403', 'Switch that off in the plugin'],
] as const) {
  test(`a site that ${site}: the draft waits, the cure is said, and “Try now” sends it once`, async ({ world }) => {
    const { driver, wordpress, library } = world;
    await (await connectByPassword(driver, wordpress.url, wordpress.users.editor, 'application_password')).close();
    await wordpress.switches.set([fault]);
    const page = await world.article('#passage');
    await driver.clickMenu(page, QUOTE);
    await expect.poll(() => driver.notifications()).toHaveLength(1);
    const popup = await world.popupOver(page);
    await expect(popup.getByText(cure, { exact: false })).toBeVisible();
    await wordpress.switches.set([]);
    expect(await contents(world)).toEqual({ posts: 0, media: 0 });

    await popup.getByRole('button', { name: 'Try now' }).click();
    await library.arrival();
    await expect(popup.getByText('Draft in Clip Lab', { exact: false }).first()).toBeVisible();
    expect(await contents(world)).toEqual({ posts: 1, media: 1 });
  });
}

/** How much WordPress holds. */
async function contents({ library }: WordPressWorld): Promise<{ posts: number; media: number }> {
  return { posts: (await library.titled(TITLE)).length, media: (await library.media()).length };
}
