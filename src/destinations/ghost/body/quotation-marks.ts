/** Opening and closing marks, outer and inner, by language (Unicode CLDR, delimiters). */
type Marks = readonly [open: string, close: string, innerOpen: string, innerClose: string];

const DEFAULT: Marks = ['“', '”', '‘', '’'];
const LOW_HIGH: Marks = ['„', '“', '‚', '‘'];
const GUILLEMETS: Marks = ['«', '»', '“', '”'];

const MARKS = new Map<string, Marks>([
  ['de', LOW_HIGH],
  ['cs', LOW_HIGH],
  ['sk', LOW_HIGH],
  ['sl', LOW_HIGH],
  ['is', LOW_HIGH],
  ['bg', ['„', '“', '‘', '’']],
  ['pl', ['„', '”', '«', '»']],
  ['ro', ['„', '”', '«', '»']],
  ['hu', ['„', '”', '»', '«']],
  ['hr', ['„', '”', '‚', '‘']],
  ['nl', ['‘', '’', '“', '”']],
  ['sv', ['”', '”', '’', '’']],
  ['fi', ['”', '”', '’', '’']],
  ['da', DEFAULT],
  ['no', ['«', '»', '‘', '’']],
  ['nb', ['«', '»', '‘', '’']],
  ['fr', ['«\u00a0', '\u00a0»', '«\u00a0', '\u00a0»']],
  ['es', GUILLEMETS],
  ['it', GUILLEMETS],
  ['pt', DEFAULT],
  ['el', ['«', '»', '"', '"']],
  ['ru', ['«', '»', '„', '“']],
  ['uk', ['«', '»', '„', '“']],
  ['ja', ['「', '」', '『', '』']],
  ['ar', ['”', '“', '’', '‘']],
  ['fa', ['«', '»', '‹', '›']],
  ['he', ['”', '”', '’', '’']],
]);

/** The marks around a `q` in this language (BCP 47) with `depth` others around it. */
export function quotationMarks(lang: string, depth: number): { open: string; close: string } {
  const [open, close, innerOpen, innerClose] = MARKS.get(lang.toLowerCase().split('-')[0] ?? '') ?? DEFAULT;
  return depth % 2 === 0 ? { open, close } : { open: innerOpen, close: innerClose };
}
