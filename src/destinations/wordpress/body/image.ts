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

/**
 * As wide as on the page (a portrait, a badge), the height follows. Written as WordPress 6.1 does, which 7.1 reads too;
 * 6.1 reads no other.
 */
function imageBlock(img: Element, href: string): Block {
  const { width: _width, height: _height, ...properties } = img.properties;
  const width = Number(stringProperty(img, 'width'));
  const id = Number(stringProperty(img, 'className').slice(UPLOADED.length));
  const sized = width > 0 ? { width } : {};
  const bare = element('img', { ...properties, ...sized }, []);
  const attributes = {
    ...(id > 0 ? { id } : {}),
    ...sized,
    ...(id > 0 ? { sizeSlug: 'full', linkDestination: 'none' } : {}),
    ...(href === '' ? {} : { linkDestination: 'custom' }),
  };
  const classes = `wp-block-image${id > 0 ? ' size-full' : ''}${width > 0 ? ' is-resized' : ''}`;
  return block('image', attributes, styled('figure', classes, [href === '' ? bare : element('a', { href }, [bare])]));
}
