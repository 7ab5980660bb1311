/**
 * The life of an entry as a table: state × event → state. Whatever is not in it is illegal and throws;
 * nothing else in the outbox decides what may follow what.
 */
import { ownError } from '../core/errors.ts';
import type { EntryState } from './entry.ts';

/**
 * submit      the person sends it, or asks for another try now
 * hold        the person sends it, and no account exists yet
 * connect     the account it waited for is there
 * disconnect  its account was removed
 * reopen      the person edits it again
 * drop        the person discards it
 * start       the request is about to leave
 * answered    the request was answered: the receipt is here
 * found       looked up by its key: it had arrived
 * not_found   looked up by its key: it had not arrived
 * lost        no answer was seen, and it may have arrived
 * postponed   certainly not arrived; the runner tries again by itself
 * refused     only the person can help
 * undo        the person took the delivered draft back
 */
export type EntryEvent =
  | 'submit'
  | 'hold'
  | 'connect'
  | 'disconnect'
  | 'reopen'
  | 'drop'
  | 'start'
  | 'answered'
  | 'found'
  | 'not_found'
  | 'lost'
  | 'postponed'
  | 'refused'
  | 'undo';

export const TRANSITIONS: Readonly<Record<EntryState, Partial<Record<EntryEvent, EntryState>>>> = {
  editing: { submit: 'queued', hold: 'needs_attention', disconnect: 'editing', drop: 'dropped' },
  queued: {
    submit: 'queued',
    disconnect: 'needs_attention',
    drop: 'dropped',
    start: 'sending',
    found: 'delivered',
    not_found: 'queued',
    postponed: 'waiting',
    refused: 'needs_attention',
  },
  sending: {
    answered: 'delivered',
    lost: 'unknown',
    postponed: 'waiting',
    refused: 'needs_attention',
  },
  unknown: {
    // Asking again only looks it up sooner; it is still not sent blindly.
    submit: 'unknown',
    disconnect: 'needs_attention',
    drop: 'dropped',
    found: 'delivered',
    not_found: 'queued',
    lost: 'unknown',
    refused: 'needs_attention',
  },
  waiting: {
    submit: 'queued',
    disconnect: 'needs_attention',
    reopen: 'editing',
    drop: 'dropped',
    start: 'sending',
    found: 'delivered',
    not_found: 'queued',
    postponed: 'waiting',
    refused: 'needs_attention',
  },
  needs_attention: {
    submit: 'queued',
    hold: 'needs_attention',
    connect: 'queued',
    disconnect: 'needs_attention',
    reopen: 'editing',
    drop: 'dropped',
  },
  delivered: { undo: 'dropped' },
  dropped: {},
};

/** The state after the event. Throws `conflict` (`entry_moved_on`) where the table has none. */
export function transition(state: EntryState, event: EntryEvent): EntryState {
  const next = TRANSITIONS[state][event];
  if (next !== undefined) return next;
  throw ownError('conflict', 'entry_moved_on');
}
