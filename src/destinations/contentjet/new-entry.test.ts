import { describe, expect, test } from 'vitest';
import { aClip } from '../../../test/fixtures/draft.ts';
import { aField, anEntryType, settingsFor, WEB_CLIP } from '../../../test/fixtures/entry-type.ts';
import { anEntry, filled, KEY, refusal, refused } from '../../../test/fixtures/new-entry.ts';
import type { Mapping } from './mapping.ts';
import { DRAFT_DATE } from './new-entry.ts';

describe('the entry', () => {
  test('is a draft under its key, with all that its type takes', () => {
    const { entry, leftOut } = anEntry(settingsFor(WEB_CLIP), {
      draft: { excerpt: ' Short words ', tags: ['Web clip', 'web-clip'] },
    });
    expect(entry).toEqual({
      name: 'A draft',
      entryTypeId: 3,
      published: '2099-12-30T00:00:00.000Z',
      tags: ['web-clip', KEY],
      fields: {
        headline: 'A draft',
        source_url: 'https://example.com/post',
        body_markdown: expect.stringMatching(
          /^> A clip with \*\*strong words\*\*\.\n\nSource: \[A post, Ada, Example\]/,
        ),
        body_short: 'Short words',
        clipped_at: '2026-11-21T12:00:00.000Z',
      },
    });
    expect(entry.published).toBe(DRAFT_DATE);
    expect(leftOut).toEqual([]);
  });

  test('tells what the body lacks of the page', () => {
    const clip = aClip({ notes: [{ code: 'scripts_left_out', count: 2 }] });
    expect(anEntry(settingsFor(WEB_CLIP), { draft: { passages: [clip] } }).leftOut).toEqual(['scripts_left_out']);
  });

  test('holds no field that nothing is in, nor one that is disabled or fits nothing', () => {
    const type = anEntryType(
      aField('teaser', 'TEXT'),
      aField('hidden', 'TEXT', { disabled: true }),
      aField('picture', 'MEDIA'),
      aField('unmapped', 'TEXT'),
      aField('blank', 'TEXT'),
    );
    const mapping: Mapping = {
      teaser: { from: 'excerpt' },
      hidden: { from: 'title' },
      picture: { from: 'title' },
      blank: { constant: ' ' },
      gone: { from: 'title' },
    };
    expect(anEntry(settingsFor(type, mapping)).entry.fields).toEqual({});
  });

  test('wants an entry type', () => {
    const view = refused(() => anEntry(settingsFor(WEB_CLIP, {}, { entryType: null })));
    expect(view).toEqual({ code: 'not_found', destination: 'contentjet', reason: 'contentjet_no_type' });
  });

  test('keeps below the server’s limit of 1 MiB', () => {
    const fields = Array.from({ length: 40 }, (_, index) =>
      aField(`text${index}`, 'LONGTEXT', { format: 'plaintext' }),
    );
    const mapping = Object.fromEntries(fields.map(({ name }) => [name, { constant: 'x'.repeat(27_000) }]));
    expect(refused(() => anEntry(settingsFor(anEntryType(...fields), mapping)))).toEqual({
      code: 'too_large',
      destination: 'contentjet',
      issues: [{ field: 'body', rule: 'too_long', limit: 1_048_576 }],
    });
  });
});

describe('the title', () => {
  const nothing = settingsFor(anEntryType());

  test('is the name, on one line', () => {
    expect(anEntry(nothing, { draft: { title: ' Two\nlines\0 ' } }).entry.name).toBe('Two lines');
    expect(anEntry(nothing, { draft: { title: '\ud800' } }).entry.name).toBe('\ufffd');
  });

  test('is ours where the draft has none, in a field too', () => {
    expect(anEntry(nothing, { draft: { title: ' \n ' } }).entry.name).toBe('Untitled');
    expect(filled(aField('title', 'TEXT'), { from: 'title' }, { draft: { title: '' } })).toBe('Untitled');
  });

  test('has 128 code points, and is never cut', () => {
    expect(anEntry(nothing, { draft: { title: '😀'.repeat(128) } }).entry.name).toHaveLength(256);
    expect(refused(() => anEntry(nothing, { draft: { title: '😀'.repeat(129) } }))).toEqual({
      code: 'draft_rejected',
      destination: 'contentjet',
      issues: [{ field: 'title', rule: 'too_long', limit: 128 }],
    });
  });

  test('keeps to its field’s own maximum, which the server would not mind', () => {
    const field = aField('headline', 'TEXT', { label: 'Headline', minLength: 3, maxLength: 10 });
    expect(filled(field, { from: 'title' }, { draft: { title: '😀'.repeat(5) } })).toBe('😀'.repeat(5));
    expect(refusal(field, { from: 'title' }, { draft: { title: '😀'.repeat(6) } })).toEqual([
      { field: 'title', rule: 'too_long', limit: 10, label: 'Headline' },
    ]);
    expect(refusal(field, { from: 'title' }, { draft: { title: 'ab' } })).toEqual([
      { field: 'title', rule: 'too_short', limit: 3, label: 'Headline' },
    ]);
  });

  test('is told its shortest limit once', () => {
    const fields = [aField('headline', 'TEXT', { maxLength: 100 }), aField('name', 'TEXT', { maxLength: 20 })];
    const settings = settingsFor(anEntryType(...fields), { headline: { from: 'title' }, name: { from: 'title' } });
    expect(refused(() => anEntry(settings, { draft: { title: 'x'.repeat(200) } })).issues).toEqual([
      { field: 'title', rule: 'too_long', limit: 20, label: 'name' },
    ]);
  });
});

test('all that stands against a draft is told at once', () => {
  const type = anEntryType(
    aField('title', 'TEXT', { maxLength: 5, label: 'Title' }),
    aField('image', 'MEDIA', { required: true, label: 'Image' }),
    aField('teaser', 'TEXT', { required: true, label: 'Teaser' }),
  );
  const mapping: Mapping = { title: { from: 'title' }, image: { from: 'image' }, teaser: { from: 'excerpt' } };
  const view = refused(() => anEntry(settingsFor(type, mapping), { draft: { tags: ['日本', 'x'.repeat(40)] } }));
  expect(view.code).toBe('draft_rejected');
  expect(view.issues).toHaveLength(5);
  expect(view.issues).toEqual(
    expect.arrayContaining([
      { field: 'title', rule: 'too_long', limit: 5, label: 'Title' },
      { field: 'image', rule: 'required', label: 'Image' },
      { field: 'excerpt', rule: 'required', label: 'Teaser' },
      { field: 'tags', rule: 'format', label: '日本' },
      { field: 'tags', rule: 'too_long', limit: 32, label: 'x'.repeat(40) },
    ]),
  );
});
