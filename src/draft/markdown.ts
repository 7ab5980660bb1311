import type { ClipNoteCode } from '../clip/clip.ts';
import type { BodyWords, Draft } from './draft.ts';
import { dialectOf } from './markdown/dialect.ts';
import { writeBody } from './markdown/document.ts';
import { markdownForm } from './markdown/form.ts';

export interface MarkdownOptions {
  /** What uploaded images became, by the `src` they have in the clip's tree. */
  images: ReadonlyMap<string, { url: string }>;
  /**
   * At most so many UTF-16 units; what is longer is cut at the end of a block, and the cut said with a link to the source.
   * Absent: never cut.
   */
  cutAt?: number;
  /** Who reads it; absent: any reader of GitHub-flavoured Markdown, which lets html through and knows no footnotes. */
  reader?: MarkdownReader;
}

/** The program that makes a page of the document, as far as it differs from GitHub's own. */
export interface MarkdownReader {
  kind: 'github' | 'kramdown' | 'goldmark' | 'markdown-it';
  /** Html in the document reaches the page. */
  html: boolean;
  /** `[^1]` is a footnote. */
  footnotes: boolean;
  /** Which signs of a template are live before the document is read. */
  templates: 'liquid' | 'shortcodes' | null;
}

/** A draft as a document in GitHub-flavoured Markdown. */
export interface MarkdownBody {
  markdown: string;
  /** The document as it is without a cut. */
  whole: string;
  /** What the draft lacks of the page: scripts, forms, and media nobody can read (codes of clip notes). */
  leftOut: ClipNoteCode[];
  /** Blocks were left out to keep to `cutAt`. */
  cut: boolean;
}

/**
 * Keeps, in this order: the text, that it stays readable and editable as Markdown, and the construct. Html of the
 * allow-list stands only where Markdown has nothing: merged cells, marked or raised text, readings, folds, players,
 * formulas, text of another direction.
 * @see https://github.github.com/gfm/
 */
export function renderMarkdown(draft: Draft, options: MarkdownOptions, words: BodyWords): MarkdownBody {
  const { text, ...rest } = writeBody(draft, words, markdownForm(dialectOf(options.reader)), options);
  return { markdown: text, ...rest };
}
