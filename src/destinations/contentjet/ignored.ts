import type { Draft } from '../../draft/draft.ts';
import { type DraftOptions, IGNORED_FIELDS, type IgnoredField, type UploadedImages } from '../destination.ts';
import type { ContentjetEntry } from './client.ts';
import type { DraftPart } from './mapping.ts';
import type { NewEntry } from './new-entry.ts';
import type { ContentjetSettings } from './settings.ts';

/** What the draft was made from. */
interface Wishes {
  options: DraftOptions;
  images: UploadedImages;
  settings: ContentjetSettings;
}

/** What was asked for and is not in the entry: no field takes it, or it has no copy in the project. */
export function ignoredOf(
  { excerpt }: Draft,
  asked: NewEntry,
  created: ContentjetEntry,
  { options: { featuredImage }, images, settings }: Wishes,
): IgnoredField[] {
  const hasImage = featuredImage === undefined || (images.has(featuredImage) && isUsed('image', settings));
  const ignored: Partial<Record<IgnoredField, boolean>> = {
    tags: asked.tags.some((tag) => !created.tags.includes(tag)),
    excerpt: excerpt.trim() !== '' && !isUsed('excerpt', settings),
    featured_image: !hasImage,
  };
  return IGNORED_FIELDS.filter((field) => ignored[field]);
}

const isUsed = (part: DraftPart, { mapping }: ContentjetSettings): boolean =>
  Object.values(mapping).some((source) => 'from' in source && source.from === part);
