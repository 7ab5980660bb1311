/** What the person does with entries. Nothing here speaks to a server; the runner and undo do. */
import { type DestinationError, ERROR_RULES, ownError, type UserAction } from '../core/errors.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { DraftOptions } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import {
  askedAgain,
  forAccount,
  isUncertain,
  moved,
  newEntry,
  outcomeUnknown,
  refusedFields,
  stillRefused,
  unaddressed,
  withoutFailedUploads,
  withoutRefusal,
} from './changes.ts';
import type { EntryNews, OnChange } from './deps.ts';
import { isOpen } from './due.ts';
import type { OutboxEntry } from './entry.ts';
import type { EntryWithDraft, OutboxStore } from './store.ts';

export interface Outbox {
  /** Keeps a fresh draft: state `editing`. */
  open(
    draft: Draft,
    fields: { accountId: string | null; options: DraftOptions; incognito: boolean },
  ): Promise<OutboxEntry>;
  /** Changes an open draft. Throws `conflict` once it is no longer `editing`. */
  edit(entryId: string, change: (draft: Draft, options: DraftOptions) => EditedDraft): Promise<EntryWithDraft>;
  /**
   * Sends to this account; with null it waits for one. Also: another try, now. Then run the runner.
   * @param heldUntil ms since the epoch: not before then, or `release`
   */
  submit(entryId: string, accountId: string | null, heldUntil?: number): Promise<OutboxEntry>;
  /** What an entry was held for is there, or never comes. No more than a wish: one that moved on is left alone. */
  release(entryId: string): Promise<void>;
  /** Another try, now, to the account it has. */
  retry(entryId: string): Promise<OutboxEntry>;
  /** Back to the editor. Throws `conflict` (`outcome_unknown`) where what was sent may have arrived. */
  reopen(entryId: string): Promise<EntryWithDraft>;
  /** Discards what was not delivered. Throws `conflict` while a request is under way. */
  drop(entryId: string): Promise<OutboxEntry>;
  /**
   * Entries that waited for an account go to this one; entries of this account that waited for the person go again: these
   * are the answer. What is left to be done for those that are delivered or dropped is due too.
   */
  connectWaiting(accountId: string): Promise<OutboxEntry[]>;
  /**
   * Drafts of this account are about to go to another place at its site: what was fixed or uploaded for the former one is
   * forgotten. Throws `conflict` (`place_uncertain`) where a draft may stand there: elsewhere it would never be found.
   */
  relocate(accountId: string): Promise<void>;
  /** The account was removed: what was not delivered waits for another. */
  disconnect(accountId: string): Promise<OutboxEntry[]>;
  /** Removes what is long over, with its draft. */
  prune(): Promise<void>;
}

