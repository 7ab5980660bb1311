import { expect, test } from 'vitest';
import { DestinationError } from '../core/errors.ts';
import type { EntryState } from './entry.ts';
import { type EntryEvent, TRANSITIONS, transition } from './transitions.ts';

const EVENTS: EntryEvent[] = [
  'submit',
  'hold',
  'connect',
  'disconnect',
  'reopen',
  'drop',
  'start',
  'answered',
  'found',
  'not_found',
  'lost',
  'postponed',
  'refused',
  'undo',
];

/** The whole table once more, as rows a person can check; `-` is illegal. In the order of EVENTS. */
const SPECIFICATION: Record<EntryState, string> = {
  editing: 'queued needs_attention - editing - dropped - - - - - - - -',
  queued: 'queued - - needs_attention - dropped sending - delivered queued - waiting needs_attention -',
  sending: '- - - - - - - delivered - - unknown waiting needs_attention -',
  unknown: 'unknown - - needs_attention - dropped - - delivered queued unknown - needs_attention -',
  waiting: 'queued - - needs_attention editing dropped sending - delivered queued - waiting needs_attention -',
  needs_attention: 'queued needs_attention queued needs_attention editing dropped - - - - - - - -',
  delivered: '- - - - - - - - - - - - - dropped',
  dropped: '- - - - - - - - - - - - - -',
};

const STATES: EntryState[] = [
  'editing',
  'queued',
  'sending',
  'unknown',
  'waiting',
  'needs_attention',
  'delivered',
  'dropped',
];

test.each(STATES)('every event in the state %s does what is specified, or is refused', (state) => {
  const expected = SPECIFICATION[state].split(' ');
  expect(expected).toHaveLength(EVENTS.length);
  for (const [index, event] of EVENTS.entries()) {
    if (expected[index] === '-') {
      expect(() => transition(state, event), event).toThrow(
        expect.objectContaining({ code: 'conflict', reason: 'entry_moved_on' }),
      );
    } else expect(transition(state, event), event).toBe(expected[index]);
  }
});

test('the table knows no event and no state besides these', () => {
  expect(Object.keys(TRANSITIONS).sort()).toEqual([...STATES].sort());
  for (const state of STATES) for (const event of Object.keys(TRANSITIONS[state])) expect(EVENTS).toContain(event);
});

test('nothing is ever sent blindly: from unknown a request leaves only after a look-up found nothing', () => {
  expect(() => transition('unknown', 'start')).toThrow(DestinationError);
  expect(transition(transition('unknown', 'not_found'), 'start')).toBe('sending');
});
