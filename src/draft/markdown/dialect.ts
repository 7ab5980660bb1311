import type { Escapes } from '../html.ts';
import type { MarkdownReader } from '../markdown.ts';
import type { Place } from './escape.ts';
import { GITHUB } from './github.ts';

/** How Markdown is written for one reader: what it takes for more than text, and how that is kept from it. */
export interface Dialect {
  /** Html in the document reaches the page. Without it no tag is written; what has no sign stands as its text. */
  html: boolean;
  /** `[^1]` is a footnote. */
  footnotes: boolean;
  /** Words within a line as Markdown that is shown as those words. */
  text(words: string, place: Place): string;
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
  /** The characters that html writes by number. */
  escapes: Escapes;
  /** An element of html around Markdown. */
  box(start: string, inner: string, end: string): string;
}

/** @param reader absent: GitHub-flavoured Markdown */
export function dialectOf(reader: MarkdownReader | undefined): Dialect {
  switch (reader?.kind) {
    default:
      return GITHUB;
  }
}
