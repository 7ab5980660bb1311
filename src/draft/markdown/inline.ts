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

/** Elements by the one that stands for them. */
const NAMES = new Map([
  ['b', 'strong'],
  ['i', 'em'],
  ['cite', 'em'],
  ['var', 'em'],
  ['s', 'del'],
  ['samp', 'code'],
]);

/** Once around a text is enough. */
const FORMATS: ReadonlySet<string> = new Set(['strong', 'em', 'del', 'code', 'a']);

/** Kept as html: Markdown has nothing for them. */
const KEPT: ReadonlySet<string> = new Set(
  'strong em del code sub sup kbd mark ins u small abbr q ruby rt rp bdi bdo'.split(' '),
);

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
  const dir = name === 'span' || name === 'bdo' ? directionOf(node) : '';
  const href = stringProperty(node, 'href');
  const keeps =
    !(FORMATS.has(name) && outer.includes(name)) &&
    (KEPT.has(name) || (name === 'a' && isLinkUrl(href)) || (name === 'span' && dir !== '' && dir !== context.dir));
  const around = keeps ? [...outer, name] : outer;
  const children = childrenOf(node).flatMap((child) => rewrite(child, context, around));
  if (!keeps) return children;
  const properties = {
    ...(name === 'a' ? { href } : {}),
    ...(name === 'abbr' ? copied(node, ['title']) : {}),
    ...(dir === '' ? {} : { dir }),
  };
  return [element(name, properties, children)];
}

/** In formulas. */
const NO_MEDIA = new Map(['img', 'iframe', 'video', 'audio'].map((name) => [name, () => []]));

/** The image, uploaded or from where it is; none where nobody could load it, which is then noted. */
function image(img: Element, context: Context): ElementContent[] {
  const src = stringProperty(img, 'src');
  const url = context.images.get(src)?.url ?? src;
  if (isResourceUrl(url) || (isImageData(url) && url.length <= MAX_IMAGE_DATA)) {
    return [element('img', { ...copied(img, ['alt', 'title']), src: url }, [])];
  }
  context.leftOut.add('media_unreadable');
  return [];
}

/** UTF-16 units of an image that carries its own bytes: as long as an address may be, not a wall of letters. */
const MAX_IMAGE_DATA = 4096;
