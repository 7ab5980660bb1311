import { expect, test } from 'vitest';
import { constantsText, parseConstants } from './constants.ts';

test('one name and value a line; a value may hold colons, blank lines count for nothing', () => {
  expect(parseConstants('layout: post\n\n  permalink : https://you.example/x \nempty:')).toEqual({
    ok: true,
    constants: { layout: 'post', permalink: 'https://you.example/x', empty: '' },
  });
  expect(parseConstants('')).toEqual({ ok: true, constants: {} });
});

test('what is stored is shown as it is typed', () => {
  const constants = { layout: 'post', published: 'false' };
  expect(constantsText(constants)).toBe('layout: post\npublished: false');
  expect(parseConstants(constantsText(constants))).toEqual({ ok: true, constants });
});

test.each([
  ['layout: post\nnothing here', 'no_colon', 2],
  [': value', 'no_name', 1],
  ['a: 1\nb: 2\n\na: 3', 'twice', 4],
])('%j is at fault', (text, issue, line) => {
  expect(parseConstants(text)).toEqual({ ok: false, issue, line });
});
