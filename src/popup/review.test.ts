/** What the popup tells about a draft that is being edited. */
import '../../test/support/english.ts';
import { describe, expect, test } from 'vitest';
import { ACCOUNT } from '../../test/support/background-house.ts';
import { draftWithImages } from '../../test/support/draft-with-images.ts';
import type { DraftReview } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import type { Account } from '../messages/contract.ts';
import { reviewOf, type Told } from './review.ts';

const CONTENTJET: Account = { ...ACCOUNT, destination: 'contentjet' };
const draftOf = (more: Partial<Draft>): Draft => ({ ...draftWithImages('On tools'), ...more });

function told(review: Partial<DraftReview> | null, draft: Draft, error: Told['entry']['error'] = null): Told {
  const whole = review === null ? null : { measures: [], issues: [], ...review };
  return { draft, review: whole, entry: { accountId: CONTENTJET.id, error } };
}

describe('room that is left', () => {
  const long = draftOf({ title: 'x'.repeat(50) });

  test('is the system’s own where the site says no more, and is counted while one types', () => {
    const typed = draftOf({ title: 'x'.repeat(120) });
    expect(reviewOf(told({}, long), typed, CONTENTJET)).toMatchObject({ titleLeft: 8, blocked: false });
    expect(reviewOf(told({}, long), draftOf({ title: 'x'.repeat(129) }), CONTENTJET)).toMatchObject({
      ...{ titleLeft: -1, blocked: true },
    });
    expect(reviewOf(told({}, long), long, CONTENTJET).titleLeft).toBeNull();
  });

  test('is narrower where the field of the account is', () => {
    const review = { measures: [{ field: 'title', length: 50, limit: 60 } as const] };
    expect(reviewOf(told(review, long), long, CONTENTJET).titleLeft).toBe(10);
    const typed = draftOf({ title: 'x'.repeat(63) });
    expect(reviewOf(told(review, long), typed, CONTENTJET)).toMatchObject({ titleLeft: -3, blocked: true });
    const wide = { measures: [{ field: 'title', length: 50, limit: 500 } as const] };
    expect(reviewOf(told(wide, long), draftOf({ title: 'x'.repeat(127) }), CONTENTJET).titleLeft).toBe(1);
  });

  test('is right in the site’s own units: faces count twice, white space at the ends not at all', () => {
    const faces = draftOf({ title: `${'🙂'.repeat(25)} ` });
    const review = { measures: [{ field: 'title', length: 50, limit: 60 } as const] };
    expect(reviewOf(told(review, faces), faces, CONTENTJET).titleLeft).toBe(10);
  });

  test('of the excerpt is told in the same way; of the whole text it is as it was measured', () => {
    const excerpt = draftOf({ excerpt: 'x'.repeat(301) });
    const body = { field: 'body', length: 32_314, limit: 30_000 } as const;
    const measures = [{ field: 'excerpt', length: 301, limit: 300 } as const, body];
    expect(reviewOf(told({ measures }, excerpt), excerpt, CONTENTJET)).toMatchObject({ excerptLeft: -1, body });
  });
});

describe('what stands against sending', () => {
  const draft = draftOf({});
  const issues: DraftReview['issues'] = [
    { field: 'tags', rule: 'format', label: 'Labels' },
    { field: 'section', rule: 'required', label: 'Section' },
    { field: 'source', rule: 'format' },
  ];

  test('is told beside its field, or is a matter of the account’s settings', () => {
    const review = reviewOf(told({ issues }, draft), draft, CONTENTJET);
    expect(review.against('tags')).toBe('Labels: the site does not accept what stands there.');
    expect(review.against('title')).toBe('');
    expect(review.againstSettings).toBe(
      'Section: must not be empty. Address of the page: the site does not accept what stands there.',
    );
    expect(review.blocked).toBe(true);
  });

  test('an image can be chosen where the clip has some and they are copied, else it is a matter of the settings', () => {
    const missing: DraftReview['issues'] = [{ field: 'image', rule: 'required', label: 'Hero' }];
    const sentence = 'Hero: must not be empty.';
    const copying: Account = { ...CONTENTJET, settings: { images: 'copy' } };
    expect(reviewOf(told({ issues: missing }, draft), draft, copying).againstSettings).toBe('');
    expect(reviewOf(told({ issues: missing }, draft), draft, copying).against('image')).toBe(sentence);
    const linking: Account = { ...CONTENTJET, settings: { images: 'link' } };
    expect(reviewOf(told({ issues: missing }, draft), draft, linking).againstSettings).toBe(sentence);
    const plain = draftOf({ images: [] });
    expect(reviewOf(told({ issues: missing }, plain), plain, copying).againstSettings).toBe(sentence);
  });

  test('tags that the site writes in its own way are named as it does', () => {
    const tagged = draftOf({ tags: ['news', 'Web Clip', '日本語'] });
    const review = reviewOf(told({ tags: ['news', 'web-clip', ''] }, tagged), tagged, CONTENTJET);
    expect(review.otherTags).toBe('web-clip');
    expect(reviewOf(told({}, tagged), tagged, CONTENTJET).otherTags).toBe('');
  });

  test('is not known while the review is another account’s, and then nothing is stopped', () => {
    const other: Account = { ...CONTENTJET, id: 'another' };
    const measures = [{ field: 'title', length: 8, limit: 5 } as const];
    const review = reviewOf(told({ issues, measures }, draft), draft, other);
    expect(review).toMatchObject({ titleLeft: null, body: null, againstSettings: '', blocked: false });
    expect(review.against('tags')).toBe('');
    expect(reviewOf(told(null, draft), draft, CONTENTJET).blocked).toBe(false);
    expect(reviewOf(told({ issues }, draft), draft, null).blocked).toBe(false);
  });

  test('what the site refused before is told once, and may be sent again', () => {
    const refused = { code: 'draft_rejected', destination: 'contentjet', issues } as const;
    const again = reviewOf(told({}, draft, refused), draft, CONTENTJET);
    expect(again.against('tags')).toBe('Labels: the site does not accept what stands there.');
    expect(again.blocked).toBe(false);
    expect(reviewOf(told({ issues }, draft, refused), draft, CONTENTJET).against('tags')).toBe(again.against('tags'));
    const ghost: Account = { ...ACCOUNT, id: CONTENTJET.id };
    expect(reviewOf(told(null, draft, refused), draft, ghost).against('tags')).toBe(again.against('tags'));
  });
});
