import { ERROR_RULES, toErrorView } from '../core/errors.ts';
import type { UploadedImage } from '../destinations/destination.ts';
import { delayMs } from './backoff.ts';
import { createChanger } from './change.ts';
import type { DeliveryDeps } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

/** An image that stays behind harms nobody: after this many failures it is left where it is. */
const CLEARING_TRIES = 3;

/** Images that stand at the destination. */
const standing = (entry: OutboxEntry): UploadedImage[] =>
  (entry.uploads ?? []).flatMap(({ image }) => (image === undefined ? [] : [image]));

/** The draft is not wanted any more, and its images may still stand at the destination. */
export const isToBeCleared = (entry: OutboxEntry): boolean =>
  entry.state === 'dropped' && entry.accountId !== null && standing(entry).length > 0;

/** Nothing more to clear. */
export const cleared = (entry: OutboxEntry): OutboxEntry => {
  const { uploads: _, ...rest } = entry;
  return { ...rest, attempt: 0, waitUntil: null };
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
      const attempt = entry.attempt + 1;
      if (ERROR_RULES[error.code].retryable && attempt < CLEARING_TRIES) {
        const delay = delayMs(attempt, error, random);
        await change(entry.id, (stored, now) => ({
          entry: { ...stored, attempt, updatedAt: now, waitUntil: now + delay },
          news: 'tidied',
        }));
        return;
      }
    }
    await change(entry.id, (stored) => ({ entry: cleared(stored), news: 'tidied' }));
  };
}
