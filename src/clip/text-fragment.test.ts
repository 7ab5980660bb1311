import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textFragment, withFragment } from './text-fragment.ts';

const fragment = (blocks: string[], before = '', after = '', occurrences = 1) =>
  textFragment({ blocks, before, after, occurrences });

/** Reads a directive as a browser does: [prefix-,]start[,end][,-suffix]. */
function decode(directive: string): { prefix?: string; start: string; end?: string; suffix?: string } {
  const parts = directive.slice(':~:text='.length).split(',');
  const prefix = parts[0]?.endsWith('-') ? decodeURIComponent((parts.shift() ?? '').slice(0, -1)) : undefined;
  const suffix = parts[parts.length - 1]?.startsWith('-')
    ? decodeURIComponent((parts.pop() ?? '').slice(1))
    : undefined;
  const [start = '', end] = parts.map(decodeURIComponent);
  return {
    start,
    ...(end === undefined ? {} : { end }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

describe('text fragments', () => {
  test('a short passage is quoted exactly, its own signs escaped', () => {
    expect(fragment(['well-known, a & b'])).toBe(':~:text=well%2Dknown%2C%20a%20%26%20b');
  });

  test('a long passage is its first and last words', () => {
    const text = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
    expect(fragment([text])).toBe(
      ':~:text=word0%20word1%20word2%20word3%20word4%20word5,word54%20word55%20word56%20word57%20word58%20word59',
    );
  });

  test('several blocks: words of the first and of the last, never across', () => {
    expect(fragment(['Heading', 'middle', 'the very end'])).toBe(':~:text=Heading,the%20very%20end');
  });

  test('words that were selected in part are completed', () => {
    expect(fragment(['lieve in'], 'I be', 'visible')).toBe(':~:text=believe%20invisible');
  });

  test('where it stands several times, the words around it tell which', () => {
    expect(fragment(['again'], 'once more and ', ', he said loudly', 3)).toBe(
      ':~:text=once%20more%20and-,again,-%2C%20he%20said',
    );
  });

  test('scripts without spaces are cut between words', () => {
    const text = '東京都は日本の首都であり、世界最大の都市圏を形成している。'.repeat(12);
    const { start, end } = decode(fragment([text]) ?? '');
    expect(text.startsWith(start)).toBe(true);
    expect(end === undefined || text.includes(end)).toBe(true);
    expect(start.length).toBeLessThan(90);
  });

  test('nothing to look for', () => {
    expect(fragment([])).toBeNull();
    expect(fragment(['…', ' – '])).toBeNull();
  });

  test('a fragment of the page stays', () => {
    expect(withFragment(new URL('https://e.com/a#b'), ':~:text=c')).toBe('https://e.com/a#b:~:text=c');
    expect(withFragment(new URL('https://e.com/a'), ':~:text=c')).toBe('https://e.com/a#:~:text=c');
  });

  test('decodes back into words of the passage, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 4 }),
        (blocks) => {
          const made = fragment(blocks);
          if (made === null) return;
          expect(made).toMatch(/^:~:text=[^\s#&]*$/);
          const whole = blocks.map((block) => block.replace(/[\t\n\f\r ]+/g, ' ')).join(' ');
          const { start, end } = decode(made);
          expect(whole).toContain(start);
          if (end !== undefined) expect(whole).toContain(end);
        },
      ),
    );
  });
});
