/** Stored records as the pages may see them. */
import type { EntryView, OpenDraft } from '../messages/contract.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { EntryWithDraft } from '../outbox/store.ts';
import type { Account } from '../vault/account.ts';

/** What a list shows of an entry: never its tree. */
export function entryView(entry: OutboxEntry, title: string, account: Account | null): EntryView {
  return {
    id: entry.id,
    state: entry.state,
    title,
    accountId: entry.accountId,
    error: entry.error,
    createdAt: entry.createdAt,
    waitUntil: entry.waitUntil,
    editUrl: safeEditUrl(entry, account),
    canUndo: entry.state === 'delivered' && entry.receipt !== null && account !== null,
    incognito: entry.incognito,
  };
}

export function openDraft({ entry, draft }: EntryWithDraft, account: Account | null): OpenDraft {
  return { entry: entryView(entry, draft.title, account), draft, options: entry.options };
}

/** A link to a draft is opened only within its account's own origin: a server's word alone never decides it. */
export function safeEditUrl(entry: OutboxEntry, account: Account | null): string | null {
  if (entry.receipt === null || account === null) return null;
  const { editUrl } = entry.receipt;
  if (!URL.canParse(editUrl)) return null;
  const url = new URL(editUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const own = [account.siteUrl, account.apiUrl].map((address) => new URL(address).origin);
  return own.includes(url.origin) ? url.href : null;
}
