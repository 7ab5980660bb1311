/** What pages may see of a delivery. */
import { expect, test } from 'vitest';
import { ACCOUNT } from '../../test/support/background-house.ts';
import { handClock, realRandom } from '../../test/support/memory.ts';
import { newEntry } from '../outbox/changes.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { attentionViews, safeEditUrl } from './views.ts';

const account = { ...ACCOUNT, siteUrl: 'https://edit.example/', apiUrl: 'https://api.example:8443/' };

function delivered(editUrl?: string): OutboxEntry {
  const receipt = { v: 1, remoteId: '7', remote: null, createdAt: '2026-01-01T00:00:00.000Z', leftOut: [] } as const;
  const how = { draftId: 'draft', accountId: account.id, options: {}, incognito: false };
  return {
    ...newEntry(how, handClock().now(), realRandom),
    state: 'delivered',
    receipt: { ...receipt, leftOut: [], ...(editUrl === undefined ? {} : { editUrl }) },
  };
}

test.each([
  ['where people edit', 'https://edit.example/project/1/entries/2/3'],
  ['at the API', 'https://api.example:8443/ghost/#/editor/post/7'],
])('a draft is opened %s', (_, url) => {
  expect(safeEditUrl(delivered(url), account)).toBe(url);
});

test.each([
  ['another host', 'https://elsewhere.example/project/1'],
  ['another port', 'https://api.example/project/1'],
  ['another scheme', 'http://edit.example/project/1'],
  ['a host that only begins so', 'https://edit.example.elsewhere.example/'],
  ['a host behind a name', 'https://edit.example@elsewhere.example/'],
  ['a script', 'javascript:alert(1)'],
  ['nothing readable', 'project/1'],
  ['nowhere', undefined],
])('none is opened at %s', (_, url) => {
  expect(safeEditUrl(delivered(url), account)).toBeNull();
});

test('nor where its account is gone, or before it is delivered', () => {
  const entry = delivered('https://edit.example/');
  expect(safeEditUrl(entry, null)).toBeNull();
  expect(safeEditUrl({ ...entry, receipt: null }, account)).toBeNull();
});

test('what waits for the person is told with its reason, the newest first, and nothing of a private window', () => {
  const error = { code: 'not_found', destination: 'github', reason: 'github_installation_gone' } as const;
  const waiting = (more: Partial<OutboxEntry>): OutboxEntry => ({ ...delivered(), state: 'needs_attention', ...more });
  expect(
    attentionViews([
      waiting({ accountId: null }),
      waiting({ error }),
      waiting({ error, incognito: true }),
      delivered(),
      { ...waiting({ error }), state: 'waiting' },
      waiting({ accountId: 'another', error }),
    ]),
  ).toEqual([
    { accountId: 'another', error },
    { accountId: account.id, error },
    { accountId: null, error: null },
  ]);
});
