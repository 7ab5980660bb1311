/** What an open draft is told before it is sent: by its own account's system, where that has anything to say. */
import { expect, test } from 'vitest';
import { aDraft, WORDS } from '../../test/fixtures/draft.ts';
import { ACCOUNT } from '../../test/support/background-house.ts';
import { realRandom } from '../../test/support/memory.ts';
import { newEntry } from '../outbox/changes.ts';
import type { EntryWithDraft } from '../outbox/store.ts';
import type { Account } from '../vault/account.ts';
import { reviewOf } from './review.ts';

const text = { ...{ label: 'Text', description: '', required: true, disabled: false }, fieldType: 'LONGTEXT' };
const CONTENTJET: Account = {
  ...{ ...ACCOUNT, destination: 'contentjet', authMethod: 'password_grant' },
  settings: {
    project: { id: 1, name: 'Web clips' },
    entryType: { id: 2, name: 'Note', fields: [{ ...text, name: 'text', format: 'plaintext', maxLength: 10 }] },
    mapping: { text: { from: 'body' } },
    ...{ uiUrl: null, images: 'link', renewal: 'while_open' },
  },
};

function open(note: string, cut?: true): EntryWithDraft {
  const options = cut === undefined ? {} : { cut };
  const how = { draftId: 'draft', accountId: CONTENTJET.id, options, incognito: false };
  return { entry: newEntry(how, 0, realRandom), draft: aDraft({ note, passages: [] }) };
}

test('is measured by the fields of its account, and by what the person has chosen', () => {
  expect(reviewOf(open('Much too long'), CONTENTJET, WORDS)).toMatchObject({
    measures: expect.arrayContaining([{ field: 'body', length: 13, limit: 10 }]),
    issues: [{ field: 'body', rule: 'too_long', limit: 10, label: 'Text' }],
  });
  expect(reviewOf(open('Short\n\nand long', true), CONTENTJET, WORDS)?.issues).toEqual([]);
});

test.each<[string, Account | null]>([
  ['where there is no account', null],
  ['where the descriptor’s limits say it all', ACCOUNT],
  ['where the settings can’t be read: sending will say so', { ...CONTENTJET, settings: { project: 'damaged' } }],
])('nothing %s', (_, account) => {
  expect(reviewOf(open('Much too long'), account, WORDS)).toBeNull();
});
