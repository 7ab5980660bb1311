import type { ClipNoteCode } from '../../clip/clip.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { type MarkdownReader, renderMarkdown } from '../../draft/markdown.ts';
import type { UploadedImages } from '../destination.ts';
import { frontMatter } from './front-matter.ts';
import { imagesOf } from './post-images.ts';
import type { Generator, GitHubSettings, Layout } from './settings.ts';

/** A draft as files of a repository. */
export interface Post {
  path: string;
  /** Front matter and Markdown, well-formed, with one line end at its end. */
  text: string;
  /** Copies of images: where they stand, and which blob they are. */
  images: { path: string; sha: string }[];
  leftOut: ClipNoteCode[];
}

/** What a post is written with; the same gives the same post. */
export interface PostParts {
  path: string;
  /** ms since the epoch: the date in its front matter. */
  date: number;
  settings: GitHubSettings;
  /** Blobs in the repository, by the image's `src` in the clip's tree (images.ts). */
  images: UploadedImages;
  words: BodyWords;
}

export function toPost(draft: Draft, { path, date, settings, images, words }: PostParts): Post {
  const { layout } = settings;
  const { files, urls } = imagesOf(draft, { path, date, layout, images });
  const { markdown, leftOut } = renderMarkdown(draft, { images: urls, reader: readerOf(layout) }, words);
  const own = ownLines(layout.generator, markdown);
  const text = `${frontMatter(draft, { date, settings, words, own })}\n${markdown}`;
  return { path, text: text.replace(/\n*$/, '\n'), images: files, leftOut };
}

/** The program that makes a page of the Markdown, as its generator sets it up. */
export const readerOf = ({ generator, html }: Layout): MarkdownReader => ({ ...READERS[generator], html });

const READERS: Record<Generator, Omit<MarkdownReader, 'html'>> = {
  jekyll: { kind: 'kramdown', footnotes: true, templates: 'liquid' },
  hugo: { kind: 'goldmark', footnotes: true, templates: 'shortcodes' },
  // Its templates are switched off in the front matter.
  eleventy: { kind: 'markdown-it', footnotes: false, templates: null },
  astro: { kind: 'github', footnotes: true, templates: null },
  plain: { kind: 'github', footnotes: true, templates: null },
};

/**
 * Eleventy makes a template of Markdown before it reads it, in Liquid or in what else the site chose; it is told not to
 * where the text would be taken for one.
 * @see https://www.11ty.dev/docs/languages/#override-the-template-language
 */
function ownLines(generator: Generator, markdown: string): Record<string, string> {
  return generator === 'eleventy' && /\{[{%#]|<%/.test(markdown) ? { templateEngineOverride: 'md' } : {};
}
