import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import { ACCOUNT } from '../../test/support/background-house.ts';
import type { ErrorView } from '../core/errors.ts';
import { IGNORED_FIELDS } from '../destinations/destination.ts';
import type { Account, EntryView } from '../messages/contract.ts';
import { describeEntry } from './delivery.ts';
import { deliveryHelp, lossLines, standing } from './delivery-text.ts';

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

test('a refusal: the sentence with its cure, and what is said of each field', () => {
  const error: ErrorView = {
    ...{ code: 'draft_rejected', destination: 'contentjet' },
    issues: [
      { field: 'title', rule: 'too_long', limit: 60, label: 'Headline' },
      { field: 'section', rule: 'required', label: 'Section' },
    ],
  };
  const refused: EntryView = { ...delivered, state: 'needs_attention', error };
  expect(deliveryHelp(describeEntry(refused))).toBe(
    'The site refused this draft. Change what is named here and send it again.',
  );
  expect(lossLines(refused)).toEqual(['Headline: at most 60 characters.', 'Section: must not be empty.']);
});

test.each([
  ['unknown', 'timeout', 'The site took too long to answer. The draft is looked for before it is sent again.'],
  ['waiting', 'server_error', 'The site has a problem of its own. The draft is kept and tried again.'],
  ['needs_attention', 'reauthorization_required', 'Your sign-in has ended. Sign in again. The draft is kept.'],
  ['needs_attention', 'too_large', 'This draft is too large for the site. Clip a smaller passage.'],
] as const)('%s for %s: the cure, and what becomes of the draft', (state, code, help) => {
  const entry: EntryView = { ...delivered, state, error: { code, destination: 'ghost' } };
  expect(deliveryHelp(describeEntry(entry))).toBe(help);
});

test('what a draft is, and who can read it, where the site knows no drafts', () => {
  const contentjet: Account = { ...ACCOUNT, destination: 'contentjet' };
  const linked = { ...delivered, editUrl: 'https://ui.example/project/1/entries/2/3' };
  const [is = '', ...others] = standing(linked, contentjet);
  expect(is).toContain('30 December 2099');
  expect(is).toContain('can read it');
  expect(others).toEqual([]);
  expect(standing(delivered, contentjet)).toEqual([is, expect.stringContaining('in the settings')]);
  expect(standing({ ...linked, state: 'queued' }, contentjet)).toEqual([]);
  expect(standing(linked, undefined)).toEqual([]);
  for (const destination of ['ghost', 'wordpress'] as const) {
    expect(standing(delivered, { ...ACCOUNT, destination })).toEqual([]);
  }
});
