import type { ElementContent } from 'hast';
import { cap } from '../../clip/text.ts';
import { childrenOf, contains, isElement, type TreeNode, text, textContent } from '../tree.ts';
import { tidyInline } from '../white-space.ts';
import type { Block, LeafBlock } from './block.ts';

/** The largest count up to `limit` that fits, where each smaller one fits too; asks little beyond it. */
export function mostThatFits(limit: number, fits: (count: number) => boolean): number {
  let most = 0;
  let step = 1;
  while (most + step <= limit && fits(most + step)) {
    most += step;
    step *= 2;
  }
  for (; step >= 1; step /= 2) {
    if (most + step <= limit && fits(most + step)) most += step;
  }
  return most;
}

/** What may still be taken. */
export interface Allowance {
  /** Blocks that hold no others. */
  leaves: number;
  /** UTF-16 units of the text of the one after them. */
  units: number;
}

/** As many blocks as are allowed, in their order, with the quotes and items around them. */
export function take(blocks: readonly Block[], allowance: Allowance): Block[] {
  const taken: Block[] = [];
  for (const block of blocks) {
    if (allowance.leaves < 0) break;
    if (block.kind === 'box') {
      if (block.shell.children.length > 0 && !spend(allowance)) break;
      const inner = take(block.inner, allowance);
      if (inner.length + block.shell.children.length > 0) taken.push({ ...block, inner });
    } else if (block.kind === 'list') {
      const items = block.items.flatMap((item) => {
        if (item.length === 0) return spend(allowance) ? [item] : [];
        const inner = take(item, allowance);
        return inner.length === 0 ? [] : [inner];
      });
      if (items.length > 0) taken.push({ ...block, items });
    } else if (spend(allowance)) {
      taken.push(block);
    } else {
      taken.push(...shortened(block, allowance.units));
    }
  }
  return taken;
}

/** Below nought: everything that follows is left out. */
function spend(allowance: Allowance): boolean {
  allowance.leaves -= 1;
  return allowance.leaves >= 0;
}

/** The beginning of a text, to the end of a word; of code, to the end of a line; of a table, to the end of a row. */
function shortened(block: LeafBlock, units: number): Block[] {
  if (units === 0) return [];
  if (block.kind === 'code') return [{ ...block, source: within(block.source, units, '\n') }];
  if (block.kind === 'text') {
    const nodes = tidyInline(beginning(block.nodes, { left: units }));
    return nodes.length === 0 ? [] : [{ ...block, nodes }];
  }
  const node = { ...block.node, children: beginning(childrenOf(block.node), { left: units }) };
  return contains(node, isRow) ? [{ ...block, node }] : [];
}

function isRow(node: TreeNode): boolean {
  return isElement(node, 'tr');
}

function beginning(nodes: readonly ElementContent[], rest: { left: number }): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    const { left } = rest;
    if (left <= 0) return [];
    const whole = isElement(node, 'math', 'ruby', 'tr', 'caption');
    if (isElement(node) && !whole) return [{ ...node, children: beginning(childrenOf(node), rest) }];
    rest.left -= textContent(node).length;
    if (rest.left >= 0) return [node];
    return node.type === 'text' ? [text(within(node.value, left, ' '))] : [];
  });
}

/** At most so many UTF-16 units, to the last end of a word or line where there is one. */
function within(value: string, units: number, end: string): string {
  const begun = cap(value, units);
  const whole = begun.length === value.length ? -1 : value.lastIndexOf(end, units);
  return whole > 0 ? value.slice(0, whole) : begun;
}
