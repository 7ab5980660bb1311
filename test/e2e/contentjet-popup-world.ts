/** The world of Contentjet over an article at an address that any reader can open: only such a one is a clip's source. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ContentjetEntry, NewField } from '../servers/contentjet-site.ts';
import { type ContentjetWorld, test as withContentjet } from './contentjet-world.ts';
import { builtExtension, launchChromium, selectContents } from './drivers/chromium.ts';
import { type ContentjetChoices, connectContentjet } from './drivers/connect-contentjet.ts';

export { TITLE } from './contentjet-world.ts';
export { expect };

/** Resolved to loopback. */
const HOST = 'paper.example';
export const ARTICLE_URL = `http://${HOST}/article`;

export const test = withContentjet.extend({
  driver: async ({ site }, use) => {
    const extension = await mkdtemp(join(tmpdir(), 'clipdraft-build-'));
    await cp(builtExtension('chrome-test'), extension, { recursive: true });
    await allow(extension, `http://${HOST}/*`);
    const driver = await launchChromium({
      extension,
      args: [`--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${site.port}`],
    });
    await driver.worker();
    await use(driver);
    await driver.close();
    await rm(extension, { recursive: true });
  },
});

async function allow(extension: string, origin: string): Promise<void> {
  const file = join(extension, 'manifest.json');
  const manifest: { host_permissions: string[] } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: [...manifest.host_permissions, origin] }));
}

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
