/** The popup's side of the house: open drafts, their edits, and the view of everything beside them. */
import type { Clip } from '../clip/clip.ts';
import { ownError } from '../core/errors.ts';
import type { Random } from '../core/ports.ts';
import { composeDraft } from '../draft/compose.ts';
import type { BodyWords } from '../draft/draft.ts';
import type { EntryView, Input, OpenDraft, PopupView } from '../messages/contract.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { EntryWithDraft, OutboxStore } from '../outbox/store.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { SettingsStore } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { Capture, Capturer } from './capture.ts';
import type { Images } from './images.ts';
import type { OpenDrafts } from './open-drafts.ts';
import { reviewOf } from './review.ts';
import { entryView, openDraft } from './views.ts';

/** How many deliveries the popup lists under the open draft. */
const RECENT = 5;

export interface EditorDeps {
  capturer: Capturer;
  outbox: Outbox;
  store: OutboxStore;
  vault: Pick<Vault, 'listAccounts' | 'getAccount'>;
  settings: SettingsStore;
  openDrafts: OpenDrafts;
  images: Pick<Images, 'collect' | 'copyUnread' | 'pending'>;
  random: Random;
  words: BodyWords;
  getTab(tabId: number): Promise<TabInfo | null>;
}

export interface Editor {
  /** Keeps the clip as an open draft of the tab, for the account that the person named, or else the usual one. */
  keep(clip: Clip, tab: TabInfo, accountId: string | null): Promise<EntryWithDraft>;
  /** A click that opened the popup is still being captured: the popup waits for it instead of capturing itself. */
  expect(tabId: number, capturing: Promise<Capture>, accountId: string | null): void;
  open(input: Input<'popup.open'>): Promise<PopupView>;
  state(input: Input<'popup.state'>): Promise<PopupView>;
  paste(input: Input<'popup.paste'>): Promise<OpenDraft>;
  update(input: Input<'draft.update'>): Promise<OpenDraft>;
  copyImages(input: Input<'draft.copyImages'>): Promise<OpenDraft>;
  discard(input: Input<'draft.discard'>): Promise<null>;
  reopen(input: Input<'draft.reopen'>): Promise<OpenDraft>;
  view(entry: OutboxEntry): Promise<EntryView>;
}

interface Expected {
  capturing: Promise<Capture>;
  accountId: string | null;
}

