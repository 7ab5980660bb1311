import type { Element, ElementContent } from 'hast';
import { DROPPED_WHOLE } from '../../clip/allow-list.ts';
import { emojiOf } from '../emoji.ts';
import { copied } from '../media.ts';
import { safeTree } from '../safe.ts';
import { childrenOf, element, isElement, stringProperty, text } from '../tree.ts';
import { isImageData, isLinkUrl, isResourceUrl } from '../url.ts';
import { tidyInline } from '../white-space.ts';
import type { Context } from './context.ts';
import { directionOf } from './direction.ts';
import { noteMarkedBy } from './footnotes.ts';

/** The elements that a text keeps, each with the one that stands for it. Markdown has signs for the first four. */
const NAMES = new Map(
  (
    'strong em del code b=strong i=em cite=em var=em s=del samp=code ' +
    'sub sup kbd mark ins u small abbr q ruby rt rp bdi bdo'
  )
    .split(' ')
    .map((pair) => {
      const [name = '', standing = name] = pair.split('=');
      return [name, standing];
    }),
);

/** Once around a text is enough. */
const FORMATS = ['strong', 'em', 'del', 'code', 'a'];

/** Running text of the elements that a body knows; white space as a browser shows it. */
export function inline(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  return tidyInline(nodes.flatMap((node) => rewrite(node, context, [])));
}

function rewrite(node: ElementContent, context: Context, outer: readonly string[]): ElementContent[] {
  if (node.type === 'text') return [node];
  if (!isElement(node) || DROPPED_WHOLE.has(node.tagName)) return [];
  switch (node.tagName) {
    case 'br':
    case 'wbr':
      return [element(node.tagName, {}, [])];
    case 'img':
      return emojiOf(node) === '' ? image(node, context) : [text(emojiOf(node))];
    case 'input':
      return [text(node.properties.checked === true ? '☑ ' : '☐ ')];
    case 'math':
      return safeTree([node], NO_MEDIA);
    default:
      return kept(node, context, outer);
  }
}

function kept(node: Element, context: Context, outer: readonly string[]): ElementContent[] {
  const name = NAMES.get(node.tagName) ?? node.tagName;
  const dir = isElement(node, 'span', 'bdo') ? directionOf(node) : '';
  const keeps =
    !(FORMATS.includes(name) && outer.includes(name)) &&
    (NAMES.has(node.tagName) ||
      (name === 'a' && isLinkUrl(stringProperty(node, 'href'))) ||
      (name === 'span' && dir !== '' && dir !== context.dir));
  const around = keeps ? [...outer, name] : outer;
  const children = childrenOf(node).flatMap((child) => rewrite(child, context, around));
  if (noteMarkedBy(node) !== undefined) return [{ ...node, children }];
  if (!keeps) return children;
  const properties = name === 'a' ? ['href'] : name === 'abbr' ? ['title'] : [];
  return [element(name, { ...copied(node, properties), ...(dir === '' ? {} : { dir }) }, children)];
}

/** In formulas. */
const NO_MEDIA = new Map(['img', 'iframe', 'video', 'audio'].map((name) => [name, () => []]));

/** The image, uploaded or from where it is; none where nobody could load it, which is then noted. */
function image(img: Element, context: Context): ElementContent[] {
  const src = stringProperty(img, 'src');
  const uploaded = context.images.get(src)?.url;
  const url = uploaded ?? src;
  // That of an uploaded image may be relative: it stands beside the document.
  if (uploaded !== undefined || isResourceUrl(url) || (isImageData(url) && url.length <= MAX_IMAGE_DATA)) {
    return [element('img', { ...copied(img, ['alt', 'title']), src: url }, [])];
  }
  context.leftOut.add('media_unreadable');
  return [];
}

/** UTF-16 units of an image that carries its own bytes: as long as an address may be, not a wall of letters. */
const MAX_IMAGE_DATA = 4096;
