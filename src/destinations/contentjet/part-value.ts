/** A part of a draft as the value of one field, before anybody looks whether it fits. */
import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { DraftOptions, EntryField, UploadedImages } from '../destination.ts';
import { distinctTags, oneLine, wellFormed } from '../draft-texts.ts';
import { isMarkdown, renderBody, textAsMarkdown } from './body.ts';
import { type FieldValue, maxLengthOf } from './field-rules.ts';
import type { DraftPart } from './mapping.ts';

export interface PartSources {
  draft: Draft;
  options: DraftOptions;
  images: UploadedImages;
  words: BodyWords;
}

export interface PartValue {
  /** Blank where the draft has none. */
  value: FieldValue;
  /** Of the person's own text in UTF-16 units, where it is not the value's: before a cut, or where ours stands in. */
  length?: number;
  /** Of a body: codes of clip notes. */
  leftOut?: string[];
}

/** The server's database fails over one. */
const withoutNul = (text: string): string => text.replaceAll('\0', '');

export function partValue(part: DraftPart, field: EntryField, sources: PartSources): PartValue {
  const { draft, options, images, words } = sources;
  if (part === 'body') {
    const { text, ...rest } = renderBody(field, draft, { images, cut: options.cut === true }, words);
    return { value: text, ...rest };
  }
  if (part === 'image') return { value: imageIds(field, sources) };
  if (part === 'date') return { value: dateOf(field, draft) };
  const tags = part === 'tags' ? distinctTags(draft.tags) : [];
  if (field.fieldType === 'LIST') return { value: tags };
  const text = {
    title: () => titleOf(draft, words),
    excerpt: () => (field.fieldType === 'TEXT' ? oneLine(draft.excerpt) : withoutNul(wellFormed(draft.excerpt)).trim()),
    source: () => sourceOf(draft),
    tags: () => tags.join(', '),
  }[part]();
  const value = isMarkdown(field) && text !== '' ? textAsMarkdown(text, draft, words) : text;
  return part === 'title' && oneLine(draft.title) === '' ? { value, length: 0 } : { value };
}

/** On one line; a draft without a title bears ours. */
export const titleOf = ({ title }: Draft, words: BodyWords): string => oneLine(title) || words.untitled;

/** The page that the first passage with a known page comes from. */
const sourceOf = ({ passages }: Draft): string =>
  passages.map(({ source }) => source.url).find((url) => url !== null) ?? '';

/** Names of fields for many. */
const MANY = /s$|galler|galeri|media|bilder/i;

/**
 * The image that stands for the draft; else the first uploaded one, or as many as there is room for in a field whose name
 * is plural. Not fewer than the field asks for, where there are as many. Nothing takes the place of a chosen one whose
 * copy may still come, but where the field must not be empty.
 */
function imageIds(field: EntryField, { draft, options, images }: PartSources): string[] {
  const idsOf = (url: string): string[] => {
    const image = images.get(url);
    return image === undefined ? [] : [image.remoteId];
  };
  const featured = idsOf(options.featuredImage ?? '');
  if (options.featuredImage !== undefined && featured.length === 0 && !field.required) return [];
  const all = [...new Set([...featured, ...draft.images.flatMap(({ originalUrl }) => idsOf(originalUrl))])];
  const wanted = featured.length === 0 && MANY.test(field.name) ? maxLengthOf(field) : 1;
  return all.slice(0, Math.max(wanted, field.minLength ?? 0));
}

/** When the first passage was clipped, in UTC. */
function dateOf({ format }: EntryField, { passages }: Draft): string {
  const date = new Date(passages[0]?.capturedAt ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '';
  return format === 'date' ? date.toISOString().slice(0, 10) : date.toISOString();
}
