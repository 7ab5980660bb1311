/** Ghost, with its admin as the browser's signed-in person sees it. */
import type { BrowserContext } from '@playwright/test';
import * as v from 'valibot';
import { connectGhost } from '../../test/e2e/drivers/connect.ts';
import { type RunningGhost, startGhost } from '../../test/servers/ghost.ts';
import { ghostInstallName, isGhostInstalled } from '../../test/servers/ghost-install.ts';
import type { DemoDraft, DemoOptions, DemoSite, DemoSystem } from './demo.ts';

const VERSION = '6';

export const ghostDemo: DemoSystem = {
  name: 'Ghost',
  parts: () => (isGhostInstalled(VERSION) ? [] : ['compiler']),
  folder: ghostInstallName(VERSION),
  port: 2369,
  isInstalled: () => isGhostInstalled(VERSION),
  firstTime: 'from the npm registry: about 200 MB, 800 MB unpacked. One to two minutes',
  async start({ dir, port, progress }: DemoOptions): Promise<DemoSite> {
    const ghost = await startGhost({ version: VERSION, dir, port, progress });
    return {
      url: ghost.url,
      draftsUrl: `${ghost.url}/ghost/#/posts`,
      login: `${ghost.email} / ${ghost.password}`,
      signIn: (context) => signIn(context, ghost),
      connect: async (browser) => void (await connectGhost(browser, ghost)),
      drafts: (context) => listDrafts(context, ghost),
      untilShown: (editor) => editor.locator('[data-lexical-text]').first().waitFor({ timeout: 60_000 }),
      stop: () => ghost.stop(),
    };
  },
};

async function signIn(context: BrowserContext, ghost: RunningGhost): Promise<void> {
  const answer = await context.request.post(`${ghost.url}/ghost/api/admin/session/`, {
    data: { username: ghost.email, password: ghost.password },
    headers: { origin: ghost.url },
  });
  if (!answer.ok()) throw new Error(`Ghost let nobody in: ${answer.status()} ${await answer.text()}`);
}

const Posts = v.object({
  posts: v.array(v.object({ id: v.string(), title: v.string(), html: v.nullable(v.string()) })),
});

async function listDrafts(context: BrowserContext, ghost: RunningGhost): Promise<DemoDraft[]> {
  const query = 'filter=status:draft&formats=html&limit=100';
  const answer = await context.request.get(`${ghost.url}/ghost/api/admin/posts/?${query}`);
  const { posts } = v.parse(Posts, await answer.json());
  return posts.map(({ id, title, html }) => ({
    id,
    title,
    content: html ?? '',
    editUrl: `${ghost.url}/ghost/#/editor/post/${id}`,
  }));
}
