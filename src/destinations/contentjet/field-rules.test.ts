import { describe, expect, test } from 'vitest';
import { aField } from '../../../test/fixtures/entry-type.ts';
import { type FieldValue, fieldFault, isWebAddress, maxLengthOf } from './field-rules.ts';

const TEXT = { format: 'plaintext', minLength: 3, maxLength: 5 };
const RATING = { format: 'integer', minValue: 1, maxValue: 5 };
const FEW = { minLength: 2, maxLength: 3 };

describe('what a field takes', () => {
  test.each<[string, ReturnType<typeof aField>, FieldValue[]]>([
    ['a text', aField('note', 'TEXT', TEXT), ['abc', 'abcde', '😀a']],
    [
      'a web address',
      aField('link', 'TEXT', { format: 'uri' }),
      ['https://example.com/a?b=1#c', 'http://example.com:8443/ü'],
    ],
    ['an e-mail address', aField('mail', 'TEXT', { format: 'email' }), ['a@b.co', "o'neil+news@mail.example.org"]],
    ['a long text', aField('note', 'LONGTEXT', TEXT), ['abc', 'ab\nc']],
    ['yes and no', aField('flag', 'BOOLEAN'), [true, false]],
    ['a number', aField('score', 'NUMBER', { minValue: -1.5, maxValue: 1.5 }), [-1.5, 0, 0.25, 1.5]],
    ['an integer', aField('rating', 'NUMBER', RATING), [1, 5]],
    ['a day', aField('day', 'DATE', { format: 'date' }), ['2026-01-02', '2024-02-29']],
    [
      'a moment',
      aField('time', 'DATE'),
      ['2026-01-02T03:04:05Z', '2026-01-02T03:04', '2026-01-02 03:04:05.678+02:00', '2026-01-02'],
    ],
    ['one choice', aField('kind', 'CHOICE'), ['news', ['blog']]],
    ['several choices', aField('kinds', 'CHOICE', { format: 'multiple' }), ['news', ['news', 'blog', 'other']]],
    ['a colour', aField('accent', 'COLOR'), ['#aabbcc', '#AABB99']],
    ['a colour that shines through', aField('accent', 'COLOR', { format: 'rgba' }), ['#aabbccdd']],
    [
      'media',
      aField('pictures', 'MEDIA', FEW),
      [
        ['1', '2'],
        ['1', '2', '2147483647'],
      ],
    ],
    ['entries', aField('related', 'LINK', FEW), [['7', '8']]],
    [
      'a list',
      aField('points', 'LIST', FEW),
      [
        ['a', 'b'],
        ['a', 'a', 'a'],
      ],
    ],
  ])('%s', (_name, field, values) => {
    for (const value of values) expect(fieldFault(field, value), JSON.stringify(value)).toBeNull();
  });

  test('nothing, wherever nothing is sent', () => {
    for (const value of ['', '  ', [], ['', ' ']]) expect(fieldFault(aField('points', 'LIST', FEW), value)).toBeNull();
  });
});

