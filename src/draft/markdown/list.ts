import type { Element } from 'hast';
import { numberedItems } from '../list.ts';
import { childrenOf, isElement } from '../tree.ts';
import { type Block, isParagraph, type ListBlock, toHast } from './block.ts';

/**
 * A list. One whose numbers do not go up by one is parted, so that each item has its number; numbers that Markdown does
 * not know stand in html.
 */
export function list(node: Element, convert: (item: Element) => Block[], html: boolean): Block[] {
  const ordered = isElement(node, 'ol');
  const loose = childrenOf(node).some((item) => childrenOf(item).some((child) => isElement(child, 'p')));
  const lists: ListBlock[] = [];
  let next = Number.NaN;
  for (const { number, blocks } of numberedItems(node, convert)) {
    // An item without content still counts.
    if (!ordered && blocks.length === 0) continue;
    const last = lists.at(-1);
    if (last !== undefined && (!ordered || number === next)) last.items.push(blocks);
    else lists.push({ kind: 'list', start: ordered ? number : null, tight: !loose, items: [blocks] });
    next = number + 1;
  }
  for (const one of lists) one.tight &&= one.items.every(isTight);
  return lists.map((one) => {
    const known = one.start === null || (one.start >= 0 && one.start + one.items.length <= 1e9);
    if (known) return one;
    return html ? { kind: 'html', node: toHast(one) } : { ...one, start: null };
  });
}

/** One block, or a line of text with lists below it that may follow without an empty line. */
function isTight(blocks: readonly Block[]): boolean {
  const [first, ...rest] = blocks;
  if (rest.length === 0) return first?.kind !== 'box' || isElement(first.shell, 'blockquote');
  return (isParagraph(first) || mayFollow(first)) && rest.every(mayFollow);
}

/** @see https://spec.commonmark.org/0.31.2/#list-items (what can interrupt a paragraph) */
function mayFollow(block: Block | undefined): boolean {
  return block?.kind === 'list' && (block.start ?? 1) === 1 && block.items[0]?.length !== 0;
}
