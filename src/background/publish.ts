/** Send at once: a menu click or the command becomes a clip, a draft and an entry that goes out. */
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { NoClip } from '../messages/contract.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { MenuClick } from '../platform/menus.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { Vault } from '../vault/vault.ts';
import type { Capture, Capturer } from './capture.ts';
import { copiesImages } from './copies-images.ts';
import type { Editor } from './editor.ts';
import type { Images } from './images.ts';
import { parseMenuId } from './menu-items.ts';

/** So long a draft waits for its images at most; a background that dies meanwhile sends it at its next wake-up. */
const HELD_MS = 15_000;

export interface PublishDeps {
  capturer: Capturer;
  editor: Editor;
  outbox: Outbox;
  images: Pick<Images, 'collect' | 'pending'>;
  clock: Clock;
  vault: Pick<Vault, 'getAccount' | 'listAccounts'>;
  /** Sends what is due; errors end in the entries, not here. */
  run(): void;
  /** The set-up, for a clip that has no account to go to. */
  openSetUp(): Promise<void>;
  openPopup(): Promise<boolean>;
  /** There was nothing to clip: the page or the selection was to blame. */
  sayNothingClipped(reason: NoClip): Promise<void>;
  /** The clip is stored, but the popup could not be opened over it. */
  sayClipWaits(): Promise<void>;
  /** The clip could not be made or stored: nobody stands at a page to see it. */
  sayFailed(error: ErrorView): Promise<void>;
}

export interface Publisher {
  onMenuClick(click: MenuClick, tab: TabInfo | null): Promise<void>;
  onSendCommand(tab: TabInfo | null): Promise<void>;
  /** From the popup's Send: to this account, or kept until there is one. */
  send(entryId: string, accountId: string | null): Promise<OutboxEntry>;
}

export function createPublisher(deps: PublishDeps): Publisher {
  const { capturer, editor, outbox, images, clock, vault, run } = deps;

  async function send(entryId: string, accountId: string | null): Promise<OutboxEntry> {
    const account = accountId === null ? null : await vault.getAccount(accountId);
    const copying = account !== null && copiesImages(account) ? images.pending(entryId) : null;
    const heldUntil = copying === null ? undefined : clock.now() + HELD_MS;
    const entry = await outbox.submit(entryId, account?.id ?? null, heldUntil);
    if (account === null) await deps.openSetUp();
    else run();
    void copying?.then(() => outbox.release(entryId)).then(run, () => undefined);
    return entry;
  }

  /** The clip is stored as an open draft first: from here on nothing is lost, whatever happens to us. */
  async function sendCapture(capture: Capture, tab: TabInfo, accountId: string | null): Promise<void> {
    if (capture.clip === null) return deps.sayNothingClipped(capture.reason);
    const stored = await editor.keep(capture.clip, tab, accountId);
    const { entry } = stored;
    if (entry.accountId !== null) images.collect(stored, capture.page, entry.accountId);
    await send(entry.id, entry.accountId);
  }

  const orSay = (task: Promise<void>): Promise<void> =>
    task.catch((error: unknown) => deps.sayFailed(toErrorView(error)));

  return {
    send,

    async onMenuClick(click, tab) {
      const choice = parseMenuId(click.id);
      if (choice === null || tab === null) return;
      const { context, accountId } = choice;
      if (choice.mode === 'send') {
        await orSay(capturer.fromMenu(click, context, tab).then((capture) => sendCapture(capture, tab, accountId)));
        return;
      }
      // The gesture ends with the first await: the popup first, and it waits for the capture that begins beside it.
      const popup = deps.openPopup();
      const capturing = capturer.fromMenu(click, context, tab);
      editor.expect(tab.id, capturing, accountId);
      if (await popup) return;
      // A browser that refuses to open the popup: the draft is stored and waits for the person's own click.
      await orSay(
        editor
          .open({ tabId: tab.id })
          .then(({ open, noClip }) =>
            open === null ? deps.sayNothingClipped(noClip ?? 'nothing_selected') : deps.sayClipWaits(),
          ),
      );
    },

    async onSendCommand(tab) {
      if (tab === null) return;
      await orSay(capturer.fromTab(tab).then((capture) => sendCapture(capture, tab, null)));
    },
  };
}
