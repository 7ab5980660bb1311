import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import { ERROR_RULES, type ErrorCode } from '../core/errors.ts';
import type { ImagesView } from '../messages/contract.ts';
import { countLeft, imagesAhead, imagesDone, imagesLeft } from './image-lines.ts';

const view = (some: Partial<ImagesView>): ImagesView => ({
  ...{ total: 0, kept: 0, copied: 0, copying: false, left: [], failed: [], unread: { count: 0, origins: [] } },
  ...some,
});
const failed = (code: ErrorCode) => ({ src: '', error: { code, destination: 'wordpress' as const } });

test('once it is there: what was copied', () => {
  expect(imagesDone(view({ copied: 0 }))).toEqual([]);
  expect(imagesDone(view({ copied: 4 }))).toEqual(['4 images copied.']);
});

test('before it is sent: what will be copied, and why the rest will not', () => {
  expect(imagesAhead(view({ kept: 3 }))).toEqual(['3 images will be copied.']);
  expect(imagesAhead(view({ kept: 1, left: ['too_large', 'not_an_image', 'too_large'] }))).toEqual([
    '1 image will be copied.',
    '2 images stay links: too large to copy.',
    '1 image stays a link: a format that is not copied.',
  ]);
});

test('nothing is said yet of what a click may still copy', () => {
  expect(imagesAhead(view({ unread: { count: 7, origins: ['https://cdn.example/*'] } }))).toEqual([]);
});

test('a private window says that its images stay links', () => {
  expect(imagesAhead(view({ left: ['private_window', 'private_window'] }))).toEqual([
    '2 images stay links: a private window keeps no copies.',
  ]);
});

test('after it was sent: every image that stayed a link, whatever the reason, once', () => {
  const sent = view({
    ...{ total: 6, kept: 4, copied: 2 },
    ...{ left: ['unreachable'], unread: { count: 1, origins: ['https://cdn.example/*'] } },
    failed: [failed('draft_rejected'), failed('draft_rejected')],
  });
  expect(imagesLeft(sent)).toEqual([
    '1 image stays a link: the host gave no copy.',
    '1 image stays a link: no access to the host.',
    '2 images stay links: the site takes no such files.',
  ]);
  expect(countLeft(sent)).toBe(4);
});

test('all that was copied needs no word', () => {
  expect(imagesLeft(view({ total: 2, kept: 2, copied: 2 }))).toEqual([]);
  expect(countLeft(null)).toBe(0);
});

test('every error of an upload has its words, and errors with the same words are counted together', () => {
  for (const code of Object.keys(ERROR_RULES) as ErrorCode[]) {
    expect(imagesLeft(view({ failed: [failed(code)] })), code).toEqual([
      expect.stringMatching(/^1 image stays a link: .{5,}\.$/),
    ]);
  }
  expect(imagesLeft(view({ failed: [failed('timeout'), failed('conflict')] }))).toEqual([
    '2 images stay links: the upload failed.',
  ]);
});
