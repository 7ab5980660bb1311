import { DATA_IMAGE } from '../clip/allow-list.ts';

/** Systems keep the addresses they are given, `javascript:` too: what may stand in a body is decided here. */

const LINKS = ['http:', 'https:', 'mailto:', 'tel:'];
const RESOURCES = ['http:', 'https:'];

/** An address a link may lead to. Relative ones may not: the blog would resolve them against its own host. */
export function isLinkUrl(url: string): boolean {
  return hasScheme(url, LINKS);
}

/** An address an image, a film or a frame may be loaded from. */
export function isResourceUrl(url: string): boolean {
  return hasScheme(url, RESOURCES);
}

/** An image that carries its own bytes. */
export function isImageData(url: string): boolean {
  return DATA_IMAGE.test(url);
}

function hasScheme(url: string, schemes: readonly string[]): boolean {
  return URL.canParse(url) && schemes.includes(new URL(url).protocol);
}
