import { expect, test } from 'vitest';
import draft from '../../test/fixtures/records/draft.v1.json' with { type: 'json' };
import draftWithImages from '../../test/fixtures/records/draft-with-images.v1.json' with { type: 'json' };
import entry from '../../test/fixtures/records/entry.v1.json' with { type: 'json' };
import entryWithImages from '../../test/fixtures/records/entry-with-images.v1.json' with { type: 'json' };
import receipt from '../../test/fixtures/records/receipt.v1.json' with { type: 'json' };
import receiptWithIgnored from '../../test/fixtures/records/receipt-with-ignored.v1.json' with { type: 'json' };
import { realRandom } from '../../test/support/memory.ts';
import { newEntry } from './changes.ts';
import { parseDraft } from './drafts.ts';
import { parseEntry, parseReceipt } from './entry.ts';

test('every record of the first day is read today, whole', () => {
  expect(parseEntry(entry)).toEqual(entry);
  expect(parseReceipt(receipt)).toEqual(receipt);
  expect(parseDraft(draft)).toEqual(draft);
  expect(parseEntry({ ...entry, state: 'delivered', receipt })).toMatchObject({ receipt });
});

test('every record of the first day with images, categories and what was ignored is read today, whole', () => {
  expect(parseEntry(entryWithImages)).toEqual(entryWithImages);
  expect(parseReceipt(receiptWithIgnored)).toEqual(receiptWithIgnored);
  expect(parseDraft(draftWithImages)).toEqual(draftWithImages);
});

test('uploads are read back as they were written', () => {
  const image = { remoteId: '7', url: 'https://blog.example/7.png' };
  const error = { code: 'too_large', destination: 'wordpress', status: 413 };
  const uploads = [
    { imageId: 'image-1', name: 'key-1', state: 'sent', tries: 2 },
    { imageId: 'image-2', name: 'key-2', state: 'done', tries: 1, image },
    { imageId: 'image-3', name: 'key-3', state: 'failed', error },
  ];
  expect(parseEntry({ ...entry, uploads })).toEqual({ ...entry, uploads });
  expect(parseEntry({ ...entry, uploads: [{ ...uploads[1], image: { ...image, url: 'here' } }] })).toBeNull();
});

test('a fresh entry is read back as it was written', () => {
  const fresh = newEntry({ draftId: 'd', accountId: null, options: {}, incognito: true }, 1, realRandom);
  expect(parseEntry(JSON.parse(JSON.stringify(fresh)))).toEqual(fresh);
  expect(fresh.nonce).toMatch(/^[0-9a-f]{8}$/);
});

test('failures of work that is left are read back as they were written', () => {
  expect(parseEntry({ ...entry, failures: 2 })).toEqual({ ...entry, failures: 2 });
});

test('a receipt that lost its opaque part on the way through JSON is still a receipt', () => {
  const { remote: _, ...rest } = receipt;
  expect(parseReceipt(rest)).toEqual({ ...rest, remote: null });
});

test.each<[string, object]>([
  ['of a newer version', { v: 2 }],
  ['in a state that does not exist', { state: 'published' }],
  ['with a code that does not exist', { error: { code: 'toString', destination: 'ghost' } }],
  ['with categories that are none', { options: { categoryIds: '3' } }],
  ['with an upload in a state that does not exist', { uploads: [{ imageId: 'i', name: 'n', state: 'sending' }] }],
  ['with a receipt that ignored what does not exist', { receipt: { ...receipt, ignored: ['status'] } }],
  ['with a damaged receipt', { receipt: { ...receipt, remoteId: '' } }],
  ['with a time that is none', { createdAt: 'today' }],
  ['with failures that can’t be counted', { failures: -1 }],
  ['with a nonce that is none', { nonce: '../../../' }],
])('an entry %s is not read', (_, change) => {
  expect(parseEntry({ ...entry, ...change })).toBeNull();
});

test.each<[string, object]>([
  ['of a newer version', { v: 2 }],
  ['with a passage that is no tree', { passages: [{ ...draft.passages[0], content: '<p>' }] }],
  ['with an image in a state that does not exist', { images: [{ ...draft.images[0], state: 'uploaded' }] }],
  ['with an image without a copy for no known reason', { images: [{ ...draft.images[0], reason: 'shy' }] }],
  ['with tags that are none', { tags: 'a, b' }],
])('a draft %s is not read', (_, change) => {
  expect(parseDraft({ ...draft, ...change })).toBeNull();
});