export interface EditedDraft {
  draft: Draft;
  /** Absent: as they are, for the account they were chosen for. */
  options?: DraftOptions;
  /** Where it is to go now. */
  accountId?: string;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const KEPT_COUNT = 200;

const gone = (): DestinationError => ownError('not_found', 'entry_missing');

const CURED_AT_ACCOUNT: ReadonlySet<UserAction> = new Set<UserAction>([
  'sign_in_again',
  'grant_access',
  'check_address',
  'check_connection',
  'unlock',
]);

/** What a new key, a new sign-in or a new permission may have cured. */
function waitsForAccount(entry: OutboxEntry): boolean {
  if (entry.error === null) return false;
  return CURED_AT_ACCOUNT.has(ERROR_RULES[entry.error.code].action);
}

/** What is left to be done for it waits, though not because the server wants it to. */
const isPutOff = (entry: OutboxEntry): boolean =>
  (entry.state === 'delivered' || entry.state === 'dropped') &&
  isOpen(entry) &&
  entry.waitUntil !== null &&
  entry.error?.code !== 'rate_limited';

export function createOutbox(deps: { store: OutboxStore; clock: Clock; random: Random; onChange: OnChange }): Outbox {
  const { store, clock, random, onChange } = deps;

  async function change(id: string, news: EntryNews, apply: (entry: OutboxEntry) => OutboxEntry): Promise<OutboxEntry> {
    const entry = await store.update(id, apply);
    if (entry === null) throw gone();
    onChange(entry, news);
    return entry;
  }

  /** To every entry `apply` has something for, in order; one that has moved on meanwhile is left alone. */
  async function changeAll(news: EntryNews, apply: (entry: OutboxEntry) => OutboxEntry | null): Promise<OutboxEntry[]> {
    const changed: OutboxEntry[] = [];
    for (const { id } of (await store.list()).filter((entry) => apply(entry) !== null)) {
      let applied = false;
      const entry = await store.update(id, (stored) => {
        const next = apply(stored);
        applied = next !== null;
        return next ?? stored;
      });
      if (!applied || entry === null) continue;
      onChange(entry, news);
      changed.push(entry);
    }
    return changed;
  }

  const submit = (id: string, accountId: string | null, heldUntil: number | null = null): Promise<OutboxEntry> =>
    change(id, accountId === null ? 'hold' : 'submit', (entry) =>
      accountId === null
        ? moved({ ...entry, accountId: null }, 'hold', clock.now(), askedAgain)
        : moved(forAccount(withoutRefusal(entry), accountId), 'submit', clock.now(), {
            ...askedAgain,
            waitUntil: heldUntil,
          }),
    );

  return {
    async open(draft, fields) {
      const entry = newEntry({ draftId: draft.id, ...fields }, clock.now(), random);
      await store.create(entry, draft);
      onChange(entry, 'opened');
      return entry;
    },

    async edit(id, edit) {
      const stored = await store.updateWithDraft(id, (before) => {
        const { entry, draft } = before;
        if (entry.state !== 'editing') {
          throw ownError('conflict', 'entry_moved_on');
        }
        const { accountId, options, draft: edited } = edit(draft, entry.options);
        const addressed = accountId === undefined ? entry : forAccount(entry, accountId);
        const chosen = { ...addressed, options: options ?? addressed.options };
        return {
          draft: edited,
          entry: { ...chosen, error: stillRefused(before, { entry: chosen, draft: edited }), updatedAt: clock.now() },
        };
      });
      if (stored === null) throw gone();
      onChange(stored.entry, 'edited');
      return stored;
    },

    submit,

    async release(id) {
      await store.update(id, (entry) => (entry.state === 'queued' ? { ...entry, waitUntil: null } : entry));
    },

    async retry(id) {
      const entry = await store.get(id);
      if (entry === null) throw gone();
      return submit(id, entry.accountId);
    },

    async reopen(id) {
      const stored = await store.updateWithDraft(id, ({ entry, draft }) => {
        const reopened = moved(entry, 'reopen', clock.now(), { ...askedAgain, error: refusedFields(entry) });
        if (isUncertain(entry)) throw outcomeUnknown();
        return { entry: withoutFailedUploads(reopened), draft };
      });
      if (stored === null) throw gone();
      onChange(stored.entry, 'reopen');
      return stored;
    },

    drop: (id) => change(id, 'drop', (entry) => moved(entry, 'drop', clock.now(), askedAgain)),

    async connectWaiting(accountId) {
      await changeAll('tidied', (entry) =>
        entry.accountId === accountId && isPutOff(entry) ? { ...entry, waitUntil: null, error: null } : null,
      );
      return changeAll('connect', (entry) => {
        if (entry.state !== 'needs_attention') return null;
        if (entry.accountId !== null && (entry.accountId !== accountId || !waitsForAccount(entry))) return null;
        return moved(forAccount(withoutRefusal(entry), accountId), 'connect', clock.now(), askedAgain);
      });
    },

    async relocate(accountId) {
      const leaves = ({ accountId: id, state }: OutboxEntry): boolean =>
        id === accountId && state !== 'delivered' && state !== 'dropped';
      if ((await store.list()).some((entry) => leaves(entry) && isUncertain(entry))) {
        throw ownError('conflict', 'place_uncertain');
      }
      await changeAll('edited', (entry) => (leaves(entry) && entry.key !== null ? unaddressed(entry) : null));
    },

    disconnect: (accountId) =>
      changeAll('disconnect', (entry) => {
        const waits = ['editing', 'queued', 'unknown', 'waiting', 'needs_attention'].includes(entry.state);
        if (entry.accountId !== accountId || !waits) return null;
        return moved({ ...entry, accountId: null }, 'disconnect', clock.now(), askedAgain);
      }),

    async prune() {
      const over = (await store.list()).filter(({ state }) => state === 'delivered' || state === 'dropped').reverse();
      for (const [index, entry] of over.entries()) {
        const old = index >= KEPT_COUNT || clock.now() - entry.updatedAt > KEPT_MS;
        if (!old || isOpen(entry)) continue;
        await store.remove(entry.id);
        onChange(entry, 'removed');
      }
    },
  };
}
