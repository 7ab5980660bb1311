import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiSlug, ghostDeliveryKey } from './slug.ts';

test.each([
  ['Hello World', 'hello-world'],
  ['  Grüße, Ångström & Co.  ', 'gru-e-angstrom-co'],
  ['C++ vs. C#: 10 years', 'c-vs-c-10-years'],
  ['ﬁne ½', 'fine-1-2'],
  ['東京', ''],
  ['🎉', ''],
  ['---', ''],
])('%s → %s', (title, slug) => {
  expect(asciiSlug(title)).toBe(slug);
});

test('the key is the title’s words and the nonce; without words, draft and the nonce', () => {
  expect(ghostDeliveryKey('Hello World', '0a1b2c3d')).toBe('hello-world-0a1b2c3d');
  expect(ghostDeliveryKey('東京', '0a1b2c3d')).toBe('draft-0a1b2c3d');
  expect(ghostDeliveryKey('', '0a1b2c3d')).toBe('draft-0a1b2c3d');
});

test('whatever the title, the key is a slug that Ghost keeps as it is and ends in its nonce', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 400 })), (title) => {
      const key = ghostDeliveryKey(title, '0a1b2c3d');
      expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*-0a1b2c3d$/);
      expect(key.length).toBeLessThanOrEqual(159);
    }),
  );
});
