import type { Fetch } from '../core/ports.ts';
import { CAPS } from './allow-list.ts';
import { blobImages } from './images.ts';

const TIMEOUT_MS = 8000;
/** Bytes that stay below the cap of a `data:` address as base64, its beginning included. */
const INLINE_BYTES = Math.floor((CAPS.dataImage - 40) * 0.75);
const INLINE_IMAGES = Math.floor(CAPS.dataImages / CAPS.dataImage);

/**
 * The bytes of an image as a `data:` address, where the page itself may read them: its own host, one that allows it
 * (CORS), `blob:`. Else why not. As every request of ours it goes without cookies and follows no redirect; what the page
 * shows is in the browser's cache, most often, also where it came from behind a login.
 */
export async function readPageImage(url: string, maxBytes: number, fetch: Fetch): Promise<string> {
  const init: RequestInit = {
    credentials: 'omit',
    redirect: 'manual',
    cache: 'force-cache',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  try {
    // What the cache holds was asked for without CORS, and some hosts name it only where they are asked with it.
    const { ok, body, headers } = await fetch(url, init).catch(() => fetch(url, { ...init, cache: 'reload' }));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const reader = ok ? body?.getReader() : undefined;
    if (reader === undefined) return 'unreadable';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      parts.push(part.value);
      if (size > maxBytes) {
        void reader.cancel();
        return 'too_large';
      }
    }
    return await dataUrl(new Blob(parts, { type: headers.get('content-type') ?? '' }));
  } catch {
    return 'unreadable';
  }
}

/** Reads the `blob:` images that a walk came upon, so that the next walk finds their bytes. */
export async function readBlobImages(fetch: Fetch): Promise<void> {
  const urls = Array.from(blobImages.keys()).slice(0, INLINE_IMAGES);
  await Promise.all(urls.map(async (url) => blobImages.set(url, await readPageImage(url, INLINE_BYTES, fetch))));
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
}
