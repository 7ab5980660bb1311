import type { Element } from 'hast';
import type { Escapes } from '../html.ts';
import type { MarkdownReader } from '../markdown.ts';
import type { Token } from './delimiters.ts';
import type { Place } from './escape.ts';
import { GITHUB } from './github.ts';
import { goldmark } from './goldmark.ts';
import { KRAMDOWN } from './kramdown.ts';
import { MARKDOWN_IT } from './markdown-it.ts';
import type { Form } from './write.ts';

/** How Markdown is written for one reader: what it takes for more than text, and how that is kept from it. */
export interface Dialect {
  /** Html in the document reaches the page. Without it no tag is written; what has no sign stands as its text. */
  html: boolean;
  /** `[^1]` is a footnote. */
  footnotes: boolean;
  /** What is written of an item's blocks. */
  item(body: string): string;
  /** The signs of an element (strong, emphasised or deleted text, the mark of a note) are read as such there. */
  signed(node: Element, heading: boolean): boolean;
  /** Words within a line as Markdown that is shown as those words. */
  text(words: string, place: Place): string;
  /** The words of an image; null where they have no form and the image is written as html. */
  alt(words: string, place: Place): string | null;
  /** The pieces of a line, each written as it should be where it stands alone. */
  apart(pieces: Token[]): Token[];
  /** A line of a paragraph that is written but for what would mean something at its beginning. */
  line(line: string): string;
  /** The text of a heading that is written but for what would mean something at its end. */
  heading(line: string): string;
  /** What ends a line within a paragraph. */
  lineBreak: string;
  /** An address as it stands in the brackets behind a link's text. */
  destination(url: string): string;
  /** The words that an image shows when it is pointed at, with the space before them; '' where they have no form. */
  title(words: string): string;
  /** Code as it stands between its signs, in a line or in a block; null where it would not be shown as that code. */
  code(source: string): string | null;
  /** Code between its signs, in a line; null where it has to be html. */
  codeSpan(code: string, place: Place): string | null;
  /** Elements within which no Markdown is read. */
  raw: readonly string[];
  /** A line of a table's cells. */
  row(line: string): string;
  /** A table may be a header alone. */
  bodiless: boolean;
  /** The characters that html writes by number. */
  escapes: Escapes;
  /** An element of html around Markdown. */
  box(start: string, inner: string, end: string): string;
  /** Where lists and items are written otherwise. */
  lists: Partial<Form>;
}

/** @param reader absent: GitHub-flavoured Markdown */
export function dialectOf(reader: MarkdownReader | undefined): Dialect {
  if (reader === undefined) return GITHUB;
  const { html, footnotes } = reader;
  return { ...dialectOfKind(reader), html, footnotes };
}

function dialectOfKind({ kind, html }: MarkdownReader): Dialect {
  switch (kind) {
    case 'goldmark':
      return goldmark(html);
    case 'kramdown':
      return KRAMDOWN;
    case 'markdown-it':
      return MARKDOWN_IT;
    default:
      return GITHUB;
  }
}
