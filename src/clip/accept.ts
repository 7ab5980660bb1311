import * as v from 'valibot';
import { ownError } from '../core/errors.ts';
import { acceptTree } from './accept-tree.ts';
import { CAPS, PROTOCOLS } from './allow-list.ts';
import {
  CLIP_NOTE_CODES,
  type Clip,
  type ClipNote,
  type ClipNoteCode,
  type ClipSource,
  type PageSource,
} from './clip.ts';
import { paragraphs } from './plain-text.ts';
import { sourceFrom } from './source.ts';
import { cap } from './text.ts';
import { cleanUrl } from './values.ts';

export type Accepted = { found: true; clip: Clip } | { found: false; source: ClipSource };

/** What the background adds: the page has no say in it. `capturedAt` is ISO 8601. */
export interface ClipMeta {
  id: string;
  capturedAt: string;
}

const nullableText = v.nullable(v.string());
const sourceShape = v.nullable(
  v.object({
    page: v.string(),
    permalink: nullableText,
    canonical: nullableText,
    fragment: nullableText,
    title: nullableText,
    heading: nullableText,
    siteName: nullableText,
    applicationName: nullableText,
    author: nullableText,
    publishedAt: nullableText,
    lang: nullableText,
    dir: v.nullable(v.picklist(['ltr', 'rtl'])),
  }),
);
const capturedShape = v.union([
  v.object({ found: v.literal(false), source: sourceShape }),
  v.object({
    found: v.literal(true),
    kind: v.picklist(['selection', 'article', 'link', 'image', 'paste']),
    source: sourceShape,
    content: v.unknown(),
    notes: v.pipe(
      v.array(
        v.object({
          code: v.picklist(CLIP_NOTE_CODES),
          count: v.pipe(v.number(), v.integer(), v.minValue(0)),
        }),
      ),
      v.maxLength(20),
    ),
  }),
]);

/**
 * What came out of a page, made safe: its shape parsed, its tree passed through the allow-list again, its addresses
 * and strings checked. Takes the value or its JSON text. Throws DestinationError `draft_rejected` where it is not
 * what the walk writes, `too_large` beyond the caps.
 */
export function acceptClip(raw: unknown, meta: ClipMeta): Accepted {
  const parsed = v.safeParse(capturedShape, typeof raw === 'string' ? parseJson(raw) : raw);
  if (!parsed.success) throw ownError('draft_rejected');
  const captured = parsed.output;
  const source = sourceFrom(captured.source);
  if (!captured.found) return { found: false, source };
  const content = acceptTree(captured.content);
  if (content.children.length === 0) return { found: false, source };
  return { found: true, clip: { v: 1, ...meta, kind: captured.kind, source, content, notes: captured.notes } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the browser's menu tells where the page can't be walked: a frame of another site, a PDF. */
export interface FromMenu {
  url: string | null;
  title: string;
  notes: readonly ClipNoteCode[];
}

/** Firefox ends `selectionText` here, recorded from Firefox 153: more than this may have been selected. */
const MENU_TEXT_END = 16_384;

/** The menu's selection text as paragraphs; `text_cut` is noted where the browser may have cut it. */
export function clipFromText(from: FromMenu & { text: string }, meta: ClipMeta): Clip {
  const notes = from.text.length >= MENU_TEXT_END ? [...from.notes, 'text_cut' as const] : from.notes;
  return fromMenu('selection', from, notes, paragraphs(cap(from.text, CAPS.text)), meta);
}

/** A link as the menu knows it: its address, and its text where the browser tells it. */
export function clipFromLink(from: FromMenu & { linkUrl: string; text: string }, meta: ClipMeta): Clip {
  const href = cleanUrl(from.linkUrl, PROTOCOLS.link);
  const value = from.text.trim() || (href ?? from.linkUrl);
  const text = { type: 'text', value };
  const link = href === undefined ? text : { type: 'element', tagName: 'a', properties: { href }, children: [text] };
  return fromMenu('link', from, from.notes, paragraph(link), meta);
}

/** An image as the menu knows it: its address only. */
export function clipFromImage(from: FromMenu & { srcUrl: string }, meta: ClipMeta): Clip {
  const image = { type: 'element', tagName: 'img', properties: { src: from.srcUrl, alt: '' }, children: [] };
  const clip = fromMenu('image', from, from.notes, paragraph(image), meta);
  return clip.content.children.length > 0 && JSON.stringify(clip.content).includes('"img"')
    ? clip
    : {
        ...clip,
        content: { type: 'root', children: [] },
        notes: [...clip.notes, { code: 'media_unreadable', count: 1 }],
      };
}

const NOTHING_SAID: Omit<PageSource, 'page' | 'title'> = {
  permalink: null,
  canonical: null,
  fragment: null,
  heading: null,
  siteName: null,
  applicationName: null,
  author: null,
  publishedAt: null,
  lang: null,
  dir: null,
};

function fromMenu(
  kind: 'selection' | 'link' | 'image',
  from: FromMenu,
  notes: readonly ClipNoteCode[],
  content: unknown,
  meta: ClipMeta,
): Clip {
  return {
    v: 1,
    ...meta,
    kind,
    source: sourceFrom({ ...NOTHING_SAID, page: from.url ?? '', title: from.title }),
    content: acceptTree(content),
    notes: notes.map((code): ClipNote => ({ code, count: 1 })),
  };
}

function paragraph(child: unknown): unknown {
  return { type: 'root', children: [{ type: 'element', tagName: 'p', properties: {}, children: [child] }] };
}
