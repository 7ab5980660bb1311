import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aClip, aDraft, WORDS } from '../../../test/fixtures/draft.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Draft } from '../../draft/draft.ts';
import type { DraftOptions } from '../destination.ts';
import { toNewPost } from './new-post.ts';

const KEY = 'a-draft-0a1b2c3d';
const post = (more: Partial<Draft>, options: DraftOptions = {}, html = '<p>x</p>') =>
  toNewPost(aDraft(more), html, KEY, options, WORDS);

function refusal(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    if (error instanceof DestinationError) return error.toView();
    throw error;
  }
  return 'accepted';
}

test('a draft becomes a post that is a draft, under its key', () => {
  expect(post({})).toEqual({ title: 'A draft', html: '<p>x</p>', slug: KEY, status: 'draft', tags: [] });
  expect(
    post({ excerpt: ' Short ', tags: ['News', ' news ', '', '#clip'] }, { authorId: '6b00fd69ca1e561a3abcd7e6' }),
  ).toEqual({
    title: 'A draft',
    html: '<p>x</p>',
    slug: KEY,
    status: 'draft',
    tags: ['News', '#clip'],
    custom_excerpt: 'Short',
    authors: [{ id: '6b00fd69ca1e561a3abcd7e6' }],
  });
});

test('whatever the draft holds, the post is a draft', () => {
  fc.assert(
    fc.property(fc.record({ title: fc.string(), excerpt: fc.string(), note: fc.string() }), (more) => {
      const hostile = { ...aDraft(more), status: 'published' };
      expect(toNewPost(hostile, '<p>x</p>', KEY, {}, WORDS).status).toBe('draft');
    }),
  );
});

describe('the title', () => {
  test.each([
    ['', 'Untitled'],
    [' \n\t ', 'Untitled'],
    ['two\nlines\u0000 here', 'two lines here'],
    ['half a \ud83c surrogate', 'half a \uFFFD surrogate'],
  ])('%j → %s', (title, sent) => {
    expect(post({ title }).title).toBe(sent);
  });

  test('may have 255 code points, however many units they take', () => {
    expect(post({ title: '🎉'.repeat(255) }).title).toHaveLength(510);
    expect(refusal(() => post({ title: 'a'.repeat(256) }))).toEqual({
      code: 'draft_rejected',
      destination: 'ghost',
      issues: [{ field: 'title', rule: 'too_long', limit: 255 }],
    });
  });
});

test('everything that is too long is named at once', () => {
  const more = { title: 'a'.repeat(256), excerpt: 'b'.repeat(301), tags: ['c'.repeat(192), 'd'.repeat(192)] };
  expect(refusal(() => post(more))).toMatchObject({
    issues: [
      { field: 'title', limit: 255 },
      { field: 'excerpt', limit: 300 },
      { field: 'tags', limit: 191 },
    ],
  });
});

test('a body beyond 1 MB of UTF-8 is too large', () => {
  expect(post({}, {}, 'ä'.repeat(500_000)).html).toHaveLength(500_000);
  expect(refusal(() => post({}, {}, 'ä'.repeat(500_001)))).toEqual({
    code: 'too_large',
    destination: 'ghost',
    issues: [{ field: 'body', rule: 'too_long', limit: 1_000_000 }],
  });
});

test('an author that no Ghost could know is refused, as Ghost would silently take the owner', () => {
  expect(refusal(() => post({}, { authorId: 'owner' }))).toMatchObject({
    issues: [{ field: 'author', rule: 'unknown' }],
  });
});

describe('the canonical address', () => {
  const canonicalOf = (canonicalUrl: string | null, url: string | null = null) =>
    post({ canonical: true, passages: [aClip({ source: { ...aClip().source, canonicalUrl, url } })] }).canonical_url;

  test('is the page’s own, else the page, and only where asked for', () => {
    expect(canonicalOf('https://example.com/canonical', 'https://example.com/page')).toBe(
      'https://example.com/canonical',
    );
    expect(canonicalOf(null, 'https://example.com/page')).toBe('https://example.com/page');
    expect(post({ canonical: false })).not.toHaveProperty('canonical_url');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    'https://u:p@example.com/',
    `https://example.com/${'a'.repeat(2000)}`,
  ])('is never %s', (url) => {
    expect(canonicalOf(url)).toBeUndefined();
  });
});
