import type { Element, ElementContent } from 'hast';
import { emojiOf } from '../../../draft/emoji.ts';
import { type BlockRules, toBlocks as blocksOf } from '../../../draft/flow.ts';
import {
  type BlockName,
  childrenOf,
  contains,
  element,
  hasContent,
  isBlock,
  isElement,
  isWhitespace,
  type Named,
  type TreeNode,
  textContent,
} from '../../../draft/tree.ts';
import { card, type GhostBlock, native } from './block.ts';
import { cardSafe } from './card-safe.ts';
import { codeBlock } from './code.ts';
import { type Context, within } from './context.ts';
import { figure } from './figure.ts';
import { heading, quote, term } from './group.ts';
import { image } from './image.ts';
import { inline } from './inline.ts';
import { list } from './list.ts';
import { frame, player } from './media.ts';

/** Any content as Ghost's blocks, in its order. */
export function toBlocks(nodes: readonly ElementContent[], context: Context): GhostBlock[] {
  return blocksOf(nodes, context, RULES);
}

const RULES: BlockRules<Context, GhostBlock> = { standsAlone, within, block: toBlock, text: runningText };

/** True for what becomes a block of its own in Ghost, wherever it stood on the page. */
function standsAlone(node: TreeNode): node is Named<BlockName | 'img'> {
  return isBlock(node) || (isElement(node, 'img') && emojiOf(node) === '');
}

function toBlock(node: Element, context: Context): GhostBlock[] {
  const convert = (nodes: readonly ElementContent[]): GhostBlock[] => toBlocks(nodes, context);
  const children = childrenOf(node);
  switch (node.tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return heading(node.tagName, convert(children));
    case 'blockquote':
      return quote(convert(children));
    case 'ul':
    case 'ol':
      return list(node, convert);
    case 'li':
      return list(element('ul', {}, [node]), convert);
    case 'dt':
      return term(convert(children));
    case 'pre':
      return codeBlock(node, context);
    case 'figure':
      return figure(node, convert);
    case 'img':
      return image(node, context);
    case 'hr':
      return [native(element('hr', {}, []))];
    case 'iframe':
      return frame(node, context);
    case 'video':
    case 'audio':
      return player(node, context);
    case 'table':
    case 'details':
      return cardSafe([node], context).flatMap((kept) => (isElement(kept) && hasContent(kept) ? [card(kept)] : []));
    default:
      return convert(children);
  }
}

/**
 * A stretch of text as a paragraph. One with a formula becomes a card as a whole: Ghost refuses the entire request for
 * `math` with white space or inside `p` (422, recorded from Ghost 6.65), and cutting the sentence up would lose more.
 */
function runningText(nodes: readonly ElementContent[], context: Context): GhostBlock[] {
  if (nodes.some((node) => contains(node, isFormula))) return formulaCards(nodes, context);
  const children = inline(nodes, context);
  return children.length === 0 || isBlank(children) ? [] : [native(element('p', {}, children))];
}

/** Nothing but no-break spaces and line breaks: an empty line somebody typed. */
function isBlank(children: readonly ElementContent[]): boolean {
  return children.every((child) => textContent(child).trim() === '');
}

function formulaCards(nodes: readonly ElementContent[], context: Context): GhostBlock[] {
  const kept = cardSafe(nodes, context);
  const standing = kept.filter((node) => !isWhitespace(node));
  if (standing.every(isFormula)) return standing.flatMap((node) => (isElement(node) ? [card(node)] : []));
  return [card(element('p', {}, kept), true)];
}

function isFormula(node: TreeNode): boolean {
  return isElement(node, 'math');
}
