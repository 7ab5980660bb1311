/** The world of Contentjet over an article at an address that any reader can open: only such a one is a clip's source. */
import { expect, type Page } from '@playwright/test';
import type { ContentjetEntry, NewField } from '../servers/contentjet-site.ts';
import { type ContentjetWorld, test as withContentjet } from './contentjet-world.ts';
import { selectContents } from './drivers/chromium.ts';
import { type ContentjetChoices, connectContentjet } from './drivers/connect-contentjet.ts';
import { ARTICLE_URL, withPublicArticle } from './drivers/public-article.ts';

export { TITLE } from './contentjet-world.ts';
export { ARTICLE_URL, expect };

export const test = withContentjet.extend({
  driver: ({ site }, use) => withPublicArticle(site, use),
});

/** What the fields of a small type take: 20 units of title, 30 of a teaser, which must be there. */
export const SMALL: NewField[] = [
  { name: 'title', label: 'Headline', fieldType: 'TEXT', maxLength: 20, required: true },
  { name: 'body', label: 'Body', fieldType: 'LONGTEXT', required: true },
  { name: 'teaser', label: 'Teaser', fieldType: 'LONGTEXT', format: 'plaintext', maxLength: 30, required: true },
];

/** An account of the project's author, filled as is guessed. */
export async function connect(
  { driver, contentjet }: ContentjetWorld,
  choices: ContentjetChoices & { type: string },
): Promise<void> {
  await (await connectContentjet(driver, contentjet.url, contentjet.users.author, choices)).close();
}

/** The article with a passage selected. */
export async function openArticle({ driver }: ContentjetWorld): Promise<Page> {
  const page = await driver.open(ARTICLE_URL);
  await selectContents(page, '#words');
  return page;
}

export const popupOf = async (world: ContentjetWorld): Promise<Page> => world.popupOver(await openArticle(world));

/** The entry that arrives, when its delivery is tidied up. */
export async function arrival({ project }: ContentjetWorld): Promise<ContentjetEntry> {
  await expect.poll(async () => (await project.entries()).length, { timeout: 20_000 }).toBe(1);
  const [newest] = await project.entries();
  if (newest === undefined) throw new Error('no entry arrived');
  await expect.poll(async () => (await project.tagsOf(newest.id)).some((tag) => tag.startsWith('clip-'))).toBe(false);
  return project.entry(newest.id);
}
