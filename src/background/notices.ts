/** What the person is told while no popup is open: the badge, and a notification when something has an end. */
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { EntryView, InterruptedSignIn, NoClip } from '../messages/contract.ts';
import type { EntryNews } from '../outbox/deps.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { Notice } from '../platform/notifications.ts';
import { accountName } from '../ui/account-name.ts';
import { arrivalOf } from '../ui/arrival.ts';
import { curePlace } from '../ui/cure-place.ts';
import { type Ending, endingText } from '../ui/ending.ts';
import { errorText, keptText } from '../ui/error-text.ts';
import { countLeft } from '../ui/image-lines.ts';
import { t, tCount, tIfAny } from '../ui/t.ts';
import type { Account } from '../vault/account.ts';
import type { Vault } from '../vault/vault.ts';
import { entryView, safeEditUrl } from './views.ts';

const PENDING_COLOR = '#475569';
const ATTENTION_COLOR = '#b45309';
const PREFIX = 'entry:';
const SIGN_IN = 'sign-in';
const ENDING = 'ending:';

export interface NoticesDeps {
  store: OutboxStore;
  vault: Pick<Vault, 'getAccount'>;
  setBadge(text: string, color?: string): Promise<void>;
  notify(id: string, notice: Notice): Promise<void>;
  closeNotification(id: string): Promise<void>;
  undo(entryId: string): Promise<OutboxEntry>;
  isPopupOpen(): Promise<boolean>;
  openUrl(url: string): Promise<void>;
  /** The set-up, at the place of its hash (see ui/cure-place.ts). */
  openOptions(hash: string): Promise<void>;
}

export interface Notices {
  onEntry(entry: OutboxEntry, news: EntryNews): Promise<void>;
  /** The badge from what is stored: also at the start, when nothing has happened yet. */
  refreshBadge(): Promise<void>;
  /** A click on a notification: the draft in its editor, or the place where the cure is. */
  onClick(notificationId: string): Promise<void>;
  /** The button of a notice about a delivered draft: takes the draft back. */
  onButton(notificationId: string): Promise<void>;
  nothingClipped(reason: NoClip): Promise<void>;
  clipWaits(): Promise<void>;
  failed(error: ErrorView): Promise<void>;
  signInInterrupted(signIn: Pick<InterruptedSignIn, 'siteUrl'>): Promise<void>;
  /** Every sign-in that was interrupted is repeated or given up. */
  noSignInInterrupted(): Promise<void>;
  /** What an account signs in with ends soon, or has ended. */
  credentialsEnd(account: Account, ending: Ending): Promise<void>;
}

/** In a word or two: the popup has the rest. */
function losses({ ignored, images }: EntryView): string[] {
  const links = countLeft(images);
  return [
    ...(ignored.length === 0 ? [] : [t('notify_ignored')]),
    ...(links === 0 ? [] : [tCount('images_linked', links)]),
  ];
}

export function createNotices(deps: NoticesDeps): Notices {
  const { store, vault } = deps;

  async function refreshBadge(): Promise<void> {
    const entries = await store.list();
    const attention = entries.filter(({ state }) => state === 'needs_attention').length;
    const pending = entries.filter(({ state }) => ['queued', 'sending', 'unknown', 'waiting'].includes(state)).length;
    if (attention > 0) await deps.setBadge('!', ATTENTION_COLOR);
    else await deps.setBadge(pending === 0 ? '' : String(Math.min(pending, 99)), PENDING_COLOR);
  }

  async function accountOf(entry: OutboxEntry): Promise<Account | null> {
    return entry.accountId === null ? null : vault.getAccount(entry.accountId);
  }

  async function tell(entry: OutboxEntry, news: EntryNews): Promise<void> {
    const account = await accountOf(entry);
    if (account === null) return;
    const stored = await store.getWithDraft(entry.id);
    const title = stored?.draft.title || t('untitled');
    if (news === 'refused') {
      const { error } = entry;
      const message =
        error === null ? t('notify_refused', title) : `${errorText(error)} ${keptText(error, 'attention')}`;
      await deps.notify(PREFIX + entry.id, { title: t('notify_refused', title), message: message.trim() });
      return;
    }
    const plain = stored?.draft.passages.some(({ notes }) => notes.some(({ code }) => code === 'formatting_missing'));
    const view = entryView(entry, stored?.draft ?? null, account);
    const arrival = arrivalOf(view, account.destination);
    const sentences = [
      t(plain === true ? 'notify_ready_plain' : 'notify_ready', title),
      tIfAny(`notify_is_${account.destination}`),
      view.editUrl === null ? null : t('notify_open'),
      ...losses(view),
    ];
    await deps.notify(PREFIX + entry.id, {
      title: t(arrival === null ? 'notify_delivered' : `delivered_${arrival}`, accountName(account)),
      message: sentences.filter((sentence) => sentence !== null).join(' '),
      button: t('action_undo'),
    });
  }

  return {
    refreshBadge,

    async onEntry(entry, news) {
      await refreshBadge();
      const ended = news === 'answered' || news === 'found' || news === 'refused';
      if (ended && !(await deps.isPopupOpen())) await tell(entry, news);
    },

    async onClick(notificationId) {
      if (notificationId === SIGN_IN) await deps.openOptions('');
      if (notificationId.startsWith(ENDING)) await deps.openOptions(`#sign-in-${notificationId.slice(ENDING.length)}`);
      if (!notificationId.startsWith(PREFIX)) return;
      const entry = await store.get(notificationId.slice(PREFIX.length));
      if (entry === null) return;
      const url = safeEditUrl(entry, await accountOf(entry));
      if (url !== null) await deps.openUrl(url);
      else await deps.openOptions(curePlace(entry));
    },

    async onButton(notificationId) {
      if (!notificationId.startsWith(PREFIX)) return;
      try {
        await deps.undo(notificationId.slice(PREFIX.length));
        await deps.closeNotification(notificationId);
      } catch (error) {
        await deps.notify('clip', { title: t('notify_not_undone'), message: errorText(toErrorView(error)) });
      }
    },

    clipWaits: () => deps.notify('clip', { title: t('extension_name'), message: t('notify_clip_waits') }),

    failed: (error) => deps.notify('clip', { title: t('extension_name'), message: errorText(error) }),

    signInInterrupted: ({ siteUrl }) =>
      deps.notify(SIGN_IN, {
        title: t('extension_name'),
        message: t('notify_sign_in_interrupted', new URL(siteUrl).host),
      }),

    noSignInInterrupted: () => deps.closeNotification(SIGN_IN),

    credentialsEnd: (account, ending) =>
      deps.notify(ENDING + account.id, { title: accountName(account), message: endingText(ending) }),

    nothingClipped: (reason) =>
      deps.notify('clip', {
        title: t('extension_name'),
        message: t(reason === 'nothing_selected' ? 'notify_nothing_selected' : 'notify_unreadable_page'),
      }),
  };
}
