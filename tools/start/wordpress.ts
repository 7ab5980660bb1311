/** WordPress, with wp-admin as its signed-in administrator sees it. */
import type { BrowserContext, Page } from '@playwright/test';
import * as v from 'valibot';
import { connectWordPress } from '../../test/e2e/drivers/connect.ts';
import { startWordPress } from '../../test/servers/wordpress.ts';
import { isWordPressInstalled, wordPressInstallName } from '../../test/servers/wordpress-install.ts';
import type { WordPressUser } from '../../test/servers/wordpress-users.ts';
import type { DemoDraft, DemoOptions, DemoSite, DemoSystem } from './demo.ts';

const VERSION = '7.1';

export const wordpressDemo: DemoSystem = {
  name: 'WordPress',
  parts: () => ['php'],
  folder: wordPressInstallName(VERSION),
  port: 8871,
  isInstalled: () => isWordPressInstalled(VERSION),
  firstTime: 'from the npm registry: 67 MB, 118 MB unpacked. Ten to twenty seconds',
  async start({ dir, port, progress }: DemoOptions): Promise<DemoSite> {
    const wordpress = await startWordPress({ version: VERSION, dir, port, progress });
    const { url } = wordpress;
    const user = wordpress.users.administrator;
    return {
      url,
      draftsUrl: `${url}/wp-admin/edit.php`,
      login: `${user.login} / ${user.password}`,
      signIn: (context) => signIn(context, url, user),
      connect: async (browser) => void (await connectWordPress(browser, url)),
      drafts: (context) => listDrafts(context, url),
      untilShown,
      stop: () => wordpress.stop(),
    };
  },
};

async function signIn(context: BrowserContext, url: string, { login, password }: WordPressUser): Promise<void> {
  const form = { log: login, pwd: password, redirect_to: `${url}/wp-admin/edit.php` };
  const answer = await context.request.post(`${url}/wp-login.php`, { form });
  if (!answer.url().startsWith(`${url}/wp-admin/`)) {
    throw new Error(`WordPress let nobody in: ${answer.status()} at ${answer.url()}`);
  }
}

const Posts = v.array(
  v.object({ id: v.number(), title: v.object({ raw: v.string() }), content: v.object({ raw: v.string() }) }),
);

/** By the session of wp-admin, which the REST API takes together with a nonce. */
async function listDrafts(context: BrowserContext, url: string): Promise<DemoDraft[]> {
  const nonce = await context.request.get(`${url}/wp-admin/admin-ajax.php?action=rest-nonce`);
  const query = 'status=draft&context=edit&per_page=100';
  const headers = { 'x-wp-nonce': await nonce.text() };
  const answer = await context.request.get(`${url}/wp-json/wp/v2/posts?${query}`, { headers });
  return v.parse(Posts, await answer.json()).map(({ id, title, content }) => ({
    id: String(id),
    title: title.raw,
    content: content.raw,
    editUrl: `${url}/wp-admin/post.php?post=${id}&action=edit`,
  }));
}

/** The block editor shows a post inside a frame of its own. */
async function untilShown(editor: Page): Promise<void> {
  const canvas = editor.frameLocator('iframe[name="editor-canvas"]');
  await canvas.locator('.is-root-container p').first().waitFor({ timeout: 60_000 });
}
