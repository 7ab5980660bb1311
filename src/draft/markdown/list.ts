import type { Element } from 'hast';
import { numberedItems } from '../list.ts';
import { childrenOf, isElement, isWhitespace, type TreeNode } from '../tree.ts';
import { type Block, isParagraph, type ListBlock, type ListItem, toHast } from './block.ts';

/**
 * A list. One whose numbers do not go up by one is parted, so that each item has its number; numbers that Markdown does
 * not know stand in html.
 */
export function list(node: Element, convert: (item: Element) => Block[]): Block[] {
  const ordered = isElement(node, 'ol');
  const loose = childrenOf(node).some((item) => childrenOf(item).some((child) => isElement(child, 'p')));
  const lists: ListBlock[] = [];
  let next = Number.NaN;
  for (const { number, item } of numbered(node, convert)) {
    // An item without content still counts.
    if (!ordered && item.blocks.length === 0) continue;
    const last = lists.at(-1);
    if (last !== undefined && (!ordered || number === next)) last.items.push(item);
    else lists.push({ kind: 'list', start: ordered ? number : null, tight: !loose, items: [item] });
    next = number + 1;
  }
  for (const one of lists) one.tight &&= one.items.every(({ blocks }) => isTight(blocks));
  return lists.map((one) => {
    const known = one.start === null || (one.start >= 0 && one.start + one.items.length <= 1e9);
    return known ? one : { kind: 'html', node: toHast(one) };
  });
}

function numbered(node: Element, convert: (item: Element) => Block[]): { number: number; item: ListItem }[] {
  const tasks: boolean[] = [];
  const items = numberedItems(node, (item) => {
    tasks.push(isElement(firstOf(item), 'input'));
    return convert(item);
  });
  return items.map(({ number, blocks }, index) => ({
    number,
    item: { task: tasks[index] === true && isParagraph(blocks[0]), blocks },
  }));
}

/** What stands first in an item, in its paragraph or what else is around it. */
function firstOf(node: TreeNode): TreeNode | undefined {
  const first = childrenOf(node).find((child) => !isWhitespace(child));
  return isElement(first) && first.children.length > 0 ? firstOf(first) : first;
}

/** One block, or a line of text with lists below it that may follow without an empty line. */
function isTight(blocks: readonly Block[]): boolean {
  if (blocks.length < 2) return blocks[0]?.kind !== 'box' || isElement(blocks[0].shell, 'blockquote');
  return blocks.every((block, index) => (index === 0 && isParagraph(block)) || mayFollow(block));
}

/** @see https://spec.commonmark.org/0.31.2/#list-items (what can interrupt a paragraph) */
function mayFollow(block: Block): boolean {
  if (block.kind !== 'list' || (block.start ?? 1) !== 1) return false;
  const [first] = block.items;
  return first !== undefined && first.blocks.length > 0;
}
