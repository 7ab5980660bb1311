import type { Element, ElementContent } from 'hast';
import { childrenOf, element, isElement } from '../../../draft/tree.ts';
import { type GhostBlock, isNative } from './block.ts';
import { joined } from './group.ts';

type Convert = (nodes: readonly ElementContent[]) => GhostBlock[];

/** A stretch of a figure's children as blocks. */
interface Part {
  isCaption: boolean;
  blocks: GhostBlock[];
}

/**
 * Ghost's figures hold one thing each: several images become several figures with the caption on the last one
 * (in one figure Ghost drops all but the first). A caption that no figure can take becomes a paragraph where it stood.
 */
export function figure(node: Element, convert: Convert): GhostBlock[] {
  const parts = partsOf(node, convert);
  const body = parts.flatMap((part) => (part.isCaption ? [] : part.blocks));
  const caption = parts.flatMap((part) => (part.isCaption ? part.blocks : []));
  const captionsLast = parts.findLastIndex((part) => !part.isCaption) < parts.findIndex((part) => part.isCaption);
  const last = body.at(-1);
  const isText = caption.length > 0 && caption.every((block) => isNative(block, 'p'));
  if (last !== undefined && isText && body.every((block) => canTakeCaption(block, captionsLast))) {
    return [...body.slice(0, -1), withCaption(last, joined(caption))];
  }
  return parts.flatMap((part) => part.blocks);
}

function partsOf(node: Element, convert: Convert): Part[] {
  const parts: Part[] = [];
  let run: ElementContent[] = [];
  const endRun = (): void => {
    const blocks = convert(run);
    if (blocks.length > 0) parts.push({ isCaption: false, blocks });
    run = [];
  };
  for (const child of childrenOf(node)) {
    if (isElement(child, 'figcaption')) {
      endRun();
      parts.push({ isCaption: true, blocks: convert(childrenOf(child)) });
    } else {
      run.push(child);
    }
  }
  endRun();
  return parts;
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
