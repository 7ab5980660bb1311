import { describe, expect, test } from 'vitest';
import { aDraft, WORDS } from '../../../test/fixtures/draft.ts';
import type { DraftOptions, UploadedImages } from '../destination.ts';
import { draftTexts } from '../draft-texts.ts';
import type { WholePost, WordPressUser } from './client.ts';
import { wordpressDescriptor } from './descriptor.ts';
import { ignoredOf, toNewPost, wishesOf, wordpressDeliveryKey } from './new-post.ts';

const NOBODY_ELSE: UploadedImages = new Map();
const IMAGES: UploadedImages = new Map([
  ['https://a.example/1.png', { remoteId: '31', url: 'https://b.example/1.png' }],
]);
const user = (...capabilities: string[]): WordPressUser => ({
  id: 4,
  name: 'Oscar',
  roles: ['author'],
  capabilities: new Set(capabilities),
});

describe('the delivery key', () => {
  test('is a slug as WordPress leaves it, and says nothing of the draft', () => {
    const draft = aDraft({ id: '0B7E4C6E-8B1A-4D7E-9B0C-AAAABBBBCCCC', title: 'A secret plan' });
    expect(wordpressDeliveryKey(draft, '0a1b2c3d')).toBe('clip-0a1b2c3d-0b7e4c6e8b1a4d7e9b0caaaabbbbcccc');
  });

  test('is short enough, whatever the draft’s id', () => {
    expect(wordpressDeliveryKey(aDraft({ id: 'x'.repeat(500) }), '0a1b2c3d').length).toBeLessThan(100);
    expect(wordpressDeliveryKey(aDraft({ id: 'ä/..' }), '0a1b2c3d')).toBe('clip-0a1b2c3d');
  });
});

describe('the post', () => {
  const post = (more: Parameters<typeof aDraft>[0], options: DraftOptions = {}, tags: (number | null)[] = []) =>
    toNewPost(
      draftTexts(aDraft(more), wordpressDescriptor),
      '<p>x</p>',
      'clip-1',
      wishesOf(options, tags, IMAGES, user('edit_others_posts')),
      WORDS,
    );

  test('is a draft under its key', () => {
    expect(post({ excerpt: ' Short ' })).toEqual({
      title: 'A draft',
      content: '<p>x</p>',
      excerpt: 'Short',
      slug: 'clip-1',
      status: 'draft',
      tags: [],
    });
  });

  test('has the chosen terms, image and author', () => {
    const options = { categoryIds: ['7', '8'], featuredImage: 'https://a.example/1.png', authorId: '9' };
    expect(post({}, options, [1, null, 2])).toMatchObject({
      tags: [1, 2],
      categories: [7, 8],
      featured_media: 31,
      author: 9,
    });
  });

  test('shows angle brackets instead of losing them', () => {
    expect(post({ title: 'Using <div>', excerpt: 'a < b' })).toMatchObject({
      title: 'Using &lt;div&gt;',
      excerpt: 'a &lt; b',
    });
  });

  test('without a title has ours', () => {
    expect(post({ title: ' \n ' }).title).toBe('Untitled');
  });
});

describe('what WordPress ignores is noticed', () => {
  const answer: WholePost = {
    id: 5,
    slug: 'clip-1',
    status: 'draft',
    modified_gmt: '2026-11-21T12:00:00',
    date_gmt: null,
    content: { raw: '' },
    excerpt: { raw: 'Short' },
    author: 4,
    featured_media: 31,
    tags: [1, 2],
    categories: [7],
    _links: {},
  };
  const all: DraftOptions = { categoryIds: ['7'], featuredImage: 'https://a.example/1.png', authorId: '4' };
  const ignored = (more: Partial<WholePost>, options: DraftOptions = all, tags: (number | null)[] = [1, 2]) =>
    ignoredOf(wishesOf(options, tags, IMAGES, user()), 'Short', { ...answer, ...more });

  test('nothing where all is there', () => {
    expect(ignored({})).toEqual([]);
    expect(ignored({ categories: [1] }, {}, [])).toEqual([]);
  });

  test.each([
    [{ tags: [1] }, ['tags']],
    [{ categories: [1] }, ['categories']],
    [{ featured_media: 0 }, ['featured_image']],
    [{ excerpt: { raw: '' } }, ['excerpt']],
    [{ author: 3 }, ['author']],
  ])('%j', (more, fields) => {
    expect(ignored(more)).toEqual(fields);
  });

  test('a tag that could not be made, an image that was not uploaded, an author one may not choose', () => {
    expect(ignored({}, all, [1, null])).toEqual(['tags']);
    expect(ignoredOf(wishesOf(all, [], NOBODY_ELSE, user()), '', answer)).toEqual(['featured_image']);
    expect(ignored({}, { ...all, authorId: '9' })).toEqual(['author']);
  });
});