describe('what it does not take, and why', () => {
  test.each<[string, ReturnType<typeof aField>, FieldValue, object]>([
    [
      'a text beyond the field’s own maximum, in UTF-16 units',
      aField('note', 'TEXT', TEXT),
      '😀😀😀',
      { rule: 'too_long', limit: 5 },
    ],
    ['a text that is too short', aField('note', 'LONGTEXT', TEXT), 'ab', { rule: 'too_short', limit: 3 }],
    ['a NUL, over which the server fails', aField('note', 'LONGTEXT'), 'a\0b', { rule: 'format' }],
    ['half a surrogate pair', aField('points', 'LIST'), ['a\ud800'], { rule: 'format' }],
    ['an address that is none', aField('link', 'TEXT', { format: 'uri' }), 'not a url', { rule: 'format' }],
    ['an e-mail address that is none', aField('mail', 'TEXT', { format: 'email' }), 'nope', { rule: 'format' }],
    ['a number below the least', aField('rating', 'NUMBER', RATING), 0, { rule: 'too_small', limit: 1 }],
    ['a number above the greatest', aField('rating', 'NUMBER', RATING), 9, { rule: 'too_large', limit: 5 }],
    ['a broken number', aField('rating', 'NUMBER', RATING), 2.5, { rule: 'format' }],
    ['no number at all', aField('rating', 'NUMBER'), Number.NaN, { rule: 'format' }],
    ['a number as text', aField('rating', 'NUMBER', RATING), '3', { rule: 'wrong_source' }],
    ['yes as text', aField('flag', 'BOOLEAN'), 'true', { rule: 'wrong_source' }],
    ['a day with a time', aField('day', 'DATE', { format: 'date' }), '2026-01-02T03:04:05Z', { rule: 'format' }],
    ['a day that no month has', aField('day', 'DATE', { format: 'date' }), '2026-02-30', { rule: 'format' }],
    ['a moment that no day has', aField('time', 'DATE'), '2026-01-02T24:00:00Z', { rule: 'format' }],
    ['a date in words', aField('time', 'DATE'), 'next Friday', { rule: 'format' }],
    ['a choice that is not offered', aField('kind', 'CHOICE'), ['nope'], { rule: 'format' }],
    ['two choices where one is to be made', aField('kind', 'CHOICE'), ['news', 'blog'], { rule: 'too_long', limit: 1 }],
    ['a choice made twice', aField('kinds', 'CHOICE', { format: 'multiple' }), ['news', 'news'], { rule: 'format' }],
    ['a colour by name', aField('accent', 'COLOR'), 'red', { rule: 'format' }],
    ['a colour without its transparency', aField('accent', 'COLOR', { format: 'rgba' }), '#aabbcc', { rule: 'format' }],
    ['an entry named twice', aField('related', 'LINK', FEW), ['1', '1'], { rule: 'format' }],
    ['an id that no column holds', aField('related', 'LINK'), ['2147483648'], { rule: 'format' }],
    ['too many entries', aField('related', 'LINK', FEW), ['1', '2', '3', '4'], { rule: 'too_long', limit: 3 }],
    ['too few points', aField('points', 'LIST', FEW), ['a'], { rule: 'too_short', limit: 2 }],
    ['a text where a list belongs', aField('points', 'LIST'), 'a', { rule: 'wrong_source' }],
    ['anything, in a field of a kind that nobody knows', aField('place', 'MAP'), 'here', { rule: 'wrong_source' }],
    [
      'anything, in a field whose kind is called as what every object has',
      aField('place', 'constructor'),
      'here',
      { rule: 'wrong_source' },
    ],
  ])('%s', (_name, field, value, fault) => {
    expect(fieldFault(field, value)).toEqual(fault);
  });
});

test('a field without a maximum has that of its type', () => {
  const { maxLength: _none, ...field } = aField('body', 'LONGTEXT');
  expect(maxLengthOf(field)).toBe(30_000);
  expect(maxLengthOf({ ...field, maxLength: 40_000 })).toBe(30_000);
  expect(maxLengthOf(aField('title', 'TEXT', { maxLength: 50 }))).toBe(50);
});

describe('web addresses as the server reads them', () => {
  test.each([
    'https://example.com',
    'HTTPS://Example.COM/a',
    'https://user:secret@example.com/',
    'https://bücher.example/ä?ö#ü',
    'https://xn--bcher-kva.example/',
    'http://8.8.8.8/x',
    'https://a.b-c.example.org:65535/?q',
  ])('%s', (url) => {
    expect(isWebAddress(url)).toBe(true);
  });

  test.each([
    'ftp://example.com/x',
    'mailto:a@b.co',
    'https://example.com/a b',
    'http://localhost:3000/x',
    'http://intranet/x',
    'http://127.0.0.1/x',
    'http://10.1.2.3/x',
    'http://192.168.1.1/x',
    'http://172.20.0.1/x',
    'http://169.254.1.1/',
    'http://300.1.1.1/',
    'http://1.2.3.4.5/',
    'http://[2001:db8::1]/x',
    'https://example.xn--p1ai/',
    'https://example.com./',
    'https://-a.example/',
    'https://example.com:1/',
    'https://',
    '',
  ])('not %s', (url) => {
    expect(isWebAddress(url)).toBe(false);
  });
});
