/** What may become of a draft's images, by how far its delivery has got. Pure. */
import type { DraftImage } from '../draft/draft.ts';
import { isPersonsTurn } from '../outbox/afterwards.ts';
import { isUncertain, stepState } from '../outbox/changes.ts';
import type { OutboxEntry } from '../outbox/entry.ts';

const isWeb = ({ originalUrl }: DraftImage): boolean => /^https?:/.test(originalUrl);
export const isWanted = ({ state }: DraftImage): boolean => state === 'wanted';
export const isStored = ({ state }: DraftImage): boolean => state === 'stored';
export const isUntried = (image: DraftImage): boolean =>
  image.state === 'linked' && image.reason === undefined && isWeb(image);

/** While nobody knows whether a draft has arrived, it stays as it was sent; one that was delivered can be updated. */
export const mayChange = (entry: OutboxEntry): boolean =>
  ['editing', 'queued', 'waiting', 'needs_attention', 'delivered'].includes(entry.state) && !isUncertain(entry);

/** Copies are on their way into a draft that is delivered, or wait for what only the person can cure. */
const isToBeUpdated = (entry: OutboxEntry): boolean =>
  entry.state === 'delivered' && stepState(entry, 'update') === 'pending';

/** They are on their way. */
export const isUpdating = (entry: OutboxEntry): boolean =>
  isToBeUpdated(entry) && (entry.error === null || !isPersonsTurn(entry.error));

export const needsBytes = (entry: OutboxEntry): boolean =>
  entry.state === 'delivered' ? isToBeUpdated(entry) : entry.state !== 'dropped';

/** A link so far, and its host may give a copy where the page does not. */
export function mayBeCopied(image: DraftImage, entry: OutboxEntry): boolean {
  if (entry.incognito || !mayChange(entry)) return false;
  const unread = isWanted(image) || isUntried(image) || (image.state === 'linked' && image.reason === 'unreadable');
  if (entry.state !== 'delivered') return unread;
  // A draft that somebody has changed is left alone.
  if (entry.error?.code === 'conflict') return false;
  const upload = entry.uploads?.find(({ imageId }) => imageId === image.id);
  if (upload !== undefined && (upload.late === undefined || upload.state === 'failed')) return false;
  // Copied once, and then the update was given up.
  return unread || (isStored(image) && isWeb(image) && !isUpdating(entry));
}

export function asWanted(image: DraftImage): DraftImage {
  const { reason: _, blobId: __, ...rest } = image;
  return { ...rest, state: 'wanted' };
}