export function createEditor(deps: EditorDeps): Editor {
  const { capturer, outbox, store, vault, settings, openDrafts, images, random, words } = deps;
  /** In flight only: a worker that ends forgets it, and the popup then captures by itself. */
  const expected = new Map<number, Expected>();

  async function tabOf(tabId: number): Promise<TabInfo> {
    const tab = await deps.getTab(tabId);
    if (tab === null) throw ownError('not_found', 'tab_gone');
    return tab;
  }

  async function keep(clip: Clip, tab: TabInfo, accountId: string | null): Promise<EntryWithDraft> {
    const { quote, defaultAccountId } = await settings.get();
    const draft = composeDraft(clip, { quote }, random.uuid());
    const account = accountId ?? (await knownAccount(defaultAccountId));
    const entry = await outbox.open(draft, { accountId: account, options: {}, incognito: tab.incognito });
    await openDrafts.set(tab.id, entry.id);
    return { entry, draft };
  }

  async function knownAccount(preferred: string | null): Promise<string | null> {
    const accounts = await vault.listAccounts();
    return (accounts.find((account) => account.id === preferred) ?? accounts[0])?.id ?? null;
  }

  /** What this tab's last clip became, unless it is over. */
  async function unfinishedOf(tabId: number): Promise<EntryWithDraft | null> {
    const entryId = await openDrafts.of(tabId);
    const stored = entryId === null ? null : await store.getWithDraft(entryId);
    return stored === null || stored.entry.state === 'delivered' || stored.entry.state === 'dropped' ? null : stored;
  }

  /**
   * The new clip, or what the same passage became before: an open draft is taken up again, one on its way is shown
   * instead of made a second time. An open draft nobody has touched makes room for a new passage.
   */
  async function settle(capture: Capture, tab: TabInfo, accountId: string | null): Promise<EntryWithDraft | null> {
    const previous = await unfinishedOf(tab.id);
    if (capture.clip === null) return previous?.entry.state === 'editing' ? previous : null;
    if (previous !== null) {
      if (isSamePassage(previous.draft.passages[0], capture.clip)) return previous;
      if (isUntouched(previous.entry)) await outbox.drop(previous.entry.id);
    }
    return keep(capture.clip, tab, accountId);
  }

  /** The person may still choose another account: copies are made where any takes them. */
  function collected(capture: Capture, stored: EntryWithDraft | null): EntryWithDraft | null {
    if (capture.clip !== null && stored !== null) images.collect(stored, capture.page, null);
    return stored;
  }

  async function view(entry: OutboxEntry): Promise<EntryView> {
    const draft = (await store.getWithDraft(entry.id))?.draft ?? null;
    const account = entry.accountId === null ? null : await vault.getAccount(entry.accountId);
    return entryView(entry, draft, account, images.pending(entry.id) !== null);
  }

  async function opened(stored: EntryWithDraft): Promise<OpenDraft> {
    const { accountId } = stored.entry;
    const account = accountId === null ? null : await vault.getAccount(accountId);
    return openDraft(stored, account, reviewOf(stored, account, words), images.pending(stored.entry.id) !== null);
  }

  async function popupView(open: EntryWithDraft | null, noClip: PopupView['noClip'], own: boolean): Promise<PopupView> {
    const entries = (await store.list()).filter((entry) => entry.id !== open?.entry.id && isWorthListing(entry, own));
    return {
      open: open === null ? null : await opened(open),
      noClip: open === null ? noClip : null,
      accounts: await vault.listAccounts(),
      settings: await settings.get(),
      recent: await Promise.all(entries.reverse().slice(0, RECENT).map(view)),
    };
  }

  return {
    keep,
    view,

    expect(tabId, capturing, accountId) {
      const entry = { capturing, accountId };
      expected.set(tabId, entry);
      void capturing.catch(() => expected.get(tabId) === entry && expected.delete(tabId));
    },

    async open({ tabId }) {
      const tab = await tabOf(tabId);
      const asked = expected.get(tabId);
      expected.delete(tabId);
      const capture = await (asked === undefined ? capturer.fromTab(tab) : asked.capturing);
      const open = collected(capture, await settle(capture, tab, asked?.accountId ?? null));
      return popupView(open, capture.clip === null ? capture.reason : null, tab.incognito);
    },

    async state({ entryId }) {
      const open = entryId === null ? null : await store.getWithDraft(entryId);
      return popupView(open, null, open?.entry.incognito ?? false);
    },

    async paste({ tabId, captured }) {
      const accepted = capturer.accept(captured);
      if (!accepted.found) {
        throw ownError('draft_rejected', 'paste_empty');
      }
      const stored = await keep(accepted.clip, await tabOf(tabId), null);
      images.collect(stored, null, null);
      return opened(stored);
    },

    async update({ entryId, patch, ...chosen }) {
      return opened(await outbox.edit(entryId, (draft) => ({ ...chosen, draft: { ...draft, ...patch } })));
    },

    copyImages: async ({ entryId }) => opened(await images.copyUnread(entryId)),

    async discard({ entryId }) {
      await outbox.drop(entryId);
      return null;
    },

    reopen: async ({ entryId }) => opened(await outbox.reopen(entryId)),
  };
}

/** Open drafts of other tabs that somebody worked on, and everything on its way; a private window's only in private. */
function isWorthListing(entry: OutboxEntry, incognito: boolean): boolean {
  if (entry.incognito && !incognito) return false;
  if (entry.state === 'dropped') return entry.receipt !== null;
  return entry.state !== 'editing' || !isUntouched(entry);
}

const isUntouched = (entry: OutboxEntry): boolean => entry.state === 'editing' && entry.updatedAt === entry.createdAt;

function isSamePassage(old: Clip | undefined, fresh: Clip): boolean {
  return (
    old !== undefined &&
    old.source.url === fresh.source.url &&
    JSON.stringify(old.content) === JSON.stringify(fresh.content)
  );
}
