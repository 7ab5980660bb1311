import type { Element } from 'hast';
import { copied } from '../../../draft/media.ts';
import { element, stringProperty } from '../../../draft/tree.ts';
import { isImageData, isLinkUrl, isResourceUrl } from '../../../draft/url.ts';
import { card, type GhostBlock, native } from './block.ts';
import type { Context } from './context.ts';

/** An `img` as Ghost's image card, linked where it stood in a link. */
export function image(img: Element, context: Context): GhostBlock[] {
  const bare = keptImage(img, context);
  if (bare === null) return [];
  const href = context.wrappers.map((wrapper) => stringProperty(wrapper, 'href')).findLast((url) => url !== '') ?? '';
  const linked = isLinkUrl(href) ? element('a', { href }, [bare]) : bare;
  const figure = element('figure', {}, [linked]);
  // Ghost's image card loses an image that carries its own bytes, an html card keeps it (recorded from Ghost 6.65).
  return [isImageData(stringProperty(bare, 'src')) ? card(figure) : native(figure)];
}

/** The image with what Ghost keeps of it; null where nobody could load it, which is then counted as left out. */
export function keptImage(img: Element, context: Context): Element | null {
  const src = stringProperty(img, 'src');
  if (!isResourceUrl(src) && !affordsImageData(src, context)) {
    context.leftOut.add('media_unreadable');
    return null;
  }
  return element('img', { src, ...copied(img, ['alt', 'title', 'width', 'height']) }, []);
}

function affordsImageData(src: string, context: Context): boolean {
  if (!isImageData(src) || src.length > context.inlineImageBudget.left) return false;
  context.inlineImageBudget.left -= src.length;
  return true;
}
