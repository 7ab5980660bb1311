/** A double of Contentjet, and a page in place of its interface: the system itself is in no registry. */
import { connectContentjet } from '../../test/e2e/drivers/connect-contentjet.ts';
import { startContentjet } from '../../test/servers/contentjet.ts';
import { ContentjetSite } from '../../test/servers/contentjet-site.ts';
import { freePort } from '../../test/servers/process.ts';
import { startDesk } from './contentjet-desk.ts';
import type { DemoDraft, DemoOptions, DemoSite, DemoSystem } from './demo.ts';

const DESK_PORT = 8872;

export const contentjetDemo: DemoSystem = {
  name: 'Contentjet',
  isDouble: true,
  parts: () => [],
  folder: 'contentjet',
  port: 8873,
  isInstalled: () => true,
  firstTime: '',
  async start({ port }: DemoOptions): Promise<DemoSite> {
    const contentjet = await startContentjet({ port });
    const { author } = contentjet.users;
    const site = new ContentjetSite(contentjet.url, author);
    const desk = await startDesk(site, contentjet.project.id, await freePort(DESK_PORT));
    return {
      url: contentjet.url,
      draftsUrl: desk.entriesUrl,
      login: `${author.username} / ${author.password}`,
      // The page asks nobody who they are.
      signIn: async () => undefined,
      connect: async (browser) =>
        void (await connectContentjet(browser, contentjet.url, author, { type: 'Article', uiUrl: desk.url })),
      drafts: () => listDrafts(site, desk.urlOf),
      untilShown: (page) => page.locator('article').waitFor({ timeout: 60_000 }),
      async stop() {
        await desk.stop();
        await contentjet.stop();
      },
    };
  },
};

async function listDrafts(site: ContentjetSite, urlOf: (entry: DemoEntry) => string): Promise<DemoDraft[]> {
  const drafts = (await site.entries()).filter(({ published }) => Date.parse(published) > Date.now());
  return Promise.all(
    drafts.map(async (draft) => ({
      id: String(draft.id),
      title: draft.name,
      content: String((await site.entry(draft.id)).fields.body ?? ''),
      editUrl: urlOf(draft),
    })),
  );
}

type DemoEntry = Awaited<ReturnType<ContentjetSite['entries']>>[number];
