import type { Element, ElementContent } from 'hast';
import { childrenOf, element, isElement, isWhitespace } from '../../../draft/tree.ts';
import { type GhostBlock, isNative } from './block.ts';
import { joined } from './group.ts';

/**
 * Ghost's figures hold one thing each: several images become several figures with the caption on the last one
 * (in one figure Ghost drops all but the first). A caption that no figure can take becomes a paragraph where it stood.
 */
export function figure(node: Element, convert: (nodes: readonly ElementContent[]) => GhostBlock[]): GhostBlock[] {
  const children = childrenOf(node).filter((child) => !isWhitespace(child));
  const body = convert(children.filter((child) => !isElement(child, 'figcaption')));
  const captions = children.filter((child): child is Element => isElement(child, 'figcaption'));
  const caption = captions.flatMap((child) => convert(childrenOf(child)));
  const captionFirst = isElement(children[0], 'figcaption');
  const last = body.at(-1);
  if (last !== undefined && caption.length > 0 && caption.every(isText) && canTakeCaption(body, captionFirst)) {
    return [...body.slice(0, -1), withCaption(last, joined(caption))];
  }
  return captionFirst ? [...caption, ...body] : [...body, ...caption];
}

function isText(block: GhostBlock): boolean {
  return isNative(block, 'p');
}

/** Ghost writes a caption below: one that stood above code would change places with its text. */
function canTakeCaption(body: readonly GhostBlock[], captionFirst: boolean): boolean {
  return body.every(
    (block) => (isNative(block, 'pre') && !captionFirst) || (block.node.tagName === 'figure' && !hasCaption(block)),
  );
}

function hasCaption(block: GhostBlock): boolean {
  return childrenOf(block.node).some((child) => isElement(child, 'figcaption'));
}

function withCaption(block: GhostBlock, caption: ElementContent[]): GhostBlock {
  const inside = isElement(block.node, 'figure') ? childrenOf(block.node) : [block.node];
  return { ...block, node: element('figure', {}, [...inside, element('figcaption', {}, caption)]) };
}
