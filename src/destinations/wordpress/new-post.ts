import type { BodyWords, Draft } from '../../draft/draft.ts';
import {
  type DeliveryKey,
  type DraftOptions,
  IGNORED_FIELDS,
  type IgnoredField,
  type UploadedImages,
} from '../destination.ts';
import type { DraftTexts } from '../draft-texts.ts';
import type { NewPost, WholePost, WordPressUser } from './client.ts';
import { escapeText } from './plain-text.ts';

/** WordPress keeps 200 characters of a slug. */
const MAX_ID = 40;

/**
 * The slug under which a draft is sent and, should the answer be lost, found again. It says nothing of what is in the
 * draft: a slug can show up in places that a draft does not.
 * @param nonce 8 random hex digits
 */
export function wordpressDeliveryKey(draft: Draft, nonce: string): DeliveryKey {
  const id = draft.id
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, MAX_ID);
  return `clip-${nonce}${id === '' ? '' : `-${id}`}`;
}

/** What is asked for, beside the texts. An id that is none is null: it can't be had. */
export interface Wishes {
  tags: (number | null)[];
  categories: (number | null)[];
  /** Undefined where nobody asked. */
  featuredImage?: number | null;
  author?: number | null;
}

/** The options as WordPress' ids. Those who may not write for others write for themselves. */
export function wishesOf(
  options: DraftOptions,
  tags: (number | null)[],
  images: UploadedImages,
  me: WordPressUser,
): Wishes {
  const { categoryIds = [], featuredImage, authorId } = options;
  const author = authorId === undefined ? undefined : toId(authorId);
  const mayChoose = author === me.id || me.capabilities.has('edit_others_posts');
  return {
    tags,
    categories: categoryIds.map(toId),
    ...(featuredImage === undefined ? {} : { featuredImage: toId(images.get(featuredImage)?.remoteId ?? '') }),
    ...(author === undefined ? {} : { author: mayChoose ? author : null }),
  };
}

export const toId = (id: string): number | null => (/^[1-9]\d{0,15}$/.test(id) ? Number(id) : null);

const isId = (id: number | null): id is number => id !== null;

/** The post that WordPress is asked to create: always a draft, always under the delivery key's slug. */
export function toNewPost(
  texts: DraftTexts,
  content: string,
  key: DeliveryKey,
  { tags, categories, featuredImage, author }: Wishes,
  words: BodyWords,
): NewPost {
  const known = categories.filter(isId);
  return {
    title: escapeText(texts.title || words.untitled),
    content,
    excerpt: escapeText(texts.excerpt),
    slug: key,
    status: 'draft',
    tags: tags.filter(isId),
    // None at all would take away the site's own default.
    ...(known.length === 0 ? {} : { categories: known }),
    ...(featuredImage ? { featured_media: featuredImage } : {}),
    ...(author ? { author } : {}),
  };
}

/** What was asked for and is not in the answer: WordPress leaves out what it does not know with a 201 (recorded). */
export function ignoredOf(wishes: Wishes, excerpt: string, created: WholePost): IgnoredField[] {
  const lacks = (asked: (number | null)[], given: number[]): boolean =>
    asked.some((id) => id === null || !given.includes(id));
  const differs = (asked: number | null | undefined, given: number): boolean => asked !== undefined && asked !== given;
  const ignored: Partial<Record<IgnoredField, boolean>> = {
    tags: lacks(wishes.tags, created.tags),
    categories: lacks(wishes.categories, created.categories),
    featured_image: differs(wishes.featuredImage, created.featured_media),
    excerpt: excerpt !== '' && created.excerpt.raw.trim() === '',
    author: differs(wishes.author, created.author),
  };
  return IGNORED_FIELDS.filter((field) => ignored[field]);
}
