/** Ghost, with its admin as the browser's signed-in person sees it. */
import type { BrowserContext, Page } from '@playwright/test';
import * as v from 'valibot';
import { connectGhost } from '../../test/e2e/drivers/connect.ts';
import { type RunningGhost, startGhost } from '../../test/servers/ghost.ts';
import { ghostInstallName, isGhostInstalled } from '../../test/servers/ghost-install.ts';
import type { DemoDraft, DemoOptions, DemoSite, DemoSystem } from './demo.ts';

export const GHOST_VERSION = '6';

export const ghostDemo: DemoSystem = {
  name: 'Ghost',
  parts: () => (isGhostInstalled(GHOST_VERSION) ? [] : ['compiler']),
  folder: ghostInstallName(GHOST_VERSION),
  port: 2369,
  isInstalled: () => isGhostInstalled(GHOST_VERSION),
  firstTime: 'from the npm registry: about 200 MB, 800 MB unpacked. One to two minutes',
  async start({ dir, port, progress }: DemoOptions): Promise<DemoSite> {
    const ghost = await startGhost({ version: GHOST_VERSION, dir, port, progress });
    return {
      ...adminAt(ghost.url, ghost),
      connect: async (browser) => void (await connectGhost(browser, ghost)),
      stop: () => ghost.stop(),
    };
  },
};

/** Ghost's admin as it is met at an address. */
export function adminAt(url: string, { email, password }: RunningGhost): Omit<DemoSite, 'connect' | 'stop'> {
  return {
    url,
    draftsUrl: `${url}/ghost/#/posts`,
    login: `${email} / ${password}`,
    signIn: (context) => signIn(context, url, { username: email, password }),
    drafts: (context) => listDrafts(context, url),
    untilShown: (editor: Page) => editor.locator('[data-lexical-text]').first().waitFor({ timeout: 60_000 }),
  };
}

async function signIn(context: BrowserContext, url: string, data: Record<string, string>): Promise<void> {
  const answer = await context.request.post(`${url}/ghost/api/admin/session/`, { data, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`Ghost let nobody in: ${answer.status()} ${await answer.text()}`);
}

const Posts = v.object({
  posts: v.array(v.object({ id: v.string(), title: v.string(), html: v.nullable(v.string()) })),
});

async function listDrafts(context: BrowserContext, url: string): Promise<DemoDraft[]> {
  const query = 'filter=status:draft&formats=html&limit=100';
  const answer = await context.request.get(`${url}/ghost/api/admin/posts/?${query}`);
  const { posts } = v.parse(Posts, await answer.json());
  return posts.map(({ id, title, html }) => ({
    id,
    title,
    content: html ?? '',
    editUrl: `${url}/ghost/#/editor/post/${id}`,
  }));
}
