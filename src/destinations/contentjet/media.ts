/** The project's media. */
import { DestinationError } from '../../core/errors.ts';
import type { ImageFile, UploadedImage } from '../destination.ts';
import { imageFileName } from '../image-file-name.ts';
import { type ContentjetClient, type ContentjetMedia, unlessGone } from './client.ts';
import { CRASH_REASON, contentjetError } from './errors.ts';

/** Under its name, so that an upload whose answer was lost is found instead of made twice. */
export async function uploadImage(client: ContentjetClient, project: number, image: ImageFile): Promise<UploadedImage> {
  const name = imageFileName(image);
  const found = await client.mediaNamed(project, name);
  return toUploaded(found ?? (await upload(client, project, name, image.bytes)));
}

/** Contentjet draws a small copy of each image, and fails without a word where it can't. */
async function upload(client: ContentjetClient, project: number, name: string, bytes: Blob): Promise<ContentjetMedia> {
  const form = new FormData();
  form.set('file', bytes, name);
  try {
    return await client.upload(project, form);
  } catch (error) {
    const isRefused = error instanceof DestinationError && error.reason === CRASH_REASON;
    throw isRefused ? contentjetError('draft_rejected', 'contentjet_image_refused') : error;
  }
}

/** Contentjet leaves the file itself where it is. */
export async function removeImage(client: ContentjetClient, project: number, image: UploadedImage): Promise<void> {
  if (/^[1-9]\d{0,9}$/.test(image.remoteId)) await unlessGone(client.deleteMedia(project, Number(image.remoteId)));
}

function toUploaded({ id, file }: ContentjetMedia): UploadedImage {
  if (URL.canParse(file) && /^https?:$/.test(new URL(file).protocol)) return { remoteId: String(id), url: file };
  throw contentjetError('unexpected_response', 'contentjet_image_nowhere');
}
