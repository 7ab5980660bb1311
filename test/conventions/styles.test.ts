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

/** The options page loads the popup's styles for what both take from ui/. */
test('no style of the popup names what stands in the options page', () => {
  const styles = sources('src/popup', '.css').map(({ text }) =>
    text.replace(/\/\*[\s\S]*?\*\/|@import[^;]*;|@supports[^{]*\{/g, ''),
  );
  const selectors = styles.flatMap((text) =>
    Array.from(text.matchAll(/([^{}]+)\{/g), ([, found = '']) => found.split(',')),
  );
  const first = selectors.flat().map((selector) => /^\s*\.([\w-]+)/.exec(selector)?.[1] ?? selector.trim());
  const there = new Set(
    sources('src/options', '.tsx', '.html').flatMap(({ text }) =>
      Array.from(text.matchAll(/class(?:=|Name=)["{`']*([^"}`>]*)/g), ([, names = '']) =>
        names.split(/[\s'?:]+/),
      ).flat(),
    ),
  );
  expect(first.length).toBeGreaterThan(50);
  expect(first.filter((name) => !/^[\w-]+$/.test(name) || there.has(name))).toEqual([]);
});

test('no page carries an inline style', () => {
  const found = sources('src', '.tsx', '.html').filter(({ text }) => /\sstyle=/.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});
