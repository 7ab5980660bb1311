import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDraft } from '../../../test/fixtures/draft.ts';
import { contentjetDeliveryKey, isKeyTag } from './delivery-key.ts';
import { slugOf, tagSlugs } from './tags.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const KEY = `clip-${'0a1b2c3d4'.repeat(3)}`;

describe('a tag as a slug', () => {
  test.each([
    ['Web clip', 'web-clip'],
    ['  C++ & Rust!! ', 'c-rust'],
    ['Zürich', 'zurich'],
    ['Straße', 'strasse'],
    ['ÉTÉ 2026', 'ete-2026'],
    ['Łódź', 'lodz'],
    ['smørrebrød', 'smorrebrod'],
    ['Ærø, œuvre', 'aero-oeuvre'],
    ['İstanbul ılık', 'istanbul-ilik'],
    ['a_b', 'a-b'],
    ['２０２６', '2026'],
    ['ﬁction', 'fiction'],
    ['日本', ''],
    ['—', ''],
  ])('%s', (tag, slug) => {
    expect(slugOf(tag)).toBe(slug);
  });

  test('is one already, and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (tag) => {
        const slug = slugOf(tag);
        expect(slug === '' || SLUG.test(slug)).toBe(true);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});

describe('the tags of a draft', () => {
  test('each once: the server fails over two alike', () => {
    expect(tagSlugs(['Web clip', 'web-clip', 'WEB  CLIP', 'b'])).toEqual({ slugs: ['web-clip', 'b'], issues: [] });
  });

  test('of 32 characters at most', () => {
    expect(tagSlugs(['x'.repeat(32)]).issues).toEqual([]);
    expect(tagSlugs(['x'.repeat(33)]).issues).toEqual([
      { field: 'tags', rule: 'too_long', limit: 32, label: 'x'.repeat(33) },
    ]);
  });

  test('none without a letter that a slug knows: each is named', () => {
    expect(tagSlugs(['日本', '☂', 'ok']).issues).toEqual([
      { field: 'tags', rule: 'format', label: '日本' },
      { field: 'tags', rule: 'format', label: '☂' },
    ]);
  });

  test('none that looks like a delivery’s own', () => {
    expect(tagSlugs([KEY.toUpperCase()]).issues).toMatchObject([{ field: 'tags', rule: 'format' }]);
    expect(tagSlugs([`${KEY}0`, KEY.slice(0, -1), 'clip-it']).issues.map(({ rule }) => rule)).toEqual(['too_long']);
  });
});

describe('the delivery key', () => {
  test('is a tag as long as tags may be, and says nothing of the draft', () => {
    const draft = aDraft({ id: '0B7E4C6E-8B1A-4D7E-9B0C-AAAABBBBCCCC', title: 'A secret plan' });
    expect(contentjetDeliveryKey(draft, '0a1b2c3d')).toBe('clip-0a1b2c3d0b7e4c6e8b1a4d7e9b0');
  });

  test('is one whatever the draft’s id, and the same for the same draft', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme' })), fc.nat(0xffff_ffff), (id, number) => {
        const nonce = number.toString(16).padStart(8, '0');
        const key = contentjetDeliveryKey(aDraft({ id }), nonce);
        expect(isKeyTag(key)).toBe(true);
        expect(key).toHaveLength(32);
        expect(slugOf(key)).toBe(key);
        expect(contentjetDeliveryKey(aDraft({ id }), nonce)).toBe(key);
      }),
    );
  });

  test('tells short ids apart', () => {
    const keys = ['1', '2', 'z', 'draft-1', 'draft-2', ''].map((id) =>
      contentjetDeliveryKey(aDraft({ id }), '00000000'),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
