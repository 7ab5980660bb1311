import { expect, test } from 'vitest';
import { sources } from './sources.ts';

/** Physical directions break right-to-left: inline and block are the words. */
const PHYSICAL =
  /(?:^|[\s;{])((?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*|(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g;

test('styles use logical properties only', () => {
  const found = sources('src', '.css').flatMap(({ path, text }) => {
    const rules = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@media[^{]*\{/g, '@media {');
    return [...rules.matchAll(PHYSICAL)].map((match) => `${path}: ${match[0].trim()}`);
  });
  expect(found).toEqual([]);
});

test('no page carries an inline style', () => {
  const found = sources('src', '.tsx', '.html').filter(({ text }) => /\sstyle=/.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});
