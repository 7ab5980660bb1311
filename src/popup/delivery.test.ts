import { expect, test } from 'vitest';
import { ERROR_RULES, type ErrorCode } from '../core/errors.ts';
import type { EntryView } from '../messages/contract.ts';
import { describeEntry, isMoving } from './delivery.ts';

const entry: EntryView = {
  id: 'e1',
  state: 'delivered',
  title: 'On margins',
  accountId: 'a1',
  error: null,
  createdAt: 0,
  waitUntil: null,
  editUrl: 'https://lab.example/ghost/#/editor/post/1',
  canUndo: true,
  incognito: false,
  images: null,
  ignored: [],
};

test('a delivered draft can be opened and taken back', () => {
  expect(describeEntry(entry)).toMatchObject({ tone: 'ok', actions: ['open', 'undo'] });
});

test('what is on its way, or whose images are being copied, will soon look otherwise', () => {
  const images = {
    total: 1,
    kept: 0,
    copied: 0,
    copying: true,
    unread: { count: 0, origins: [] },
    left: [],
    failed: [],
  };
  const moving: EntryView[] = [
    ...(['queued', 'sending', 'unknown'] as const).map((state) => ({ ...entry, state })),
    { ...entry, state: 'editing', images },
  ];
  expect(moving.map(isMoving)).toEqual([true, true, true, true]);
  const still: EntryView[] = [
    ...(['editing', 'waiting', 'needs_attention', 'delivered', 'dropped'] as const).map((state) => ({
      ...entry,
      state,
    })),
    { ...entry, state: 'editing', images: { ...images, copying: false } },
  ];
  expect(still.some(isMoving)).toBe(false);
});

test('nothing is offered that can not be done', () => {
  expect(describeEntry({ ...entry, editUrl: null, canUndo: false }).actions).toEqual([]);
});

test('sent without an answer is a search, not a failure', () => {
  expect(describeEntry({ ...entry, state: 'unknown' })).toMatchObject({ tone: 'busy', key: 'looking', actions: [] });
});

test('a search that can not reach the site says so', () => {
  const error = { code: 'offline', destination: 'ghost' } as const;
  expect(describeEntry({ ...entry, state: 'unknown', error })).toMatchObject({ key: 'looking', error });
});

test('a waiting draft says until when and why, and can be tried at once', () => {
  const error = { code: 'rate_limited', destination: 'ghost' } as const;
  expect(describeEntry({ ...entry, state: 'waiting', waitUntil: 5, error })).toMatchObject({
    waitUntil: 5,
    error,
    actions: ['retry', 'edit'],
  });
});

test('a clip made before any account exists waits for one', () => {
  const waiting = describeEntry({ ...entry, state: 'needs_attention', accountId: null });
  expect(waiting).toMatchObject({ tone: 'waiting', key: 'no_account' });
  expect(waiting.actions[0]).toBe('connect');
});

test('every error that needs the person has its cure first, and the draft can always be edited', () => {
  for (const code of Object.keys(ERROR_RULES) as ErrorCode[]) {
    const shown = describeEntry({ ...entry, state: 'needs_attention', error: { code, destination: 'ghost' } });
    expect(shown.actions.length, code).toBeGreaterThan(0);
    expect(shown.actions, code).toContain('edit');
  }
  const refused = { code: 'credentials_rejected', destination: 'ghost' } as const;
  expect(describeEntry({ ...entry, state: 'needs_attention', error: refused }).actions[0]).toBe('sign_in_again');
  const host = { code: 'host_permission_missing', destination: 'ghost' } as const;
  expect(describeEntry({ ...entry, state: 'needs_attention', error: host }).actions[0]).toBe('grant_access');
});

test('regression: a REST API that a plugin keeps closed led to a sign-in, which can’t open it', () => {
  const error = { code: 'insufficient_scope', destination: 'wordpress', reason: 'wordpress_rest_blocked' } as const;
  const { actions } = describeEntry({ ...entry, state: 'needs_attention', error });
  expect(actions).toEqual(['check_connection', 'retry', 'edit']);
});
