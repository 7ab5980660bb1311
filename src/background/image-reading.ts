/** Bytes of a draft's images, from the page or from their hosts: judged by their signature, within caps. */
import { custom } from 'valibot';
import { toErrorView } from '../core/errors.ts';
import type { Http } from '../destinations/destination.ts';
import type { DraftImage, ImageReason } from '../draft/draft.ts';
import { imageOfDataUrl, typedImage } from '../draft/image-bytes.ts';

const MB = 1024 * 1024;
/** Caps of one draft. */
export const IMAGE_CAPS = { bytes: 10 * MB, allBytes: 30 * MB, count: 40 } as const;
const AT_ONCE = 3;
const DOWNLOAD_MS = 20_000;

/** What became of an image. */
export type Found = { bytes: Blob } | { reason: ImageReason };

/** Never rejects. */
export type ReadImage = (url: string) => Promise<Found>;

/** What the page says is as untrusted as the page. */
export async function foundInPage(answer: Promise<unknown>): Promise<Found> {
  const said = await answer.catch(() => undefined);
  if (said === 'too_large') return { reason: 'too_large' };
  if (typeof said !== 'string' || !said.startsWith('data:')) return { reason: 'unreadable' };
  const bytes = imageOfDataUrl(said);
  return bytes === null ? { reason: 'not_an_image' } : sized(bytes);
}

/** From its host, in nobody's name: no cookies, no referrer, no redirect followed. The host must be allowed. */
export async function download(url: string, http: Http): Promise<Found> {
  try {
    const { body } = await http.request({
      ...{ method: 'GET', url, expect: [200], as: 'blob', schema: custom<Blob>((body) => body instanceof Blob) },
      ...{ maxBytes: IMAGE_CAPS.bytes, timeoutMs: DOWNLOAD_MS },
    });
    const bytes = await typedImage(body);
    return bytes === null ? { reason: 'not_an_image' } : { bytes };
  } catch (thrown) {
    return { reason: toErrorView(thrown).reason === 'answer_too_large' ? 'too_large' : 'unreachable' };
  }
}

/**
 * Reads the images, a few at a time, and hands on what is there as it comes: `keep` is called one call after the other.
 * Rejects where `keep` does. What lies beyond the caps is `too_large`.
 */
export async function readImages(
  images: readonly DraftImage[],
  read: ReadImage,
  keep: (found: ReadonlyMap<string, Found>) => Promise<void>,
): Promise<void> {
  const waiting = [...images];
  let left: number = IMAGE_CAPS.allBytes;
  let found = new Map<string, Found>();
  let keeping = Promise.resolve();

  const keepSoon = (id: string, result: Found): Promise<void> => {
    found.set(id, result);
    keeping = keeping.then(async () => {
      if (found.size === 0) return;
      const batch = found;
      found = new Map();
      await keep(batch);
    });
    return keeping;
  };
  const work = async (): Promise<void> => {
    for (let image = waiting.shift(); image !== undefined; image = waiting.shift()) {
      let result: Found = left > 0 ? await read(image.originalUrl) : { reason: 'too_large' };
      if ('bytes' in result) {
        left -= result.bytes.size;
        if (left < 0) result = { reason: 'too_large' };
      }
      await keepSoon(image.id, result);
    }
  };
  const beyond = waiting.splice(IMAGE_CAPS.count);
  await Promise.all([
    ...Array.from({ length: AT_ONCE }, work),
    ...beyond.map(({ id }) => keepSoon(id, { reason: 'too_large' })),
  ]);
}

const sized = (bytes: Blob): Found => (bytes.size > IMAGE_CAPS.bytes ? { reason: 'too_large' } : { bytes });
