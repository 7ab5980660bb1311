import { expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { shippedCode, sources, withoutComments } from './sources.ts';

const keys = Object.keys(messages);

/** A string literal of four or more plain words reads like a sentence for people: it belongs in _locales. */
const SENTENCE = /(['"`])([A-Z][a-z’']+(?: [A-Za-z’',]+){3,}[.!?]?)\1/g;
/** Errors for programmers, never shown: they name a broken assumption. */
const FOR_PROGRAMMERS = /new (?:Type|Range)?Error\(\s*$/;

test('texts stand in _locales only', () => {
  const found = shippedCode().flatMap(({ path, text }) => {
    const code = withoutComments(text);
    return [...code.matchAll(SENTENCE)]
      .filter((match) => !FOR_PROGRAMMERS.test(code.slice(0, match.index)))
      .map((match) => `${path}: ${match[2]}`);
  });
  expect(found).toEqual([]);
});

test('the static html of the pages holds no text of its own', () => {
  const found = sources('src', '.html').flatMap(({ path, text }) => {
    const body = text.replace(/<title>[^<]*<\/title>/, '').replace(/<!--[\s\S]*?-->/g, '');
    const texts = [
      ...body.matchAll(/>([^<>]*\p{L}[^<>]*)<|\b(?:title|aria-label|placeholder|alt)="([^"]*\p{L}[^"]*)"/gu),
    ];
    // A name is not translated.
    return texts
      .map(([, text, attribute]) => `${path}: ${(text ?? attribute ?? '').trim()}`)
      .filter((found) => !found.endsWith(': Clipdraft'));
  });
  expect(found).toEqual([]);
});

test('every text that code asks for by its full key exists', () => {
  const known = new Set(keys);
  const missing = shippedCode().flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\b(?:t|getMessage)\(\s*'([a-z0-9_]+)'/g)]
      .map((match) => match[1] ?? '')
      .filter((key) => !known.has(key))
      .map((key) => `${path}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test('no text is left over: each key stands in the code, whole, as a plural form, or built from names that stand there', () => {
  const manifest = sources('.', 'manifest.json').filter(({ path }) => path === 'manifest.json');
  const code = [...shippedCode().map(({ text }) => withoutComments(text)), ...manifest.map(({ text }) => text)].join(
    '\n',
  );
  // `menu_${context}_in` becomes /^menu_(\w+)_in$/; what fills the gap must be a name in the code.
  const built = [...code.matchAll(/`([a-z0-9_]*(?:\$\{[^}`\n]*\}[a-z0-9_]*)+)`/g)].map(
    ([, template = '']) => new RegExp(`^${template.replace(/\$\{[^}]*\}/g, '(\\w+)')}$`),
  );
  const isName = (part: string): boolean => new RegExp(`['"\\s.{(]${part}['":,;?)\\s]`).test(code);
  const stands = (key: string): boolean =>
    code.includes(`'${key}'`) ||
    code.includes(`__MSG_${key}__`) ||
    built.some((pattern) => pattern.exec(key)?.slice(1).every(isName) === true);
  const forms = (key: string): string[] => [key, key.replace(/_(?:zero|one|two|few|many|other)$/, '')];
  expect(keys.filter((key) => !forms(key).some(stands))).toEqual([]);
});

test('no key stands twice, of which one text would never be seen', () => {
  const [file] = sources('public/_locales/en', 'messages.json');
  const written = [...(file?.text ?? '').matchAll(/^ {2}"(\w+)": \{$/gm)].map(([, key = '']) => key);
  expect(written).toEqual(keys);
});

test('every placeholder of a text is declared', () => {
  for (const [key, entry] of Object.entries(messages as Record<string, { message: string; placeholders?: object }>)) {
    for (const match of entry.message.matchAll(/\$([A-Z_a-z]+)\$/g)) {
      expect(
        Object.keys(entry.placeholders ?? {}).map((name) => name.toLowerCase()),
        key,
      ).toContain(match[1]?.toLowerCase());
    }
  }
});
