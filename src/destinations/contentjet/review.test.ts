import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aClip, aDraft, WORDS } from '../../../test/fixtures/draft.ts';
import { aField, anEntryType, settingsFor, WEB_CLIP } from '../../../test/fixtures/entry-type.ts';
import { randomDraft, randomEntryType, randomMapping } from '../../../test/fixtures/random-entry-type.ts';
import { DestinationError, type FieldIssue } from '../../core/errors.ts';
import type { Draft } from '../../draft/draft.ts';
import type { DraftOptions } from '../destination.ts';
import { toNewEntry } from './new-entry.ts';
import { expectedImages, reviewContentjet } from './review.ts';
import type { ContentjetSettings } from './settings.ts';

const review = (draft: Partial<Draft>, settings = settingsFor(WEB_CLIP), options = {}) =>
  reviewContentjet(aDraft(draft), options, settings, WORDS);

const article = anEntryType(
  aField('headline', 'TEXT', { maxLength: 50 }),
  aField('text', 'LONGTEXT', { maxLength: 200 }),
  aField('teaser', 'TEXT', { maxLength: 20 }),
);

describe('what is measured', () => {
  test('each part against the limit that it reaches first, in UTF-16 units as they will be sent', () => {
    const { measures, issues } = review({ title: '😀', excerpt: ' two\nlines ' }, settingsFor(article));
    expect(measures).toEqual(
      expect.arrayContaining([
        { field: 'title', length: 2, limit: 50 },
        { field: 'body', length: expect.any(Number), limit: 200 },
        { field: 'excerpt', length: 9, limit: 20 },
      ]),
    );
    expect(measures).toHaveLength(3);
    expect(issues).toEqual([]);
  });

  test('the title has its 128 code points where no field is shorter', () => {
    expect(review({ title: '😀😀' }, settingsFor(anEntryType())).measures).toEqual([
      { field: 'title', length: 2, limit: 128 },
    ]);
    const long = settingsFor(anEntryType(aField('title', 'TEXT', { maxLength: 200 })));
    expect(review({ title: 'x'.repeat(100) }, long).measures).toEqual([{ field: 'title', length: 100, limit: 128 }]);
    expect(review({ title: '😀'.repeat(90) }, long).measures).toEqual([{ field: 'title', length: 180, limit: 200 }]);
  });

  test('the body as a whole, also where its end will be cut off', () => {
    const note = 'A sentence of five words. '.repeat(20);
    const whole = review({ note, passages: [] }, settingsFor(article));
    expect(whole.measures).toContainEqual({ field: 'body', length: note.length - 1, limit: 200 });
    expect(whole.issues).toEqual([{ field: 'body', rule: 'too_long', limit: 200, label: 'text' }]);
    const cut = review({ note, passages: [] }, settingsFor(article), { cut: true });
    expect(cut).toEqual({ ...whole, issues: [] });
  });

  test('a title that is still to be typed as nothing, though ours will stand in for it', () => {
    const type = anEntryType(aField('title', 'TEXT', { maxLength: 5, label: 'Title' }));
    expect(review({ title: ' ' }, settingsFor(type))).toMatchObject({
      measures: [{ field: 'title', length: 0, limit: 5 }],
      issues: [{ field: 'title', rule: 'too_long', limit: 5, label: 'Title' }],
    });
  });
});

describe('images that are still to be uploaded', () => {
  const needed = anEntryType(aField('image', 'MEDIA', { required: true, label: 'Image' }));
  const images: Draft['images'] = [{ id: '1', originalUrl: 'https://a.example/1.png', alt: '', state: 'stored' }];
  const missing = [{ field: 'image', rule: 'required', label: 'Image' }];

  test('count where copies are made of them', () => {
    expect(review({ images }, settingsFor(needed)).issues).toEqual([]);
    expect(review({ images: [] }, settingsFor(needed)).issues).toEqual(missing);
    expect(review({ images }, settingsFor(needed, undefined, { images: 'link' })).issues).toEqual(missing);
    const linked = images.map((image) => ({ ...image, state: 'linked' as const }));
    expect(review({ images: linked }, settingsFor(needed)).issues).toEqual(missing);
  });

  test('have addresses about as long as they will be', () => {
    const img = {
      type: 'element' as const,
      tagName: 'img',
      properties: { src: 'https://a.example/1.png', alt: '' },
      children: [],
    };
    const passages = [aClip({ content: { type: 'root', children: [img] } })];
    const lengthOf = (draft: Partial<Draft>): number =>
      review({ passages, ...draft }).measures.find(({ field }) => field === 'body')?.length ?? 0;
    expect(lengthOf({ images }) - lengthOf({})).toBeGreaterThan(40);
  });
});

test('tags are told as they will stand there, without the delivery’s own', () => {
  expect(review({ tags: ['Zürich', 'ok', 'zurich'] }).tags).toEqual(['zurich', 'ok']);
});

test('an account whose entry type is still to be chosen has nothing to tell', () => {
  expect(review({}, settingsFor(article, {}, { entryType: null }))).toEqual({ measures: [], issues: [] });
});

test('says of any draft what sending it will say', () => {
  fc.assert(
    fc.property(
      randomEntryType.chain((type) => fc.tuple(fc.constant(type), randomMapping(type), randomDraft, fc.boolean())),
      ([type, mapping, draft, isCut]) => {
        const settings = settingsFor(type, mapping);
        const options = isCut ? ({ cut: true } as const) : {};
        const told = reviewContentjet(draft, options, settings, WORDS);
        expect(told.issues).toEqual(issuesOfSending(draft, settings, options));
        for (const { length, limit } of told.measures) expect(length >= 0 && limit > 0).toBe(true);
      },
    ),
  );
});

function issuesOfSending(draft: Draft, settings: ContentjetSettings, options: DraftOptions): FieldIssue[] {
  try {
    toNewEntry(draft, 'clip-000000000000000000000000000', options, settings, expectedImages(draft), WORDS);
    return [];
  } catch (error) {
    if (error instanceof DestinationError) return error.issues;
    throw error;
  }
}
