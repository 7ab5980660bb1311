import type { ErrorView } from '../core/errors.ts';
import type { DeliveryKey, DraftOptions, Receipt } from '../destinations/destination.ts';

/**
 * editing         open in the popup, nothing was asked for yet
 * queued          to be sent as soon as the runner gets to it
 * sending         a request is (or was, when the worker died) under way
 * unknown         sent, no answer seen: to be looked up by its key, never sent blindly
 * waiting         the runner tries again by itself at `waitUntil`
 * needs_attention only the person can help: see `error`, or `accountId` is missing
 * delivered       the receipt is stored
 * dropped         discarded or undone
 */
export type EntryState =
  | 'editing'
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'waiting'
  | 'needs_attention'
  | 'delivered'
  | 'dropped';

export type StepName = 'create' | 'tidy';

export interface Step {
  name: StepName;
  /** `sent`: the request was about to leave; whether it arrived is known only to the server. */
  state: 'pending' | 'sent' | 'done' | 'given_up';
}

/** One delivery: what, where to, how far. Written before any network call. */
export interface OutboxEntry {
  v: 1;
  id: string;
  /** 8 random hex digits, fixed at birth. */
  nonce: string;
  /** Fixed when the entry is first sent to its account, before the request. */
  key: DeliveryKey | null;
  draftId: string;
  /** Null for a clip made before any account exists. */
  accountId: string | null;
  options: DraftOptions;
  state: EntryState;
  steps: Step[];
  /** Tries since the person last asked. */
  attempt: number;
  /** ms since the epoch. */
  createdAt: number;
  updatedAt: number;
  waitUntil: number | null;
  error: ErrorView | null;
  receipt: Receipt | null;
  /** Made in a private window: in memory only. */
  incognito: boolean;
}
