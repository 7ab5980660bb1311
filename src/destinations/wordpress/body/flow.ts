import type { Element, ElementContent } from 'hast';
import { codeOf } from '../../../draft/code.ts';
import { type BlockRules, toBlocks as blocksOf } from '../../../draft/flow.ts';
import { childrenOf, element, elementsNamed, hasContent, isBlock, isElement, text } from '../../../draft/tree.ts';
import { type Block, block, html, styled } from './block.ts';
import { type Context, type Convert, within } from './context.ts';
import { details, figure, quote } from './group.ts';
import { imageBlocks } from './image.ts';
import { safe } from './inline.ts';
import { list } from './list.ts';
import { frame, player } from './media.ts';
import { asParsed, table } from './table.ts';
import { heading, runningText, term } from './text.ts';

/** Any content as WordPress blocks, in its order. */
export function toBlocks(nodes: readonly ElementContent[], context: Context): Block[] {
  return blocksOf(nodes, context, RULES);
}

const RULES: BlockRules<Context, Block> = { standsAlone: isBlock, within, block: toBlock, text: runningText };

function toBlock(node: Element, context: Context): Block[] {
  const convert: Convert = (from, line = context.line) =>
    'type' in from
      ? toBlocks(childrenOf(from), { ...within(from, context), line })
      : toBlocks(from, { ...context, line });
  const children = childrenOf(node);
  switch (node.tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return heading(node, convert);
    case 'blockquote':
      return quote(convert(children, false));
    case 'ul':
    case 'ol':
      return list(node, context, convert);
    case 'li':
      return list(element('ul', {}, [node]), context, convert);
    case 'dt':
      return term(convert(children));
    case 'pre':
      return code(node, context);
    case 'figure':
      return figure(node, convert);
    case 'hr':
      return [block('separator', {}, styled('hr', 'wp-block-separator has-alpha-channel-opacity', []))];
    case 'iframe':
      return frame(node, context);
    case 'video':
    case 'audio':
      return player(node, context);
    case 'table':
      return orHtml(node, context, () => table(node, context, convert));
    case 'details':
      return orHtml(node, context, () => details(node, context, convert));
    default:
      return convert(children);
  }
}

/** Core's code block knows no language; highlighters read the class. */
function code(node: Element, context: Context): Block[] {
  const { source, language } = codeOf(node);
  const images = imageBlocks(safe(elementsNamed(node, 'img'), context));
  if (source.trim() === '') return images;
  const className = language === '' ? '' : `language-${language}`;
  const classes = className === '' ? 'wp-block-code' : `wp-block-code ${className}`;
  const shell = styled('pre', classes, [element('code', {}, [text(source)])]);
  return [block('code', className === '' ? {} : { className }, shell), ...images];
}

/** Core's own block where it can hold the element, else the element as Custom HTML. */
function orHtml(node: Element, context: Context, native: () => Block | null): Block[] {
  if (!hasContent(node)) return [];
  const made = native();
  return made === null
    ? safe([asParsed(node)], context).flatMap((kept) => (isElement(kept) ? [html(kept)] : []))
    : [made];
}
