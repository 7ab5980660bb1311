import { expect, test } from 'vitest';
import { cleanTitle } from './title.ts';

test.each([
  ['A post | The Blog', ['The Blog'], null, 'A post'],
  ['A post - The Blog', ['The Blog'], null, 'A post'],
  ['The Blog: A post', ['The Blog'], null, 'The Blog: A post'],
  ['The Blog | A post', ['The Blog'], null, 'A post'],
  ['(3) A post', [], null, 'A post'],
  ['(12+) (3) A post', [], null, 'A post'],
  ['🔴 A post', [], null, 'A post'],
  ['A post – Culture – example.org', ['www.example.org'], null, 'A post – Culture'],
  ['A post - Wikipedia', ['en.wikipedia.org', 'Wikipedia'], null, 'A post'],
  ['Blog', ['Blog'], null, 'Blog'],
  ['Blog | Blog', ['Blog'], null, 'Blog'],
  ['A-post-with-hyphens', ['hyphens'], null, 'A-post-with-hyphens'],
  ['One long headline | Section | Paper', [], 'One long headline', 'One long headline'],
  ['One long headline, continued', [], 'One long headline', 'One long headline, continued'],
  ['  A \n post ', [], null, 'A post'],
  ['(2024) was a year', [], null, '(2024) was a year'],
  ['', ['x'], null, ''],
])('%s', (title, hints, heading, expected) => {
  expect(cleanTitle(title, hints, heading)).toBe(expected);
});
