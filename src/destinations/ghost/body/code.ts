import type { Element } from 'hast';
import { codeOf } from '../../../draft/code.ts';
import { element, elementsNamed, text } from '../../../draft/tree.ts';
import { type GhostBlock, native } from './block.ts';
import type { Context } from './context.ts';
import { image } from './image.ts';

/** `pre` as Ghost's code card: `pre > code` with its language. Without `code` Ghost would make a paragraph of it. */
export function codeBlock(node: Element, context: Context): GhostBlock[] {
  const { source, language } = codeOf(node);
  const images = elementsNamed(node, 'img').flatMap((img) => image(img, context));
  if (source.trim() === '') return images;
  const properties = language === '' ? {} : { className: [`language-${language}`] };
  return [native(element('pre', {}, [element('code', properties, [text(source)])])), ...images];
}
