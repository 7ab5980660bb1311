import type { Element, ElementContent } from 'hast';
import { copied } from '../../../draft/media.ts';
import { childrenOf, element, isElement, stringProperty } from '../../../draft/tree.ts';
import { isImageData, isResourceUrl } from '../../../draft/url.ts';
import { type Block, block, styled } from './block.ts';
import type { Context } from './context.ts';

/** The image, uploaded or from where it is; null where nobody could load it, which is then noted. */
export function keptImage(img: Element, context: Context): Element | null {
  const { images, filtered } = context.options;
  const src = stringProperty(img, 'src');
  const alt = stringProperty(img, 'alt');
  const more = copied(img, ['title', 'width', 'height']);
  const uploaded = images.get(src);
  if (uploaded !== undefined) {
    return element('img', { src: uploaded.url, alt, ...more, className: [`${UPLOADED}${uploaded.id}`] }, []);
  }
  // The filter for authors takes the scheme away from `data:`.
  if (isResourceUrl(src) || (isImageData(src) && !filtered)) return element('img', { src, alt, ...more }, []);
  context.leftOut.add('media_unreadable');
  return null;
}

const UPLOADED = 'wp-image-';

/** Each image in running text as a block of its own, linked where it stands in a link. */
export function imageBlocks(nodes: readonly ElementContent[], href = ''): Block[] {
  return nodes.flatMap((node) => {
    if (isElement(node, 'img')) return [imageBlock(node, href)];
    return isElement(node) ? imageBlocks(childrenOf(node), stringProperty(node, 'href') || href) : [];
  });
}

/** Without its size on the page: how blocks say that differs between versions, and the theme fits the image in. */
function imageBlock(img: Element, href: string): Block {
  const className = stringProperty(img, 'className');
  const { width: _width, height: _height, ...properties } = img.properties;
  const bare = element('img', properties, []);
  const shown = href === '' ? bare : element('a', { href }, [bare]);
  const linkDestination = href === '' ? 'none' : 'custom';
  if (className === '') {
    return block('image', href === '' ? {} : { linkDestination }, styled('figure', 'wp-block-image', [shown]));
  }
  const id = Number(className.slice(UPLOADED.length));
  const node = styled('figure', 'wp-block-image size-full', [shown]);
  return block('image', { id, sizeSlug: 'full', linkDestination }, node);
}
