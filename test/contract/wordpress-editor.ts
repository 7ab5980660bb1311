/** WordPress's own block editor, in real Chromium: what it makes of a post is what the person will see. */
import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { type ChromiumDriver, launchChromium } from '../e2e/drivers/chromium.ts';
import type { RunningWordPress } from '../servers/wordpress.ts';
import type { WordPressUser } from '../servers/wordpress-users.ts';

/** The editor's own globals. */
declare const wp: {
  blocks?: {
    parse(content: string): EditorBlock[];
    serialize(blocks: EditorBlock[]): string;
    createBlock(name: string, attributes: object): EditorBlock;
  };
  data?: {
    select(store: string): { getBlocks(): EditorBlock[] } | undefined;
    dispatch(store: string): { insertBlocks(blocks: unknown[]): Promise<void>; savePost(): Promise<void> };
  };
};

interface EditorBlock {
  name: string;
  isValid: boolean;
  originalContent?: string;
  innerBlocks: EditorBlock[];
}

const Opened = v.object({
  /** Every block's name, in document order. */
  names: v.array(v.string()),
  /** What stands in blocks that the editor finds damaged, and in classic or unknown ones. */
  faulty: v.array(v.string()),
  /** What the editor would store if somebody pressed "Save draft". */
  saved: v.string(),
});

export type Opened = v.InferOutput<typeof Opened>;

export class WordPressEditor {
  readonly #chromium: ChromiumDriver;
  readonly #page: Page;
  readonly #url: string;

  private constructor(chromium: ChromiumDriver, page: Page, url: string) {
    this.#chromium = chromium;
    this.#page = page;
    this.#url = url;
  }

  /** Signs the user in with name and password. Nothing but this machine can be reached. */
  static async signIn(wordpress: RunningWordPress, user: WordPressUser): Promise<WordPressEditor> {
    const offline = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';
    const chromium = await launchChromium({ extension: null, args: [offline] });
    const page = await chromium.context.newPage();
    await page.goto(`${wordpress.url}/wp-login.php`);
    await page.fill('#user_login', user.login);
    await page.fill('#user_pass', user.password);
    await page.click('#wp-submit');
    await page.waitForURL(/wp-admin/);
    return new WordPressEditor(chromium, page, wordpress.url);
  }

  /** Opens a post that is not empty. */
  async open(id: number): Promise<Opened> {
    await this.#page.goto(`${this.#url}/wp-admin/post.php?post=${id}&action=edit`, { waitUntil: 'domcontentloaded' });
    return readOpened(this.#page);
  }

  /** The same for content that is stored nowhere; a post must be open. */
  async read(content: string): Promise<Opened> {
    return v.parse(Opened, await this.#page.evaluate(read, content));
  }

  /** Adds a paragraph at the end, and presses "Save draft". */
  async write(paragraph: string): Promise<void> {
    await this.#page.evaluate(async (content) => {
      await wp.data
        ?.dispatch('core/block-editor')
        .insertBlocks([wp.blocks?.createBlock('core/paragraph', { content })]);
      await wp.data?.dispatch('core/editor').savePost();
    }, paragraph);
  }

  close(): Promise<void> {
    return this.#chromium.close();
  }
}

/** What the editor makes of the post it has open, or is opening, in a page. */
export async function readOpened(page: Page): Promise<Opened> {
  await page.waitForFunction(() => (wp.data?.select('core/block-editor')?.getBlocks().length ?? 0) > 0);
  return v.parse(Opened, await page.evaluate(read, null));
}

/** Runs in the editor's page. */
function read(content: string | null): Opened {
  const editor = wp.data?.select('core/block-editor');
  const blocks = content === null ? (editor?.getBlocks() ?? []) : (wp.blocks?.parse(content) ?? []);
  const names: string[] = [];
  const faulty: string[] = [];
  const waiting = [...blocks].reverse();
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    names.push(block.name);
    if (!block.isValid || ['core/freeform', 'core/missing'].includes(block.name)) {
      faulty.push(`${block.name}: ${block.originalContent ?? ''}`);
    }
    waiting.push(...[...block.innerBlocks].reverse());
  }
  return { names, faulty, saved: wp.blocks?.serialize(blocks) ?? '' };
}
