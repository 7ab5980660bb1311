/** A draft's body as one field takes it. */
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { renderMarkdown } from '../../draft/markdown.ts';
import { renderPlainBody } from '../../draft/plain-body.ts';
import type { EntryField, UploadedImages } from '../destination.ts';
import { oneLine } from '../draft-texts.ts';
import { maxLengthOf } from './field-rules.ts';

export interface FieldBody {
  text: string;
  /** UTF-16 units of the whole text, also where it was cut. */
  length: number;
  /** Codes of clip notes. */
  leftOut: string[];
}

export interface BodyOptions {
  images: UploadedImages;
  /** What the field has no room for is cut off at the end of a block. */
  cut: boolean;
}

export const isMarkdown = ({ fieldType, format }: EntryField): boolean =>
  fieldType === 'LONGTEXT' && format === 'markdown';

/** GitHub-flavoured Markdown where the field is for it, else text; on one line in a field of one line. */
export function renderBody(field: EntryField, draft: Draft, { images, cut }: BodyOptions, words: BodyWords): FieldBody {
  const cutAt = maxLengthOf(field);
  const limit = cut ? { cutAt } : {};
  if (isMarkdown(field)) {
    const { markdown, whole, leftOut } = renderMarkdown(draft, { images, ...limit }, words);
    return { text: markdown, length: whole.length, leftOut };
  }
  const { text, whole, leftOut } = renderPlainBody(draft, limit, words);
  if (field.fieldType !== 'TEXT') return { text, length: whole.length, leftOut };
  // What was too long in lines may have room on one.
  const { length } = oneLine(whole);
  return { text: oneLine(length > cutAt ? text : whole), length, leftOut };
}

/** Plain text that means in Markdown what it says. */
export const textAsMarkdown = (text: string, draft: Draft, words: BodyWords): string =>
  renderMarkdown({ ...draft, note: text, passages: [], images: [] }, { images: new Map() }, words).markdown;
