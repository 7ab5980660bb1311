import { expect, test } from 'vitest';
import pending from '../../test/fixtures/records/pending-authorization.v2.json' with { type: 'json' };
import { parsePendingAuthorization, withoutWindow } from './pending-authorization.ts';

test('one of the first day is read today', () => {
  expect(parsePendingAuthorization(pending)).toEqual(pending);
});

test('once its window is gone it knows no window and no state any more', () => {
  const { windowId: _, ...rest } = pending;
  expect(withoutWindow(parsePendingAuthorization(pending) ?? expect.unreachable())).toEqual({ ...rest, state: null });
});

test.each([
  ['nothing', undefined],
  ['text', 'x'],
  ['one from before there was anything to repeat', { v: 1, id: 'a', state: 'b', startedAt: 1 }],
  ['one of a later version', { ...pending, v: 3 }],
  ['one of a system that nobody knows', { ...pending, destination: 'toString' }],
  ['one whose window is no window', { ...pending, windowId: 'x' }],
  ['one that belongs to nobody', { ...pending, accountId: undefined }],
])('%s is no pending authorization', (_, stored) => {
  expect(parsePendingAuthorization(stored)).toBeNull();
});
