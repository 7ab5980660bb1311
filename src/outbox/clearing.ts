import { toErrorView } from '../core/errors.ts';
import type { UploadedImage } from '../destinations/destination.ts';
import { nextTry } from './afterwards.ts';
import { createChanger } from './change.ts';
import { untried } from './changes.ts';
import type { DeliveryDeps } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

/** Images that stand at the destination. */
const standing = (entry: OutboxEntry): UploadedImage[] =>
  (entry.uploads ?? []).flatMap(({ image }) => (image === undefined ? [] : [image]));

/** The draft is not wanted any more, and its images may still stand at the destination. */
export const isToBeCleared = (entry: OutboxEntry): boolean =>
  entry.state === 'dropped' && entry.accountId !== null && standing(entry).length > 0;

/** Nothing more to clear. */
export const cleared = (entry: OutboxEntry): OutboxEntry => {
  const { uploads: _, ...rest } = entry;
  return { ...rest, ...untried };
};

/** Deletes what was uploaded for a draft that was dropped or undone. Best effort; an image that is gone is no error. */
export function createClearing(
  deps: Pick<DeliveryDeps, 'store' | 'clock' | 'random' | 'deliver' | 'onChange'>,
): (entry: OutboxEntry) => Promise<void> {
  const { random, deliver } = deps;
  const { change } = createChanger(deps);
  return async (entry) => {
    if (!isToBeCleared(entry)) return;
    try {
      const { destination, session } = await deliver.open(entry);
      for (const image of standing(entry)) await destination.deleteImage?.(image, session);
    } catch (thrown) {
      const error = toErrorView(thrown);
      await change(entry.id, (stored, now) => {
        const again = nextTry(stored, error, now, random);
        return { entry: again === null ? cleared(stored) : { ...stored, ...again, updatedAt: now }, news: 'tidied' };
      });
      return;
    }
    await change(entry.id, (stored) => ({ entry: cleared(stored), news: 'tidied' }));
  };
}
