import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAID, SOURCE } from '../../test/fixtures/captured.ts';
import { type ClipSource, NO_SOURCE, type PageSource } from './clip.ts';
import { sourceFrom, toIso } from './source.ts';

const from = (changes: Partial<PageSource>): ClipSource => sourceFrom({ ...SAID, canonical: null, ...changes });

test('a page that says all', () => {
  expect(from({ canonical: '/a' })).toEqual(SOURCE);
});

test('nobody knows where it came from', () => {
  expect(sourceFrom(null)).toEqual(NO_SOURCE);
});

describe('addresses', () => {
  test.each([
    ['javascript:', 'javascript:alert(1)'],
    ['localhost', 'http://localhost/'],
    ['mail', 'https://mail.google.com/'],
    ['no address', ''],
  ])('%s: no link at all, whatever else the page says', (_, page) => {
    const source = from({ page, canonical: 'https://e.com/', permalink: 'https://e.com/p', siteName: null });
    expect(source).toMatchObject({ url: null, fragmentUrl: null, canonicalUrl: null, siteName: null, title: 'T' });
  });

  test('user info, secrets and tracking are taken out of each', () => {
    const odd = 'https://me:pw@e.com/a?token=x&utm_source=y';
    expect(from({ page: odd, canonical: odd })).toMatchObject({
      url: 'https://e.com/a',
      fragmentUrl: 'https://e.com/a#:~:text=b',
      canonicalUrl: 'https://e.com/a',
    });
    expect(from({ permalink: odd }).url).toBe('https://e.com/a');
  });

  test('a post of a stream: its address alone', () => {
    expect(from({ permalink: 'https://e.com/p/1', canonical: '/a' })).toMatchObject({
      url: 'https://e.com/p/1',
      fragmentUrl: null,
      canonicalUrl: null,
    });
  });

  test.each(['javascript:alert(1)', 'http://localhost/p', 'x'])('a permalink to %s is none', (permalink) => {
    expect(from({ permalink }).url).toBe('https://e.com/a');
  });

  test.each(['/elsewhere', 'https://evil.example/', '#:~:text=b'])('%s is no text fragment', (fragment) => {
    expect(from({ fragment }).fragmentUrl).toBeNull();
  });

  test('endless ones are none', () => {
    const long = `https://e.com/${'x'.repeat(4096)}`;
    expect(from({ page: long })).toMatchObject({ url: null, fragmentUrl: null });
    expect(from({ fragment: `:~:text=${'x'.repeat(4096)}` })).toMatchObject({ url: SAID.page, fragmentUrl: null });
  });
});

const words = fc.option(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })));

test('whatever a page says, it throws nothing, and addresses are for the web', () => {
  const strings = Object.fromEntries(Object.keys(SAID).map((name) => [name, words]));
  fc.assert(
    fc.property(fc.record(strings), fc.webUrl(), fc.boolean(), (said, url, isPage) => {
      const source = from({ ...said, dir: null, page: isPage ? url : (said.page ?? '') });
      for (const address of [source.url, source.fragmentUrl, source.canonicalUrl]) {
        if (address !== null) expect(address).toMatch(/^https?:\/\/[^/@]+\//);
      }
    }),
  );
});

describe('words', () => {
  test('odd dates, languages and endless titles', () => {
    const title = `a\u0000\n${'b'.repeat(9999)}`;
    expect(from({ publishedAt: 'soon', lang: 'en" x', title, author: '  ' })).toMatchObject({
      publishedAt: null,
      lang: null,
      title: `a ${'b'.repeat(498)}`,
      author: null,
    });
  });

  test('the title without the site, by any name it gives itself', () => {
    expect(from({ title: '(2) Tides | Paper', siteName: 'Paper' }).title).toBe('Tides');
    expect(from({ title: 'Tides | Paper', page: 'https://www.paper.example/' }).title).toBe('Tides');
    expect(from({ title: 'Tides | App', applicationName: 'App' }).title).toBe('Tides');
    expect(from({ title: 'The tides of May – Another Paper', heading: 'The tides of May' }).title).toBe(
      'The tides of May',
    );
    expect(from({ title: null, heading: 'Tides' }).title).toBe('Tides');
  });
});

test.each([
  ['2024-05-01', '2024-05-01'],
  ['2024/05/01', '2024-05-01T00:00:00.000Z'],
  ['Wed, 01 May 2024 10:00:00 GMT', '2024-05-01T10:00:00.000Z'],
  ['2024-13-45', null],
  ['yesterday', null],
  ['', null],
])('date %s', (raw, iso) => {
  expect(toIso(raw)?.slice(0, 10) ?? null).toBe(iso?.slice(0, 10) ?? null);
});
