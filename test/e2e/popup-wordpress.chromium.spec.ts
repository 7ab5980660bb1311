/** The popup for a WordPress: categories, images on their way, the featured image, and what did not go as asked. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type RunningWordPress, startWordPress } from '../servers/wordpress.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { png } from '../support/png.ts';
import { violations } from './drivers/axe.ts';
import { builtExtension, type ChromiumDriver, launchChromium, selectContents } from './drivers/chromium.ts';
import { connectWordPressByPassword } from './drivers/connect.ts';
import { type PageServer, type Route, startPages } from './drivers/pages.ts';
import { openPopupOver } from './drivers/popup.ts';

const TITLE = 'Two benches';
const picture = (red: number): Route => {
  const bytes = png(60, 40, (x, y) => [red, 4 * x, 6 * y]);
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(bytes);
  };
};

interface Shared {
  wordpress: RunningWordPress;
  site: PageServer;
}
interface World {
  driver: ChromiumDriver;
  blog: WordPressSite;
  /** Connects as one of the people of the site. */
  connect(role?: keyof RunningWordPress['users'], images?: 'copy' | 'link'): Promise<void>;
  /** An article with an image of its own and one that another host does not give to pages, all of it selected. */
  article(): Promise<Page>;
  /** The popup over it. */
  popup(article?: Page): Promise<Page>;
  /** Waits for the newest post. */
  arrival(): ReturnType<WordPressSite['post']>;
}

const test = base.extend<{ world: World }, Shared>({
  wordpress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const wordpress = await startWordPress({ version: '7.1' });
      const blog = new WordPressSite(wordpress.url, wordpress.users.administrator);
      const tools = await blog.createTerm('categories', 'Tools');
      await blog.call('POST', 'categories', {}, { name: 'Benches', parent: tools });
      await use(wordpress);
      await wordpress.stop();
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const site = await startPages({ routes: { '/own.png': picture(0), '/other.png': picture(255) } });
      const other = `http://localhost:${site.port}/other.png`;
      site.route(
        '/article',
        `<!doctype html><html lang="en"><title>${TITLE}</title><main><article><p>One of wood, one of stone.</p>
        <p><img src="/own.png" alt="The bench of wood" width="60" height="40"></p>
        <p><img src="${other}" alt="The bench of stone" width="60" height="40"></p></article></main></html>`,
      );
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  world: async ({ wordpress, site }, use) => {
    const driver = await launchChromium({ extension: builtExtension('chrome-test') });
    await driver.worker();
    const blog = new WordPressSite(wordpress.url, wordpress.users.administrator);
    for (const { id } of await blog.posts()) await blog.remove(id);
    for (const { id } of await blog.media()) await blog.removeMedia(id);
    const article = async (): Promise<Page> => {
      const page = await driver.open(`${site.url}/article`);
      await selectContents(page, 'article');
      return page;
    };
    await use({
      ...{ driver, blog },
      async connect(role = 'administrator', images = 'copy') {
        const page = await connectWordPressByPassword(driver, wordpress.url, wordpress.users[role], images);
        await page.close();
      },
      article,
      popup: async (page) => openPopupOver(driver, page ?? (await article())),
      async arrival() {
        await expect.poll(async () => (await blog.posts(TITLE)).length, { timeout: 20_000 }).toBe(1);
        const [post] = await blog.posts(TITLE);
        if (post === undefined) throw new Error('no post arrived');
        return post;
      },
    });
    await driver.close();
  },
});

const more = (popup: Page): Promise<void> => popup.getByText('More', { exact: true }).click();
const category = (popup: Page, name: string): Locator =>
  popup.getByRole('group', { name: 'Categories' }).getByRole('checkbox', { name, exact: true });
const categoryNames = async ({ blog }: World, ids: readonly number[]): Promise<string[]> =>
  (await blog.terms('categories', '')).filter(({ id }) => ids.includes(id)).map(({ name }) => name);
const send = (popup: Page): Promise<void> => popup.getByRole('button', { name: 'Send to Clip Lab' }).click();

test('what is picked is what WordPress holds: categories, a copied image from a host that was asked, and it stands for the post', async ({
  world,
}) => {
  await world.connect();
  const popup = await world.popup();
  await expect(popup.getByText('1 image will be copied.')).toBeVisible();
  await popup.getByRole('button', { name: 'Copy 1 image (asks for localhost)' }).click();
  await expect(popup.getByText('2 images will be copied.')).toBeVisible();
  await expect(popup.getByRole('button', { name: /^Copy/ })).toHaveCount(0);

  await more(popup);
  await expect(popup.getByText('Name the source as the original')).toHaveCount(0);
  const featured = popup.getByRole('group', { name: 'Featured image' });
  await expect(featured.getByRole('radio', { name: 'None' })).toBeChecked();
  await expect(featured.getByRole('img').or(featured.locator('img'))).toHaveCount(2);
  await featured.getByRole('radio', { name: 'The bench of stone' }).check();
  // By keyboard alone: the list is one of checkboxes in reading order.
  await category(popup, 'Benches').focus();
  await popup.keyboard.press('Space');
  expect(await violations(popup)).toEqual([]);
  await send(popup);

  const post = await world.arrival();
  expect(await categoryNames(world, post.categories)).toEqual(['Benches']);
  const media = await world.blog.media();
  expect(media.map(({ alt_text }) => alt_text).sort()).toEqual(['The bench of stone', 'The bench of wood']);
  expect(media.find(({ id }) => id === post.featured_media)?.alt_text).toBe('The bench of stone');
  for (const { source_url } of media) expect(post.content.raw).toContain(source_url);
  await expect(popup.getByText('Draft in Clip Lab')).toBeVisible();
  await expect(popup.locator('.losses')).toHaveCount(0);
});

