import type { Element, ElementContent } from 'hast';
import { figureParts } from '../../../draft/figure.ts';
import { childrenOf, element, isElement } from '../../../draft/tree.ts';
import { type GhostBlock, isNative } from './block.ts';
import { joined } from './group.ts';

/**
 * Ghost's figures hold one thing each: several images become several figures with the caption on the last one
 * (in one figure Ghost drops all but the first). A caption that no figure can take becomes a paragraph where it stood.
 */
export function figure(node: Element, convert: (nodes: readonly ElementContent[]) => GhostBlock[]): GhostBlock[] {
  const { parts, body, caption, captionsLast } = figureParts(node, convert, (element) => convert(childrenOf(element)));
  const last = body.at(-1);
  const isText = caption.length > 0 && caption.every((block) => isNative(block, 'p'));
  if (last !== undefined && isText && body.every((block) => canTakeCaption(block, captionsLast))) {
    return [...body.slice(0, -1), withCaption(last, joined(caption))];
  }
  return parts.flatMap((part) => part.blocks);
}

/** Ghost writes a caption below: one that stood above code would change places with its text. */
function canTakeCaption(block: GhostBlock, captionsLast: boolean): boolean {
  return (isNative(block, 'pre') && captionsLast) || (block.node.tagName === 'figure' && !hasCaption(block));
}

function hasCaption(block: GhostBlock): boolean {
  return childrenOf(block.node).some((child) => isElement(child, 'figcaption'));
}

function withCaption(block: GhostBlock, caption: ElementContent[]): GhostBlock {
  const inside = isElement(block.node, 'figure') ? childrenOf(block.node) : [block.node];
  return { ...block, node: element('figure', {}, [...inside, element('figcaption', {}, caption)]) };
}
