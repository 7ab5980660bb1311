import { is } from 'valibot';
import type { FieldIssue } from '../../core/errors.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { addressFault } from '../address.ts';
import type { DeliveryKey, DraftOptions } from '../destination.ts';
import { draftTexts, refuseLargeBody } from '../draft-texts.ts';
import { type NewPost, UserId } from './client.ts';
import { ghostDescriptor } from './descriptor.ts';

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
  const known = options.authorId === undefined || is(UserId, options.authorId);
  const { title, excerpt, tags } = draftTexts(draft, ghostDescriptor, known ? [] : [unknownAuthor]);
  const canonical = draft.canonical ? canonicalUrl(draft) : null;
  refuseLargeBody(html, ghostDescriptor);
  return {
    title: title || words.untitled,
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

/** Ghost accepts `javascript:` here (recorded), so only http and https ever leave us. */
function canonicalUrl(draft: Draft): string | null {
  const source = draft.passages[0]?.source;
  const url = source?.canonicalUrl ?? source?.url ?? null;
  return url === null || url.length > MAX_CANONICAL || addressFault(url, true) !== undefined ? null : url;
}
