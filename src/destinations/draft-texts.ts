/** What every system asks of a draft's texts before they are sent. */
import { DestinationError, type FieldIssue } from '../core/errors.ts';
import type { Draft } from '../draft/draft.ts';
import type { Descriptor } from './destination.ts';

/** A lone surrogate is no text to a JSON reader or a database. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** Control characters and line breaks have no place in a line that a database and a url are made from. */
export const oneLine = (text: string): string => wellFormed(text.replace(/[\p{Cc}\s]+/gu, ' ')).trim();

/** Tags that differ by case are one and the same; the first counts. */
function distinct(tags: string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()));
}

/** The tags as they may be sent, each once. */
export const distinctTags = (tags: readonly string[]): string[] =>
  distinct(tags.map(oneLine).filter((tag) => tag !== ''));

export interface DraftTexts {
  /** '' where the draft has none. */
  title: string;
  excerpt: string;
  tags: string[];
}

/**
 * The draft's own texts as they may be sent.
 * @param more what else stands against the draft
 * @throws DestinationError draft_rejected with its issues where the system would refuse them
 */
export function draftTexts(draft: Draft, { id, limits }: Descriptor, more: readonly FieldIssue[] = []): DraftTexts {
  const title = oneLine(draft.title);
  const excerpt = wellFormed(draft.excerpt).trim();
  const tags = distinctTags(draft.tags);
  const issues: FieldIssue[] = [
    ...tooLong('title', title, limits.titleCodePoints),
    ...tooLong('excerpt', excerpt, limits.excerptCodePoints),
    ...tags.flatMap((tag) => tooLong('tags', tag, limits.tagCodePoints)).slice(0, 1),
    ...more,
  ];
  if (issues.length > 0) throw new DestinationError({ code: 'draft_rejected', destination: id, issues });
  return { title, excerpt, tags };
}

function tooLong(field: string, text: string, limit: number): FieldIssue[] {
  return [...text].length > limit ? [{ field, rule: 'too_long', limit }] : [];
}

/** @throws DestinationError too_large */
export function refuseLargeBody(html: string, { id, limits }: Descriptor): void {
  if (new TextEncoder().encode(html).byteLength <= limits.bodyBytes) return;
  const issues: FieldIssue[] = [{ field: 'body', rule: 'too_long', limit: limits.bodyBytes }];
  throw new DestinationError({ code: 'too_large', destination: id, issues });
}
