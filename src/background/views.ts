/** Stored records as the pages may see them. */
import { originPattern } from '../destinations/address.ts';
import type { DraftReview } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import type { AttentionView, EntryView, ImagesView, OpenDraft } from '../messages/contract.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { EntryWithDraft } from '../outbox/store.ts';
import type { Account } from '../vault/account.ts';
import { copiesImages } from './copies-images.ts';
import { isUpdating, isWanted, mayBeCopied } from './image-states.ts';

/**
 * What a list shows of an entry: never its tree.
 * @param draft null where it can't be read any more
 * @param reading something is being done about its images right now
 */
export function entryView(
  entry: OutboxEntry,
  draft: Draft | null,
  account: Account | null,
  reading = false,
): EntryView {
  return {
    id: entry.id,
    state: entry.state,
    title: draft?.title ?? '',
    accountId: entry.accountId,
    error: entry.error,
    createdAt: entry.createdAt,
    waitUntil: entry.waitUntil,
    editUrl: safeEditUrl(entry, account),
    canUndo: entry.state === 'delivered' && entry.receipt !== null && account !== null,
    incognito: entry.incognito,
    images: draft === null ? null : imagesView(entry, draft, account, reading),
    ignored: entry.receipt?.ignored ?? [],
  };
}

/** @param entries the oldest first */
export function attentionViews(entries: readonly OutboxEntry[]): AttentionView[] {
  const waiting = entries.filter(({ state, incognito }) => state === 'needs_attention' && !incognito);
  return waiting.map(({ accountId, error }) => ({ accountId, error })).reverse();
}

function imagesView(
  entry: OutboxEntry,
  { images }: Draft,
  account: Account | null,
  reading: boolean,
): ImagesView | null {
  const { uploads = [], incognito, state } = entry;
  const copied = state === 'editing' || (account !== null && copiesImages(account));
  if (!copied || images.length === 0) return null;
  const unread = images.filter((image) => mayBeCopied(image, entry));
  const srcOf = (imageId: string): string => images.find(({ id }) => id === imageId)?.originalUrl ?? '';
  return {
    total: images.length,
    kept: images.filter(({ state }) => state === 'stored').length,
    copied: uploads.filter(({ state, late }) => state === 'done' && !late).length,
    copying: state === 'delivered' ? isUpdating(entry) || (reading && images.some(isWanted)) : reading,
    unread: {
      count: unread.length,
      origins: [...new Set(unread.map(({ originalUrl }) => originPattern(new URL(originalUrl))))],
    },
    left: images.flatMap((image) =>
      image.state === 'stored' || unread.includes(image)
        ? []
        : [image.reason ?? (incognito ? 'private_window' : 'unreadable')],
    ),
    failed: uploads.flatMap(({ imageId, error }) =>
      error === undefined ? [] : [{ src: srcOf(imageId).replace(/^data:.*/, ''), error }],
    ),
  };
}

export function openDraft(
  { entry, draft }: EntryWithDraft,
  account: Account | null,
  review: DraftReview | null,
  reading: boolean,
): OpenDraft {
  return { entry: entryView(entry, draft, account, reading), draft, options: entry.options, review };
}

/** A link to a draft is opened only within its account's own origin: a server's word alone never decides it. */
export function safeEditUrl(entry: OutboxEntry, account: Account | null): string | null {
  if (entry.receipt === null || account === null) return null;
  const { editUrl } = entry.receipt;
  if (editUrl === undefined || !URL.canParse(editUrl)) return null;
  const url = new URL(editUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const own = [account.siteUrl, account.apiUrl].map((address) => new URL(address).origin);
  return own.includes(url.origin) ? url.href : null;
}
