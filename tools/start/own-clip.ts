/** With nobody at the screen: the demonstration clips by itself, and shows that Ghost really has the draft. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { menuId } from '../../src/background/menu-items.ts';
import { type ChromiumDriver, selectContents } from '../../test/e2e/drivers/chromium.ts';
import type { RunningGhost } from '../../test/servers/ghost.ts';
import { ROOT } from '../run.ts';
import { type GhostDraft, listDrafts, pictureDraft } from './ghost-admin.ts';

const PASSAGE = '#passage';
const DELIVERY_MS = 60_000;

/** Selects the article's passage and chooses the menu's entry; gives the selected text. */
export async function clipPassage(browser: ChromiumDriver, article: Page): Promise<string> {
  const selected = await selectContents(article, PASSAGE);
  const menuItemId = menuId({ context: 'selection', mode: 'send', accountId: null });
  await browser.clickMenu(article, { menuItemId, selectionText: selected });
  return selected;
}

/** Waits for the draft, prints it and leaves its picture in ./out; throws where Ghost does not have the passage. */
export async function showDraft(browser: ChromiumDriver, ghost: RunningGhost, selected: string): Promise<void> {
  const draft = await untilDelivered(browser, ghost);
  const missing = wordsOf(selected).filter((word) => !draft.html.includes(word));
  if (missing.length > 0) throw new Error(`Ghost has a draft, but these words are missing in it: ${missing.join(' ')}`);
  const picture = join(ROOT, 'out', 'start-draft.png');
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  await pictureDraft(browser.context, draft, picture);
  console.log(`\nGhost holds the draft:\n  id      ${draft.id}\n  title   ${draft.title}\n  editor  ${draft.editUrl}`);
  console.log(`  picture ${picture}\n  html:\n${draft.html}\n`);
}

async function untilDelivered(browser: ChromiumDriver, ghost: RunningGhost): Promise<GhostDraft> {
  const deadline = performance.now() + DELIVERY_MS;
  while (performance.now() < deadline) {
    const [draft] = await listDrafts(browser.context, ghost);
    if (draft !== undefined) return draft;
    await sleep(300);
  }
  throw new Error(`Ghost had no draft after ${DELIVERY_MS / 1000} s. The outbox says: ${await outbox(browser)}`);
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
