import type { Root } from 'hast';

/** Where a clip came from. Every url is absolute http(s); everything here is text a stranger wrote. */
export interface ClipSource {
  /** The page, without tracking parameters; null where no reader could open it (localhost, file:, mail). */
  url: string | null;
  /** `url` with a text fragment that leads back to the passage, where one could be made. */
  fragmentUrl: string | null;
  /** The page's own canonical address: same host, not the front page. */
  canonicalUrl: string | null;
  /** Without the site's suffix and counters. */
  title: string;
  siteName: string | null;
  author: string | null;
  /** ISO 8601. */
  publishedAt: string | null;
  /** BCP 47. */
  lang: string | null;
  dir: 'ltr' | 'rtl' | null;
}

/**
 * What a page says of itself, in its own words: source.ts makes the source of it, in the background. Strings that nobody
 * has checked.
 */
export interface PageSource {
  /** The page's address. */
  page: string;
  /** Of the post in which the passage stands, on a page that is a stream of posts; absolute. */
  permalink: string | null;
  /** As the page writes it. */
  canonical: string | null;
  /** The text fragment that leads back to the passage: `:~:text=…`. */
  fragment: string | null;
  title: string | null;
  /** The title as it is shared or headed, without the site. */
  heading: string | null;
  siteName: string | null;
  applicationName: string | null;
  author: string | null;
  /** In any form. */
  publishedAt: string | null;
  lang: string | null;
  dir: 'ltr' | 'rtl' | null;
}

/** Nobody knows where it came from: a paste, or a page that can't be read. */
export const NO_SOURCE: ClipSource = {
  url: null,
  fragmentUrl: null,
  canonicalUrl: null,
  title: '',
  siteName: null,
  author: null,
  publishedAt: null,
  lang: null,
  dir: null,
};

/** `article` is a selection that covers (almost) all of the page's article. */
export type ClipKind = 'selection' | 'article' | 'link' | 'image' | 'paste';

/** What is missing from a clip, for the person to see. */
export const CLIP_NOTE_CODES = [
  'scripts_left_out',
  'forms_left_out',
  'media_unreadable',
  'formatting_missing',
  'text_cut',
  'too_large',
] as const;
export type ClipNoteCode = (typeof CLIP_NOTE_CODES)[number];

export interface ClipNote {
  code: ClipNoteCode;
  count: number;
}

/** What was captured. `content` has passed the allow-list in the background: nothing outside it exists any more. */
export interface Clip {
  v: 1;
  id: string;
  kind: ClipKind;
  /** ISO 8601. */
  capturedAt: string;
  source: ClipSource;
  content: Root;
  notes: ClipNote[];
}

/** What the injected walk is asked for. Plain JSON: it crosses into the page's isolated world as an argument. */
export type CaptureRequest =
  | { kind: 'selection' }
  | { kind: 'link'; url: string; text: string }
  | { kind: 'image'; url: string }
  /** Asked by the popup, of its own document. */
  | { kind: 'paste'; html: string; text: string };

/** What the walk answers, before anyone has checked it. `source` is null where nobody knows. */
export type Captured =
  | { found: true; kind: ClipKind; source: PageSource | null; content: Root; notes: ClipNote[] }
  | { found: false; source: PageSource | null };
