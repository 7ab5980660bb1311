/** Pure changes of an entry. */
import { type DestinationError, type ErrorView, ownError } from '../core/errors.ts';
import { toHex } from '../core/hex.ts';
import type { Random } from '../core/ports.ts';
import type { DraftOptions, Receipt } from '../destinations/destination.ts';
import type { OutboxEntry, Step, StepName } from './entry.ts';
import type { EntryWithDraft } from './store.ts';
import { type EntryEvent, transition } from './transitions.ts';

/** A fresh entry for a draft that is open in the editor. */
export function newEntry(
  fields: { draftId: string; accountId: string | null; options: DraftOptions; incognito: boolean },
  now: number,
  random: Random,
): OutboxEntry {
  const nonce = toHex(random.bytes(4));
  return {
    v: 1,
    id: random.uuid(),
    nonce,
    key: null,
    draftId: fields.draftId,
    accountId: fields.accountId,
    options: fields.options,
    state: 'editing',
    steps: [
      { name: 'create', state: 'pending' },
      { name: 'tidy', state: 'pending' },
    ],
    attempt: 0,
    createdAt: now,
    updatedAt: now,
    waitUntil: null,
    error: null,
    receipt: null,
    incognito: fields.incognito,
  };
}

/** The entry after an event. Throws `conflict` where the event is illegal in its state. */
export function moved(
  entry: OutboxEntry,
  event: EntryEvent,
  now: number,
  patch: Partial<OutboxEntry> = {},
): OutboxEntry {
  return { ...entry, ...patch, state: transition(entry.state, event), updatedAt: now };
}

export const stepState = (entry: OutboxEntry, name: StepName): Step['state'] | undefined =>
  entry.steps.find((step) => step.name === name)?.state;

export const withStep = (steps: Step[], name: StepName, state: Step['state']): Step[] =>
  steps.map((step) => (step.name === name ? { name, state } : step));

/** Copies for a draft that is delivered are here: they are to be uploaded, and its body to be written anew. */
export const toBeUpdated = (entry: OutboxEntry): OutboxEntry => ({
  ...entry,
  ...askedAgain,
  steps: [...entry.steps.filter(({ name }) => name !== 'update'), { name: 'update', state: 'pending' }],
});

/** Work on a delivered draft that is not over, the next step first. */
export function openStep({ state, receipt, steps }: OutboxEntry): StepName | null {
  if (state !== 'delivered' || receipt === null) return null;
  return steps.find(({ name, state }) => name !== 'create' && (state === 'pending' || state === 'sent'))?.name ?? null;
}

/** A request left and nobody knows whether it arrived: look it up, and change nothing that it was sent with. */
export const isUncertain = (entry: OutboxEntry): boolean => stepState(entry, 'create') === 'sent';

/** The server has not got it: the next request is the first one again. */
export function settledAsAbsent(entry: OutboxEntry): OutboxEntry {
  const { settledAt: _, ...rest } = entry;
  return { ...rest, steps: withStep(entry.steps, 'create', 'pending') };
}

/** The server has got it, by its answer or by a look-up: the receipt, before anything is tidied. */
export function settledAsDelivered(entry: OutboxEntry, receipt: Receipt): OutboxEntry {
  const { settledAt: _, ...rest } = entry;
  return {
    ...rest,
    receipt,
    steps: withStep(entry.steps, 'create', 'done'),
    ...askedAgain,
  };
}

/** No try is left to be made, or none was made yet. */
export const untried = { attempt: 0, failures: 0, waitUntil: null } as const;

/** A new beginning, because the person asked or what was missing is there. */
export const askedAgain = { ...untried, error: null } as const;

/**
 * The entry for another account. A delivery key, uploaded images and options (authors, categories) belong to the account
 * they were made for; but where a request may have arrived, the key is kept, so that it is looked up first. Throws
 * `conflict` (`outcome_unknown`) where that request went to an account that is still there.
 */
export function forAccount(entry: OutboxEntry, accountId: string): OutboxEntry {
  if (entry.accountId === accountId) return entry;
  const { key } = entry;
  const rest = { ...unaddressed(entry), options: {}, accountId };
  if (!isUncertain(entry)) return rest;
  if (entry.accountId === null) return { ...rest, key };
  throw outcomeUnknown();
}

/** Without what was fixed and uploaded for one place. */
export function unaddressed(entry: OutboxEntry): OutboxEntry {
  const { uploads: _, ...rest } = entry;
  return { ...rest, key: null };
}

/** The person has the draft again: images that failed get another chance with it. */
export function withoutFailedUploads(entry: OutboxEntry): OutboxEntry {
  const { uploads, ...rest } = entry;
  return uploads === undefined ? entry : { ...rest, uploads: uploads.filter(({ state }) => state !== 'failed') };
}

/** What stopped the draft may have stopped its images before it: after the cure, those that failed are tried again. */
export const withoutRefusal = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'needs_attention' && !isUncertain(entry) ? withoutFailedUploads(entry) : entry;

/** What was refused field by field goes back to the editor with the draft; any other refusal has been read. */
export const refusedFields = ({ error }: OutboxEntry): ErrorView | null => (error?.issues === undefined ? null : error);

/** Of what was refused: what still stands as it was, for the same account. */
export function stillRefused(before: EntryWithDraft, after: EntryWithDraft): ErrorView | null {
  const { error, accountId } = before.entry;
  if (error === null || accountId !== after.entry.accountId) return null;
  const [old, now] = [before, after].map(editableParts);
  const issues = error.issues?.filter(({ field }) => JSON.stringify(old?.[field]) === JSON.stringify(now?.[field]));
  return issues === undefined || issues.length === 0 ? null : { ...error, issues };
}

/** What the person may change of a draft, by the name that an issue gives it. */
function editableParts({ entry: { options }, draft }: EntryWithDraft): Record<string, unknown> {
  const { title, excerpt, tags, note, quote } = draft;
  return { title, excerpt, tags, body: [note, quote, options.cut], image: options.featuredImage };
}

export function outcomeUnknown(): DestinationError {
  return ownError('conflict', 'outcome_unknown');
}
