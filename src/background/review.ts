/** What can be told of an open draft before it is sent to the account that it is for. */
import type { DraftReview } from '../destinations/destination.ts';
import { destinationFor } from '../destinations/registry.ts';
import type { BodyWords } from '../draft/draft.ts';
import type { EntryWithDraft } from '../outbox/store.ts';
import type { Account } from '../vault/account.ts';

/** Null where there is nothing to tell, or the account's settings can't be read: sending will say so. */
export function reviewOf(
  { draft, entry }: EntryWithDraft,
  account: Account | null,
  words: BodyWords,
): DraftReview | null {
  if (account === null) return null;
  const destination = destinationFor(account.destination);
  if (destination.review === undefined) return null;
  try {
    return destination.review(draft, entry.options, destination.parseSettings(account.settings), words);
  } catch {
    return null;
  }
}