test('what was chosen for one account is not sent to another, and is there again when one comes back', async ({
  world,
}) => {
  await world.connect();
  await world.connect('editor');
  const popup = await world.popup();
  const destination = popup.getByRole('combobox', { name: 'Where the draft goes' });
  await destination.selectOption({ label: 'Clip Lab, as Anna Archer' });
  await more(popup);
  await category(popup, 'Tools').check();
  await destination.selectOption({ label: 'Clip Lab, as Edda Ellis' });
  await expect(category(popup, 'Tools')).not.toBeChecked();
  await destination.selectOption({ label: 'Clip Lab, as Anna Archer' });
  await expect(category(popup, 'Tools')).toBeChecked();
  await destination.selectOption({ label: 'Clip Lab, as Edda Ellis' });
  await send(popup);
  const post = await world.arrival();
  expect(await categoryNames(world, post.categories)).toEqual(['Uncategorized']);
  expect(await world.blog.displayName(post.author)).toBe('Edda Ellis');
});

test('choices outlive a closed popup', async ({ world }) => {
  await world.connect();
  const article = await world.article();
  const popup = await world.popup(article);
  await more(popup);
  await category(popup, 'Benches').check();
  await popup.close();
  const again = await world.popup(article);
  await expect(category(again, 'Benches')).toBeChecked();
});

test('images that no one was asked for stay links, and the result says why', async ({ world }) => {
  await world.connect();
  const popup = await world.popup();
  await expect(popup.getByRole('button', { name: /^Copy 1 image/ })).toBeVisible();
  expect(await violations(popup)).toEqual([]);
  await send(popup);
  const post = await world.arrival();
  expect(post.content.raw).toContain('/other.png');
  await expect(popup.getByText('1 image stays a link: no access to the host.')).toBeVisible();
  expect(await violations(popup)).toEqual([]);
});

test('a draft that was sent gets its copies all the same, by the same button beside what became of it', async ({
  world,
}) => {
  await world.connect();
  const popup = await world.popup();
  await expect(popup.getByText('1 image will be copied.')).toBeVisible();
  await send(popup);
  const { id } = await world.arrival();
  await expect(popup.getByText('1 image copied.')).toBeVisible();
  await popup.getByRole('button', { name: 'Copy 1 image (asks for localhost)' }).click();
  await expect(popup.getByText('2 images copied.')).toBeVisible();
  await expect(popup.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  await expect(popup.locator('.losses')).toHaveCount(0);
  expect(await violations(popup)).toEqual([]);
  const { content, status } = await world.blog.post(id);
  const media = await world.blog.media();
  expect([media.length, status]).toEqual([2, 'draft']);
  for (const { source_url } of media) expect(content.raw).toContain(source_url);

  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await world.blog.media()).length).toBe(0);
  expect(await world.blog.posts(TITLE)).toEqual([]);
});

test('the list of recent drafts has the button too; a draft that somebody has changed stays as it is', async ({
  world,
}) => {
  await world.connect();
  const popup = await world.popup();
  await expect(popup.getByText('1 image will be copied.')).toBeVisible();
  await send(popup);
  const { id } = await world.arrival();
  await expect(popup.getByText('Draft in Clip Lab')).toBeVisible();
  await popup.close();
  await world.blog.edit(id, { content: '<!-- wp:paragraph --><p>Mine</p><!-- /wp:paragraph -->' });

  const page = await world.driver.open('about:blank');
  const later = await world.popup(page);
  const recent = later.getByRole('region', { name: 'Last drafts' });
  await recent.getByRole('button', { name: 'Copy 1 image (asks for localhost)' }).click();
  const changed = 'The draft was changed or published meanwhile, so its images stay as they are.';
  await expect(recent.getByText(changed)).toBeVisible();
  await expect(recent.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  expect(await violations(later)).toEqual([]);
  expect((await world.blog.post(id)).content.raw).toContain('Mine');
  expect(await world.blog.media()).toHaveLength(1);
});

test('what a role may not do is said in a sentence each', async ({ world }) => {
  await world.connect('contributor');
  const popup = await world.popup();
  await expect(popup.getByText('1 image will be copied.')).toBeVisible();
  await more(popup);
  await popup.getByRole('radio', { name: 'The bench of wood' }).check();
  await send(popup);
  await world.arrival();
  await expect(popup.locator('.losses li')).toHaveText([
    'The featured image was not set.',
    '1 image stays a link: no access to the host.',
    '1 image stays a link: this account may not upload there.',
  ]);
});

test('an account that links images says so, and offers neither copies nor a featured image', async ({ world }) => {
  await world.connect('administrator', 'link');
  const popup = await world.popup();
  await expect(popup.getByText('2 images stay links.')).toBeVisible();
  await more(popup);
  await expect(popup.getByRole('group', { name: 'Categories' })).toBeVisible();
  await expect(popup.getByRole('group', { name: 'Featured image' })).toHaveCount(0);
  await expect(popup.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
});
