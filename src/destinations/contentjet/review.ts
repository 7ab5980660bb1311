import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { DraftOptions, DraftReview, UploadedImages } from '../destination.ts';
import { contentjetDeliveryKey, prepareEntry } from './new-entry.ts';
import type { ContentjetSettings } from './settings.ts';

/**
 * What a draft will be measured by and refused for, before it is sent. Images count as uploaded where copies are wanted;
 * their addresses are not known yet and taken to be as long as such addresses are.
 */
export function reviewContentjet(
  draft: Draft,
  options: DraftOptions,
  settings: ContentjetSettings,
  words: BodyWords,
): DraftReview {
  if (settings.entryType === null) return { measures: [], issues: [] };
  const images = settings.images === 'copy' ? expectedImages(draft) : new Map();
  const key = contentjetDeliveryKey(draft, '00000000');
  const { entry, measures, issues } = prepareEntry(key, settings, { draft, options, images, words });
  return { measures, issues, tags: entry.tags.filter((tag) => tag !== key) };
}

/** An origin of 40 characters, and the path that follows it (recorded from contentjet-api 0.17.1). */
const EXPECTED_URL = `https://${'x'.repeat(32)}/media/1/2026-11/1795225142985-113908.jpeg`;

/** Copies as they will stand at the server, if nothing goes wrong. */
export function expectedImages({ images }: Draft): UploadedImages {
  const copied = images.filter(({ state }) => state !== 'linked');
  return new Map(
    copied.map(({ originalUrl }, index) => [originalUrl, { remoteId: String(index + 1), url: EXPECTED_URL }]),
  );
}
