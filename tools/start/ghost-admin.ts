/** Ghost's admin as the browser's signed-in person sees it: what it holds is read from Ghost, not from the extension. */
import type { BrowserContext } from '@playwright/test';
import * as v from 'valibot';
import type { RunningGhost } from '../../test/servers/ghost.ts';

const Posts = v.object({
  posts: v.array(v.object({ id: v.string(), title: v.string(), status: v.string(), html: v.nullable(v.string()) })),
});

export interface GhostDraft {
  id: string;
  title: string;
  html: string;
  editUrl: string;
}

/** Signs the browser in; every tab of Ghost's admin shares it. */
export async function signIn(context: BrowserContext, ghost: RunningGhost): Promise<void> {
  const answer = await context.request.post(`${ghost.url}/ghost/api/admin/session/`, {
    data: { username: ghost.email, password: ghost.password },
    headers: { origin: ghost.url },
  });
  if (!answer.ok()) throw new Error(`Ghost let nobody in: ${answer.status()} ${await answer.text()}`);
}

/** The unpublished posts of this Ghost. */
export async function listDrafts(context: BrowserContext, ghost: RunningGhost): Promise<GhostDraft[]> {
  const answer = await context.request.get(`${ghost.url}/ghost/api/admin/posts/?filter=status:draft&formats=html`);
  const { posts } = v.parse(Posts, await answer.json());
  return posts.map(({ id, title, html }) => ({
    id,
    title,
    html: html ?? '',
    editUrl: `${ghost.url}/ghost/#/editor/post/${id}`,
  }));
}

/** A picture of the draft in its editor. */
export async function pictureDraft(context: BrowserContext, draft: GhostDraft, file: string): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.goto(draft.editUrl);
  await page.locator('[data-kg="editor"] p, .koenig-lexical p').first().waitFor({ timeout: 60_000 });
  await page.screenshot({ path: file });
  await page.close();
}
