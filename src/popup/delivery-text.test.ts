import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import type { ErrorView } from '../core/errors.ts';
import { IGNORED_FIELDS } from '../destinations/destination.ts';
import type { EntryView } from '../messages/contract.ts';
import { lossLines } from './delivery-text.ts';

const delivered: EntryView = {
  ...{ id: 'e1', state: 'delivered', title: 'On margins', accountId: 'a1', error: null, createdAt: 0, waitUntil: null },
  ...{ editUrl: null, canUndo: true, incognito: false, images: null, ignored: [] },
};

test('a draft that arrived as it was asked for has nothing to say', () => {
  expect(lossLines(delivered)).toEqual([]);
});

test('what the site left out, and images that stayed links, a sentence each', () => {
  const images = { total: 2, kept: 2, copied: 1, copying: false, left: [], unread: { count: 0, origins: [] } };
  const failed = [{ src: '', error: { code: 'too_large', destination: 'wordpress' } as const }];
  expect(lossLines({ ...delivered, ignored: ['tags', 'author'], images: { ...images, failed } })).toEqual([
    'The site did not take every tag.',
    'The site chose another author.',
    '1 image stays a link: too large to copy.',
  ]);
});

test('copies that did not get into the draft: why, and nothing while it is tried again', () => {
  const images = { total: 2, kept: 0, copied: 0, left: [], failed: [], unread: { count: 2, origins: [] } };
  const lines = (error: ErrorView, copying = false) =>
    lossLines({ ...delivered, error, images: { ...images, copying } });
  const links = '2 images stay links: no access to the host.';
  const changed = { code: 'conflict', destination: 'wordpress', reason: 'wordpress_changed_meanwhile' } as const;
  expect(lines(changed)[0]).toBe('The draft was changed or published meanwhile, so its images stay as they are.');
  const offline = { code: 'offline', destination: 'wordpress' } as const;
  expect(lines(offline)).toEqual([expect.stringContaining('did not get into the draft'), links]);
  expect(lines(offline, true)).toEqual([]);
});

test('every field that may be left out has its sentence', () => {
  const lines = lossLines({ ...delivered, ignored: [...IGNORED_FIELDS] });
  expect(new Set(lines).size).toBe(IGNORED_FIELDS.length);
  for (const line of lines) expect(line).toMatch(/^[A-Z].+\.$/);
});

test('of a draft that has not arrived nothing is missing yet', () => {
  const images = { total: 1, kept: 0, copied: 0, copying: false, left: ['unreachable' as const], failed: [] };
  const view = { ...delivered, images: { ...images, unread: { count: 0, origins: [] } } };
  for (const state of ['editing', 'queued', 'waiting', 'needs_attention', 'dropped'] as const) {
    expect(lossLines({ ...view, state })).toEqual([]);
  }
});
