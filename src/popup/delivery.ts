import { ERROR_RULES, type ErrorView } from '../core/errors.ts';
import type { EntryView } from '../messages/contract.ts';

/** What the person can do about a delivery. `settings` leads to the account in the options page. */
export type DeliveryAction =
  | 'open'
  | 'undo'
  | 'retry'
  | 'edit'
  | 'connect'
  | 'sign_in_again'
  | 'grant_access'
  | 'check_address'
  | 'check_connection';

export interface Delivery {
  tone: 'busy' | 'ok' | 'waiting' | 'attention' | 'gone';
  /** `delivery_<key>`; takes the site's name. */
  key: 'sending' | 'looking' | 'waiting' | 'no_account' | 'attention' | 'delivered' | 'undone' | 'open';
  error: ErrorView | null;
  waitUntil: number | null;
  /** The first one is the cure. */
  actions: DeliveryAction[];
}

/** Whether something is being done about an entry right now, so that it will soon look otherwise. */
export const isMoving = (entry: EntryView): boolean =>
  describeEntry(entry).tone === 'busy' || entry.images?.copying === true;

/** How a delivery stands, and what can be done about it. */
export function describeEntry(entry: EntryView): Delivery {
  const base = { error: null, waitUntil: null, actions: [] };
  switch (entry.state) {
    case 'queued':
    case 'sending':
      return { ...base, tone: 'busy', key: 'sending' };
    case 'unknown':
      return { ...base, tone: 'busy', key: 'looking', error: entry.error };
    case 'waiting':
      return {
        ...base,
        tone: 'waiting',
        key: 'waiting',
        error: entry.error,
        waitUntil: entry.waitUntil,
        actions: ['retry', 'edit'],
      };
    case 'needs_attention':
      if (entry.accountId === null)
        return { ...base, tone: 'waiting', key: 'no_account', actions: ['connect', 'edit'] };
      return { ...base, tone: 'attention', key: 'attention', error: entry.error, actions: cures(entry.error) };
    case 'delivered':
      return { ...base, tone: 'ok', key: 'delivered', actions: deliveredActions(entry) };
    case 'dropped':
      return { ...base, tone: 'gone', key: 'undone' };
    case 'editing':
      return { ...base, tone: 'waiting', key: 'open', actions: ['edit'] };
  }
}

function deliveredActions(entry: EntryView): DeliveryAction[] {
  const actions: DeliveryAction[] = [];
  if (entry.editUrl !== null) actions.push('open');
  if (entry.canUndo) actions.push('undo');
  return actions;
}

function cures(error: ErrorView | null): DeliveryAction[] {
  const action = error === null ? 'retry' : ERROR_RULES[error.code].action;
  switch (action) {
    case 'sign_in_again':
      return ['sign_in_again', 'retry', 'edit'];
    case 'grant_access':
      return ['grant_access', 'edit'];
    case 'check_address':
    case 'check_connection':
      return [action, 'retry', 'edit'];
    case 'edit':
      return ['edit', 'retry'];
    case 'unlock':
    case 'none':
    case 'retry':
    case 'free_space':
      return ['retry', 'edit'];
  }
}
