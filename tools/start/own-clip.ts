/** With nobody at the screen: the demonstration clips by itself, and shows that the system really has the draft. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { menuId } from '../../src/background/menu-items.ts';
import { type ChromiumDriver, selectContents } from '../../test/e2e/drivers/chromium.ts';
import { ROOT } from '../run.ts';
import type { DemoDraft, DemoSite, DemoSystem } from './demo.ts';

const PASSAGE = '#passage';
const DELIVERY_MS = 60_000;

/** Selects the article's passage and chooses the menu's entry; gives the selected text. */
export async function clipPassage(browser: ChromiumDriver, article: Page): Promise<string> {
  const selected = await selectContents(article, PASSAGE);
  const menuItemId = menuId({ context: 'selection', mode: 'send', accountId: null });
  await browser.clickMenu(article, { menuItemId, selectionText: selected });
  return selected;
}

/**
 * Connects the account, waits for the draft, prints it and leaves its picture in ./out.
 * @throws where the system does not have the passage
 */
export async function deliver(
  browser: ChromiumDriver,
  system: DemoSystem,
  site: DemoSite,
  text: string,
): Promise<void> {
  // The site is kept between runs: drafts of before are no proof of this one.
  const before = new Set((await site.drafts(browser.context)).map(({ id }) => id));
  await site.connect(browser);
  console.log(`Connected to ${system.name} at ${site.url}`);
  const draft = await untilDelivered(browser, system, site, before);
  const missing = wordsOf(text).filter((word) => !draft.content.includes(word));
  if (missing.length > 0) {
    throw new Error(`${system.name} has a draft, but these words are missing in it: ${missing.join(' ')}`);
  }
  const picture = await pictureDraft(browser, site, draft);
  console.log(`\n${system.name} holds the draft:\n  id      ${draft.id}\n  title   ${draft.title}`);
  console.log(`  editor  ${draft.editUrl}\n  picture ${picture}\n  content:\n${draft.content}\n`);
}

async function untilDelivered(
  browser: ChromiumDriver,
  { name }: DemoSystem,
  site: DemoSite,
  before: ReadonlySet<string>,
): Promise<DemoDraft> {
  const deadline = performance.now() + DELIVERY_MS;
  while (performance.now() < deadline) {
    const draft = (await site.drafts(browser.context)).find(({ id }) => !before.has(id));
    if (draft !== undefined) return draft;
    await sleep(300);
  }
  throw new Error(`${name} had no draft after ${DELIVERY_MS / 1000} s. The outbox says: ${await outbox(browser)}`);
}

/** A picture of the draft in its editor; gives the file's path. */
async function pictureDraft({ context }: ChromiumDriver, site: DemoSite, draft: DemoDraft): Promise<string> {
  const path = join(ROOT, 'out', 'start-draft.png');
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const editor = await context.newPage();
  await editor.setViewportSize({ width: 1280, height: 1000 });
  await editor.goto(draft.editUrl);
  await site.untilShown(editor);
  await editor.screenshot({ path });
  await editor.close();
  return path;
}

/** What the extension itself thinks of its deliveries. */
async function outbox(browser: ChromiumDriver): Promise<string> {
  const page = await browser.openExtension('manifest.json');
  return page.evaluate(async () => {
    const message = { to: 'clipdraft', name: 'popup.state', input: { entryId: null } };
    return JSON.stringify(await chrome.runtime.sendMessage(message));
  });
}

/** Words of letters only: what html escapes, or a block's start joins, is not compared. */
function wordsOf(text: string): string[] {
  return [...new Set(text.match(/\p{L}{3,}/gu) ?? [])];
}
