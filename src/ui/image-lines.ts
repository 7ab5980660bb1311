import type { ErrorCode } from '../core/errors.ts';
import type { ImageReason } from '../draft/draft.ts';
import type { ImagesView } from '../messages/contract.ts';
import { t, tCount, tIfAny } from './t.ts';

/** How images will arrive, in short sentences. Nothing is said of those that the person may still have copied. */
export function imagesAhead({ kept, left }: ImagesView): string[] {
  return [...(kept === 0 ? [] : [tCount('images_copied', kept)]), ...stayLinks(left)];
}

/** What was copied, once the draft is there. */
export const imagesDone = ({ copied }: ImagesView): string[] =>
  copied === 0 ? [] : [tCount('images_in_draft', copied)];

/** What stayed a link at the destination, by its reasons. */
export function imagesLeft(images: ImagesView): string[] {
  return stayLinks(reasonsLeft(images));
}

/** How many images stayed links. */
export const countLeft = (images: ImagesView | null): number => (images === null ? 0 : reasonsLeft(images).length);

type Reason = ImageReason | ErrorCode;

function reasonsLeft({ left, unread, failed }: ImagesView): Reason[] {
  const unasked = Array.from({ length: unread.count }, (): Reason => 'unreadable');
  return [...left, ...unasked, ...failed.map(({ error }) => error.code)];
}

/** "2 images stay links: too large to copy." */
function stayLinks(reasons: readonly Reason[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const why = tIfAny(`image_why_${reason}`) ?? t('image_why_failed');
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, count]) => tCount('images_left', count, why));
}
