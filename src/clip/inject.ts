/**
 * The injected script: one classic script, loaded on demand under activeTab. It puts two functions on the isolated
 * world's global, which the page does not see, and does nothing else until one is called. The popup loads the same
 * script for what is pasted.
 */
import type { Fetch } from '../core/ports.ts';
import { CAPS } from './allow-list.ts';
import { capture, sourceOnly } from './capture.ts';
import type { Captured, CaptureRequest } from './clip.ts';
import { blobImages } from './images.ts';
import { readBlobImages, readPageImage } from './page-image.ts';
import { capturePasted } from './paste.ts';
import { paragraphs } from './plain-text.ts';

/** The page's own requests, in its name: `destinations/safe-fetch.ts` can't make them. */
const pageFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** Where `blob:` images were met, once more with their bytes; a promise only then. */
function captureWithBlobs(request: CaptureRequest): Captured | Promise<Captured> {
  const first = captureSafely(request);
  if (blobImages.size === 0) return first;
  return readBlobImages(pageFetch).then(() => {
    const second = captureSafely(request);
    blobImages.clear();
    return second.found ? second : first;
  });
}

/** Plain JSON, whatever the page does: a page on which the walk fails gives its selection's text. */
function captureSafely(request: CaptureRequest): Captured {
  try {
    return request.kind === 'paste' ? paste(request.html, request.text) : capture(request, document);
  } catch {
    return captureText(request);
  }
}

/** An inert document: no script runs in it, nothing is loaded. */
function paste(html: string, text: string): Captured {
  return capturePasted(html, text, (markup) => new DOMParser().parseFromString(markup, 'text/html'));
}

function captureText(request: CaptureRequest): Captured {
  if (request.kind === 'paste') return paste('', request.text);
  const source = safely(() => sourceOnly(document));
  const text = request.kind === 'selection' ? (safely(() => String(getSelection())) ?? '') : '';
  if (text.trim() === '') return { found: false, source };
  const notes = [{ code: 'formatting_missing' as const, count: 1 }];
  return { found: true, kind: 'selection', source, content: paragraphs(text.slice(0, CAPS.text)), notes };
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const readImage = (url: string, maxBytes: number): Promise<string> => readPageImage(url, maxBytes, pageFetch);

Object.defineProperty(globalThis, '__clipdraftCapture', { value: captureWithBlobs, configurable: true });
Object.defineProperty(globalThis, '__clipdraftImage', { value: readImage, configurable: true });
