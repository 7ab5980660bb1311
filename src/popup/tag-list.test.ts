import { expect, test } from 'vitest';
import { addTags, suggestTags } from './tag-list.ts';

test('commas part tags, spaces around them do not count', () => {
  expect(addTags(['Books'], ' design ,  slow   reading,')).toEqual(['Books', 'design', 'slow reading']);
});

test('the same tag in other letters is the same tag', () => {
  expect(addTags(['Books'], 'books, BOOKS')).toEqual(['Books']);
  expect(addTags(['Caf\u00e9'], 'Cafe\u0301')).toEqual(['Caf\u00e9']);
});

test('suggestions begin with what is typed, then contain it, and leave out what is chosen', () => {
  const known = ['Reading', 'Slow reading', 'Red', 'Books'];
  expect(suggestTags(known, [], 're')).toEqual(['Reading', 'Red', 'Slow reading']);
  expect(suggestTags(known, ['red'], 're')).toEqual(['Reading', 'Slow reading']);
  expect(suggestTags(known, [], '', 2)).toEqual(['Reading', 'Slow reading']);
});
