import type { Element as HastElement } from 'hast';
import { CAPS, DATA_IMAGE } from './allow-list.ts';
import { attribute, baseURI, findAll, isElement, localName, parentOf } from './dom.ts';

const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];
const LAZY_SOURCES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-original-src',
  'data-actualsrc',
  'data-hi-res-src',
  'data-image-src',
  'data-url',
];
/** The widest candidate taken: large enough for any article, not the print original. */
const WIDEST = 2600;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Component}|\u200d|\ufe0f)+$/u;

/** Images in the page's memory (`blob:`) that a walk came upon: null until somebody has read them (page-image.ts). */
export const blobImages = new Map<string, string | null>();

/** What became of an image: its element, text that stands for it (emoji), nothing to see, or unreadable. */
export type ImageResult = { image: HastElement } | { text: string } | 'nothing' | 'unreadable';

export function readImage(img: HTMLImageElement): ImageResult {
  const alt = attribute(img, 'alt') ?? '';
  if (alt !== '' && alt.length <= 16 && EMOJI.test(alt)) return { text: alt };
  const width = size(attribute(img, 'width'));
  const height = size(attribute(img, 'height'));
  if ((width !== null && width <= 1) || (height !== null && height <= 1)) return 'nothing';
  const src = imageAddress(img);
  if (src === null) return attribute(img, 'src') === null ? 'nothing' : 'unreadable';
  if (img.naturalWidth === 1 && img.naturalHeight === 1 && src === img.currentSrc) return 'nothing';
  const properties: HastElement['properties'] = { src, alt };
  const natural = img.complete && img.naturalWidth > 1 && !isPlaceholder(img.currentSrc, img);
  if (width !== null && height !== null) Object.assign(properties, { width, height });
  else if (natural) Object.assign(properties, { width: img.naturalWidth, height: img.naturalHeight });
  const title = attribute(img, 'title');
  if (title) properties.title = title;
  return { image: { type: 'element', tagName: 'img', properties, children: [] } };
}

/**
 * The best address of an image, absolute: what a lazy loader was told to load, the largest candidate of srcset,
 * what the browser shows, src. A placeholder is never the answer. Null where none can be read (too large data:, a blob: nobody has read).
 */
export function imageAddress(img: HTMLImageElement): string | null {
  const base = baseURI(img);
  const shown = img.currentSrc;
  const candidates: (string | null)[] = [];
  const lazySet = first(img, LAZY_SETS);
  const lazy = first(img, LAZY_SOURCES);
  if (lazySet !== null) candidates.push(largest(lazySet));
  if (lazy !== null && looksLikeAddress(lazy)) candidates.push(lazy);
  const set = attribute(img, 'srcset');
  if (set !== null) candidates.push(largest(set));
  candidates.push(...pictureCandidates(img, shown), shown, attribute(img, 'src'));
  let data: string | null = null;
  for (const candidate of candidates) {
    if (!candidate) continue;
    const url = inlined(absolute(candidate.trim(), base));
    if (url === null || isPlaceholder(url, img)) continue;
    if (url.startsWith('http')) return url;
    if (data === null && url.length <= CAPS.dataImage && DATA_IMAGE.test(url)) data = url;
  }
  return data;
}

/** A picture's sources, where the img itself has loaded nothing: lazy pictures keep theirs in data-srcset. */
function pictureCandidates(img: HTMLImageElement, shown: string): (string | null)[] {
  const parent = parentOf(img);
  if (!isElement(parent) || localName(parent) !== 'picture' || (shown !== '' && !isPlaceholder(shown, img))) return [];
  return Array.from(findAll(parent, 'source'), (source) =>
    largest(attribute(source, 'srcset') ?? first(source, LAZY_SETS) ?? ''),
  );
}

/**
 * The largest candidate of a srcset.
 * @see https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute: an address holds no white
 * space and ends before a comma; commas inside it belong to it.
 */
export function largest(srcset: string): string | null {
  let best: string | null = null;
  let bestSize = -1;
  for (const [, url = '', descriptor = ''] of srcset.matchAll(/\s*,*\s*(\S*[^\s,])\s*([^,]*)/g)) {
    const value = Number.parseFloat(descriptor) || 1;
    const width = descriptor.endsWith('w') ? value : value * 1000;
    const rank = width > WIDEST && descriptor.endsWith('w') ? 1 / width : width;
    if (rank > bestSize) {
      best = url;
      bestSize = rank;
    }
  }
  return best;
}

function first(element: Element, names: readonly string[]): string | null {
  for (const name of names) {
    const value = attribute(element, name);
    if (value) return value;
  }
  return null;
}

function looksLikeAddress(value: string): boolean {
  return !/^[{[]/.test(value) && /[/.]/.test(value);
}

/**
 * Stand-ins: an svg inside the page, a few dozen bytes of it where the true image is told elsewhere or nobody would see
 * them, a file that says so.
 */
function isPlaceholder(url: string, img: HTMLImageElement): boolean {
  if (url.startsWith('data:image/svg')) return true;
  if (url.startsWith('data:')) return url.length < 400 && (isSpeck(img) || isLazy(img));
  return /\/(?:blank|spacer|transparent|placeholder|lazy|loading|pixel|1x1)[\w.-]*\.(?:gif|png|svg|jpe?g|webp)(?:\?|$)/i.test(
    url,
  );
}

/** At most two pixels, or not loaded at all. */
function isSpeck(img: HTMLImageElement): boolean {
  return img.naturalWidth <= 2 && img.naturalHeight <= 2;
}

function isLazy(img: HTMLImageElement): boolean {
  return first(img, LAZY_SETS) !== null || first(img, LAZY_SOURCES) !== null;
}

/** The bytes of a `blob:` image, which nobody but the page could open; one that is new is noted. */
function inlined(url: string | null): string | null {
  if (url === null || !url.startsWith('blob:')) return url;
  const bytes = blobImages.get(url) ?? null;
  if (bytes === null) blobImages.set(url, null);
  return bytes;
}

function absolute(url: string, base: string): string | null {
  return url.startsWith('data:') ? url : (URL.parse(url, base)?.href ?? null);
}

function size(value: string | null): number | null {
  return value !== null && /^\s*\d{1,5}(?:px)?\s*$/.test(value) ? Number.parseInt(value, 10) : null;
}
