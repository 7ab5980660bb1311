import { childrenOf } from '../../../draft/tree.ts';
import { type GhostBlock, isNative, type NativeBlock, paragraph } from './block.ts';

/**
 * Ghost joins neighbouring numbered lists into one and counts on. Where the second has numbers of its own, an empty
 * paragraph keeps them apart.
 */
export function partNumberedLists(blocks: readonly GhostBlock[]): GhostBlock[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const joins = isNative(before, 'ol') && isNative(block, 'ol') && endOf(before) !== startOf(block);
    return joins ? [paragraph([]), block] : [block];
  });
}

function startOf(list: NativeBlock): number {
  const start = list.node.properties.start;
  return typeof start === 'number' ? start : 1;
}

/** The number that follows the list's last item. */
function endOf(list: NativeBlock): number {
  return startOf(list) + childrenOf(list.node).length;
}
