import { collapse } from './text.ts';

/** A passage as a reader's browser would look for it. */
export interface Passage {
  /** The text of each block, in order: a match never crosses from one block into the next. */
  blocks: readonly string[];
  /** Text of the page directly before and after, some words of it. */
  before: string;
  after: string;
  /** How often the passage's text stands on the page; 1 where nobody counted. */
  occurrences?: number;
}

const EXACT = 160;
const ENDS = { words: 6, least: 24, most: 80 };
const CONTEXT_WORDS = 3;

/**
 * `:~:text=[prefix-,]start[,end][,-suffix]`, or null where the passage has no words to look for. Matches begin and
 * end at word boundaries, so words that were selected in part are completed.
 * @see https://wicg.github.io/scroll-to-text-fragment/#syntax
 */
export function textFragment({ blocks, before, after, occurrences = 1 }: Passage): string | null {
  const texts = blocks.map(collapse).filter((text) => /[\p{L}\p{N}]/u.test(text));
  const first = texts[0];
  const last = texts[texts.length - 1];
  if (first === undefined || last === undefined) return null;
  const start = wordBefore(before, first) + first;
  const end = texts.length === 1 ? start + wordAfter(after, last) : last + wordAfter(after, last);
  if (texts.length === 1 && end.length <= EXACT) {
    if (occurrences <= 1) return `:~:text=${encode(end)}`;
    return withContext(end, before, after);
  }
  const opening = leading(start);
  const closing = trailing(end);
  if (texts.length === 1 && opening.length + closing.length >= end.length) return `:~:text=${encode(end)}`;
  return `:~:text=${encode(opening)},${encode(closing)}`;
}

/** The page's address with the fragment; a fragment of the page's own (`#section`) stays. */
export function withFragment(url: URL, fragment: string): string {
  const base = url.href.replace(/#$/, '');
  return `${base}${base.includes('#') ? '' : '#'}${fragment}`;
}

/** Percent-encoded so that the directive's own `-`, `,` and `&` can't be mistaken; lone surrogates have no encoding. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '')).replaceAll('-', '%2D');
}

function withContext(text: string, before: string, after: string): string {
  const prefix = trailing(collapse(before.slice(0, before.length - wordBefore(before, text).length)), CONTEXT_WORDS);
  const suffix = leading(collapse(after.slice(wordAfter(after, text).length)), CONTEXT_WORDS);
  const lead = /[\p{L}\p{N}]/u.test(prefix) ? `${encode(prefix)}-,` : '';
  const tail = /[\p{L}\p{N}]/u.test(suffix) ? `,-${encode(suffix)}` : '';
  return `:~:text=${lead}${encode(text)}${tail}`;
}

/** The part of a word that stands before a passage that begins in its midst. */
function wordBefore(before: string, text: string): string {
  return /^[\p{L}\p{N}\p{M}_]/u.test(text) && !isUnspaced(text)
    ? (/[\p{L}\p{N}\p{M}_]+$/u.exec(before)?.[0] ?? '')
    : '';
}

function wordAfter(after: string, text: string): string {
  return /[\p{L}\p{N}\p{M}_]$/u.test(text) && !isUnspaced(text) ? (/^[\p{L}\p{N}\p{M}_]+/u.exec(after)?.[0] ?? '') : '';
}

function isUnspaced(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text.slice(0, 40),
  );
}

/** The first words: six, or as many as make 24 characters. */
function leading(text: string, words: number = ENDS.words): string {
  const ends = wordEnds(text.slice(0, ENDS.most * 3));
  const enough = ends.find((end, i) => (i + 1 >= words && end >= minimum(words)) || end >= ENDS.most);
  return text.slice(0, enough ?? ends[ends.length - 1] ?? text.length).trim();
}

function trailing(text: string, words: number = ENDS.words): string {
  const tail = text.slice(-ENDS.most * 3);
  const starts = wordStarts(tail).reverse();
  const enough = starts.find((start, i) => {
    const length = tail.length - start;
    return (i + 1 >= words && length >= minimum(words)) || length >= ENDS.most;
  });
  return tail.slice(enough ?? starts[starts.length - 1] ?? 0).trim();
}

function minimum(words: number): number {
  return words === CONTEXT_WORDS ? 0 : ENDS.least;
}

function wordEnds(text: string): number[] {
  return words(text).map(({ index, segment }) => index + segment.length);
}

function wordStarts(text: string): number[] {
  return words(text).map(({ index }) => index);
}

/** Words by spaces; by the browser's own dictionary where a script has none. */
function words(text: string): { index: number; segment: string }[] {
  if (!isUnspaced(text)) {
    return Array.from(text.matchAll(/\S+/g), (match) => ({ index: match.index, segment: match[0] }));
  }
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ index, segment }) => ({ index, segment }));
}
