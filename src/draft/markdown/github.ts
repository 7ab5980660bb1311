import type { Dialect } from './dialect.ts';
import { codeSpan, destination, escapeLineStart, escaping, title } from './escape.ts';

const text = escaping('', '<wbr>');

/** GitHub-flavoured Markdown, for any of its readers. */
export const GITHUB: Dialect = {
  html: true,
  footnotes: false,
  // A box to tick stands in the text as its sign.
  item: (body) => body.replace(/^☑ (?=\S)/, '[x] ').replace(/^☐ (?=\S)/, '[ ] '),
  signed: () => true,
  text,
  alt: text,
  apart: (pieces) => pieces,
  line: escapeLineStart,
  heading: (line) => line.replace(/(?<=^|\s)#+$/, '\\$&'),
  lineBreak: '\\\n',
  destination,
  title,
  code: (source) => source,
  codeSpan,
  raw: [],
  row: (line) => line,
  bodiless: true,
  // In html that stands in Markdown no line ends, and no cell or link.
  escapes: { text: /[&<\n\r]/g, attribute: /[&"'`<|\]\n\r]/g },
  box: (start, inner, end) => `${start}\n\n${inner}\n\n${end}`,
  lists: {},
};
