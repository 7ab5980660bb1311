/** What the bytes of an image are, whatever their sender says. */
import { toHex } from '../core/hex.ts';

/** Enough for every signature below. */
const HEAD_BYTES = 32;

/** Signatures as hex, `..` for any byte. */
const SIGNATURES: readonly [type: string, signature: RegExp][] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^47494638(?:37|39)61/],
  ['image/webp', /^52494646.{8}5745425056/],
  // `ftyp`, then `avif` or `avis` as the brand or among the first of those it is compatible with.
  ['image/avif', /^.{8}66747970(?:.{8}){0,4}617669(?:66|73)/],
  // `BM` alone says little: four reserved bytes and a header of a known size stand after it.
  ['image/bmp', /^424d.{8}0{8}.{8}(?:0c|28|34|38|40|6c|7c)0{6}/],
];

/**
 * The media type of a raster image by its signature; null for anything else. Never SVG: it can carry script.
 * @see https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern; for AVIF ISO/IEC 23008-12, §10
 */
export function imageType(bytes: Uint8Array): string | null {
  const head = toHex(bytes.subarray(0, HEAD_BYTES));
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0] ?? null;
}

/** The raster image of a base64 `data:` address, with its true type; null where it is none. */
export function imageOfDataUrl(url: string): Blob | null {
  const bytes = decoded(base64Of(url));
  const type = bytes === null ? null : imageType(bytes);
  return bytes === null || type === null ? null : new Blob([bytes], { type });
}

/** The same bytes under their true type; null where they are no raster image. */
export async function typedImage(bytes: Blob): Promise<Blob | null> {
  const type = imageType(new Uint8Array(await bytes.slice(0, HEAD_BYTES).arrayBuffer()));
  return type === null ? null : bytes.slice(0, bytes.size, type);
}

/** Whether a `data:` address begins as a raster image does; the rest of it is not read. */
export function looksLikeImage(url: string): boolean {
  const bytes = decoded(base64Of(url).slice(0, 2 * HEAD_BYTES));
  return bytes !== null && imageType(bytes) !== null;
}

const base64Of = (url: string): string => (/^data:[^,]*;base64,/i.test(url) ? url.slice(url.indexOf(',') + 1) : '');

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    return null;
  }
}
