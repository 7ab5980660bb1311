import { is } from 'valibot';
import { DestinationError, type FieldIssue } from '../../core/errors.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { addressFault } from '../address.ts';
import type { DeliveryKey, DraftOptions } from '../destination.ts';
import { type NewPost, UserId } from './client.ts';
import { ghostDescriptor } from './descriptor.ts';

const { limits } = ghostDescriptor;
/** Characters, recorded from Ghost 5 and 6. */
const MAX_CANONICAL = 2000;

/**
 * The post that Ghost is asked to create: always a draft, always under the delivery key's slug.
 * What Ghost would refuse is refused here, before anything is sent.
 * @throws DestinationError draft_rejected with its issues, or too_large
 */
export function toNewPost(
  draft: Draft,
  html: string,
  key: DeliveryKey,
  options: DraftOptions,
  words: BodyWords,
): NewPost {
  const title = oneLine(draft.title) || words.untitled;
  const excerpt = draft.excerpt.trim();
  const tags = distinct(draft.tags.map(oneLine).filter((tag) => tag !== ''));
  const canonical = draft.canonical ? canonicalUrl(draft) : null;
  const issues: FieldIssue[] = [
    ...tooLong('title', title, limits.titleCodePoints),
    ...tooLong('excerpt', excerpt, limits.excerptCodePoints),
    ...tags.flatMap((tag) => tooLong('tags', tag, limits.tagCodePoints)).slice(0, 1),
    ...(options.authorId === undefined || is(UserId, options.authorId) ? [] : [unknownAuthor]),
  ];
  if (issues.length > 0) throw new DestinationError({ code: 'draft_rejected', destination: 'ghost', issues });
  refuseLargeBody(html);
  return {
    title,
    html,
    slug: key,
    status: 'draft',
    tags,
    ...(excerpt === '' ? {} : { custom_excerpt: excerpt }),
    ...(canonical === null ? {} : { canonical_url: canonical }),
    ...(options.authorId === undefined ? {} : { authors: [{ id: options.authorId }] }),
  };
}

const unknownAuthor: FieldIssue = { field: 'author', rule: 'unknown' };

/** Control characters, line breaks and lone surrogates have no place in a line that a database and a url are made from. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
}

/** Ghost takes tags that differ by case for one and the same. */
function distinct(tags: string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()));
}

/** Ghost accepts `javascript:` here (recorded), so only http and https ever leave us. */
function canonicalUrl(draft: Draft): string | null {
  const source = draft.passages[0]?.source;
  const url = source?.canonicalUrl ?? source?.url ?? null;
  return url === null || url.length > MAX_CANONICAL || addressFault(url, true) !== undefined ? null : url;
}

function tooLong(field: string, text: string, limit: number): FieldIssue[] {
  return [...text].length > limit ? [{ field, rule: 'too_long', limit }] : [];
}

function refuseLargeBody(html: string): void {
  if (new TextEncoder().encode(html).byteLength <= limits.bodyBytes) return;
  const issues: FieldIssue[] = [{ field: 'body', rule: 'too_long', limit: limits.bodyBytes }];
  throw new DestinationError({ code: 'too_large', destination: 'ghost', issues });
}
