import * as v from 'valibot';
import type { Schema } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';

type Clip = Draft['passages'][number];

/** The tree passed the allow-list before it was stored; here it only has to be a tree. */
const isRoot = (value: unknown): value is Clip['content'] =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === 'root' &&
  'children' in value &&
  Array.isArray(value.children);

const clip: Schema<Clip> = v.object({
  v: v.literal(1),
  id: v.string(),
  kind: v.picklist(['selection', 'article', 'link', 'image', 'paste']),
  capturedAt: v.string(),
  source: v.object({
    url: v.nullable(v.string()),
    fragmentUrl: v.nullable(v.string()),
    canonicalUrl: v.nullable(v.string()),
    title: v.string(),
    siteName: v.nullable(v.string()),
    author: v.nullable(v.string()),
    publishedAt: v.nullable(v.string()),
    lang: v.nullable(v.string()),
    dir: v.nullable(v.picklist(['ltr', 'rtl'])),
  }),
  content: v.custom<Clip['content']>(isRoot),
  notes: v.array(
    v.object({
      code: v.picklist([
        'scripts_left_out',
        'forms_left_out',
        'media_unreadable',
        'formatting_missing',
        'text_cut',
        'too_large',
      ]),
      count: v.number(),
    }),
  ),
});

const draft: Schema<Draft> = v.object({
  v: v.literal(1),
  id: v.pipe(v.string(), v.minLength(1)),
  title: v.string(),
  note: v.string(),
  passages: v.array(clip),
  quote: v.boolean(),
  excerpt: v.string(),
  tags: v.array(v.string()),
  canonical: v.boolean(),
  images: v.array(
    v.object({
      id: v.string(),
      originalUrl: v.string(),
      alt: v.string(),
      caption: v.exactOptional(v.string()),
      blobId: v.exactOptional(v.string()),
      state: v.picklist(['linked', 'wanted', 'stored']),
      reason: v.exactOptional(v.picklist(['unreadable', 'unreachable', 'too_large', 'not_an_image', 'private_window'])),
    }),
  ),
});

/** What was stored, or null where it is no draft this version knows. */
export function parseDraft(stored: unknown): Draft | null {
  const result = v.safeParse(draft, stored);
  return result.success ? result.output : null;
}
