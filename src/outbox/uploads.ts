/**
 * Images go ahead of their draft, one at a time. Each has its name and `sent` on disk before its request leaves, so that
 * an answer that was lost is looked up by the name (by the adapter) instead of uploaded twice. No image keeps the text
 * back for long: what the destination refuses, or fails to take three times, stays a link. For the same reason a look-up
 * is taken at its word, other than for drafts: an image that a slow server finishes only afterwards stands there twice,
 * and nobody is hurt by that.
 */
import { type ErrorCode, type ErrorView, toErrorView } from '../core/errors.ts';
import type { DeliveryKey, ImageFile, UploadedImage, UploadedImages } from '../destinations/destination.ts';
import type { Draft, DraftImage } from '../draft/draft.ts';
import { imageOfDataUrl } from '../draft/image-bytes.ts';
import { type Changer, createChanger } from './change.ts';
import { deliveryKeyOf } from './delivery-key.ts';
import type { Delivery, DeliveryDeps } from './deps.ts';
import type { OutboxEntry, Upload } from './entry.ts';
import { TRANSITIONS } from './transitions.ts';

const SENT = 'sent';

/** After so many failures of one image that may pass, the text goes out without its copy. */
const UPLOAD_TRIES = 3;

/** Errors that speak of this one image: the draft itself may well be taken. */
const IMAGE_REFUSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'draft_rejected',
  'too_large',
  'insufficient_scope',
  'unexpected_response',
  'not_found',
  'conflict',
]);
/** Errors that may pass. */
const MAY_PASS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'timeout', 'server_error', 'rate_limited']);

const IMAGE_MISSING: ErrorView = { code: 'not_found', destination: 'clipdraft', reason: 'image_missing' };

/** What `createDraft` or `updateDraft` gets, as both stand after the last upload. */
export interface Uploaded {
  entry: OutboxEntry;
  draft: Draft;
  images: UploadedImages;
}

/** Null where the entry waits now, or somebody did something else with it meanwhile. */
export type UploadImages = (entry: OutboxEntry, draft: Draft, delivery: Delivery) => Promise<Uploaded | null>;

/** `fail` notes an error that keeps the whole entry from going on. */
export function createUploads(
  deps: Omit<DeliveryDeps, 'locks'>,
  fail: (entryId: string, thrown: unknown) => Promise<void>,
): UploadImages {
  const { store, keepAlive } = deps;
  const changer = createChanger(deps);

  /** The entry with this image about to leave; null where it is not to be sent there any more. */
  const begin = (entry: OutboxEntry, key: string, fresh: Upload): Promise<OutboxEntry | null> =>
    changer.change(entry.id, (stored) => {
      if (stored.accountId !== entry.accountId || !mayBeSent(stored)) return null;
      const uploads = withUpload(stored, fresh);
      return { entry: { ...stored, key, uploads, error: null, waitUntil: null }, news: 'uploaded' };
    });

  /** True where it stands at the destination or stays a link; false where the entry goes no further now. */
  async function send(entry: OutboxEntry, image: DraftImage, upload: Upload, bytes: Blob, delivery: Delivery) {
    const { destination, session } = delivery;
    const file: ImageFile = { name: upload.name, bytes, alt: image.alt, caption: image.caption ?? '' };
    let done: UploadedImage;
    try {
      const uploading = destination.uploadImage?.(file, session);
      if (uploading === undefined) return false;
      done = await keepAlive(() => uploading);
    } catch (thrown) {
      const error = toErrorView(thrown);
      const givenUp = MAY_PASS.has(error.code) && (upload.tries ?? 0) >= UPLOAD_TRIES;
      if (IMAGE_REFUSED.has(error.code) || givenUp) return settle(changer, entry.id, failed(upload, error));
      await fail(entry.id, thrown);
      return false;
    }
    if (await settle(changer, entry.id, { ...upload, state: 'done', image: done })) return true;
    // The entry went to another account while the image was under way: nobody knows of it any more.
    await destination.deleteImage?.(done, session).catch(() => undefined);
    return false;
  }

  return async (first, draft, delivery) => {
    const wanted = takesCopies(delivery) ? draft.images.filter(({ state }) => state === 'stored') : [];
    let entry = first;
    for (const image of wanted) {
      const before = uploadOf(entry, image.id);
      if (before !== undefined && before.state !== 'sent') continue;
      let key: DeliveryKey;
      try {
        key = await deliveryKeyOf(entry, draft, delivery);
      } catch (error) {
        await fail(entry.id, error);
        return null;
      }
      const name = before?.name ?? `${key}-${draft.images.indexOf(image) + 1}`;
      const tries = (before?.tries ?? 0) + 1;
      const late = entry.receipt === null ? {} : { late: true as const };
      const upload: Upload = { imageId: image.id, name, state: SENT, tries, ...late };
      const bytes = await bytesOf(image, deps.images);
      const begun = await begin(entry, key, bytes === null ? failed(upload, IMAGE_MISSING) : upload);
      if (begun === null) return null;
      if (bytes !== null && !(await send(begun, image, upload, bytes, delivery))) return null;
      const now = await store.get(entry.id);
      if (now === null) return null;
      entry = now;
    }
    return wanted.length === 0 ? { entry, draft, images: new Map() } : asStored(first, store);
  };
}

/** Uploading takes a while, and the person may have edited the draft, or sent it elsewhere. */
async function asStored(first: OutboxEntry, store: DeliveryDeps['store']): Promise<Uploaded | null> {
  const stored = await store.getWithDraft(first.id);
  if (stored === null || stored.entry.accountId !== first.accountId || !mayBeSent(stored.entry)) return null;
  const images = new Map<string, UploadedImage>();
  for (const { id, originalUrl } of stored.draft.images) {
    const image = uploadOf(stored.entry, id)?.image;
    if (image !== undefined) images.set(originalUrl, image);
  }
  return { ...stored, images };
}

const takesCopies = ({ destination, session }: Delivery): boolean =>
  destination.uploadImage !== undefined && session.settings.images === 'copy';

/** `unknown`: looked up, and certainly not there. `delivered`: for its update. */
const mayBeSent = ({ state }: OutboxEntry): boolean =>
  state === 'unknown' || state === 'delivered' || TRANSITIONS[state].start !== undefined;

const uploadOf = (entry: OutboxEntry, imageId: string): Upload | undefined =>
  entry.uploads?.find((upload) => upload.imageId === imageId);

const withUpload = (entry: OutboxEntry, upload: Upload): Upload[] => [
  ...(entry.uploads ?? []).filter(({ imageId }) => imageId !== upload.imageId),
  upload,
];

const failed = (upload: Upload, error: ErrorView): Upload => ({ ...upload, state: 'failed', error });

/** The end of one image, whatever became of the entry meanwhile: false where it no longer knows of the upload. */
async function settle({ change }: Changer, entryId: string, upload: Upload): Promise<boolean> {
  const settled = await change(entryId, (entry) =>
    uploadOf(entry, upload.imageId)?.name === upload.name
      ? { entry: { ...entry, uploads: withUpload(entry, upload), attempt: 0 }, news: 'uploaded' }
      : null,
  );
  return settled !== null;
}

/** Null where the bytes are gone: an image never holds the text back. */
async function bytesOf(image: DraftImage, images: DeliveryDeps['images']): Promise<Blob | null> {
  if (image.blobId === undefined) return imageOfDataUrl(image.originalUrl);
  return images.get(image.blobId).catch(() => null);
}
