import { expect, test } from 'vitest';
import type { EntryView } from '../messages/contract.ts';
import { arrivalOf } from './arrival.ts';

const at = (editUrl: string | null, ignored: EntryView['ignored'] = []): EntryView => ({
  ...{ id: 'e1', state: 'delivered', title: 'On margins', accountId: 'a1', error: null, createdAt: 0, waitUntil: null },
  ...{ editUrl, canUndo: true, incognito: false, images: null, ignored },
});

test.each([
  ['https://github.com/you/blog/pull/4', [], 'pull_request'],
  ['https://github.com/you/blog/pull/4', ['pull_request_draft'], 'plain_pull_request'],
  ['https://github.com/you/blog/tree/clipdraft/2026-11-21-x', ['pull_request'], 'branch'],
  ['https://github.com/you/blog/edit/main/_drafts/x.md', [], 'file'],
] as const)('a draft at %s, without %j', (url, ignored, arrival) => {
  expect(arrivalOf(at(url, [...ignored]), 'github')).toBe(arrival);
});

test('any other system’s draft is a draft', () => {
  expect(arrivalOf(at('https://lab.example/pull/4'), 'ghost')).toBeNull();
  expect(arrivalOf(at(null), 'github')).toBeNull();
});
