/** Small pictures of a draft's images for the popup: it has no way to the bytes, and asks no host for them. */
import { imageOfDataUrl } from '../draft/image-bytes.ts';
import type { Output } from '../messages/contract.ts';
import type { ImageStore } from '../outbox/image-store.ts';
import type { OutboxStore } from '../outbox/store.ts';

export interface ThumbnailsDeps {
  store: Pick<OutboxStore, 'getWithDraft'>;
  imageStore: Pick<ImageStore, 'get'>;
  /** A small picture as a data: address; null where the bytes can't be drawn. */
  thumbnail(bytes: Blob): Promise<string | null>;
}

export function createThumbnails({ store, imageStore, thumbnail }: ThumbnailsDeps) {
  return async ({ entryId }: { entryId: string }): Promise<Output<'draft.thumbnails'>> => {
    const images = (await store.getWithDraft(entryId))?.draft.images ?? [];
    const drawn: Record<string, string> = {};
    // One after the other: a large image takes its room only while it is drawn.
    for (const { id, state, blobId, originalUrl } of images) {
      if (state !== 'stored') continue;
      const bytes = blobId === undefined ? imageOfDataUrl(originalUrl) : await imageStore.get(blobId);
      const picture = bytes === null ? null : await thumbnail(bytes);
      if (picture !== null) drawn[id] = picture;
    }
    return drawn;
  };
}
