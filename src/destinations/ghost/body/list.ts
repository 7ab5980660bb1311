import type { Element, ElementContent } from 'hast';
import { type ItemRules, type ListItem, type NumberedItem, numberedItems, splitList } from '../../../draft/list.ts';
import { childrenOf, element, isElement, text } from '../../../draft/tree.ts';
import { card, type GhostBlock, isNative, native, paragraph } from './block.ts';

type Convert = (nodes: readonly ElementContent[]) => GhostBlock[];

/**
 * Ghost's list item holds lines of text and then nested lists, nothing else: other content glues its text together,
 * changes its order or breaks the list apart. So the list is cut up. Ghost numbers it upwards from its start.
 */
export function list(node: Element, convert: Convert): GhostBlock[] {
  const items = numberedItems(node, (item) => convert(childrenOf(item)));
  const first = items[0]?.number ?? 1;
  const consecutive = items.every((item, index) => item.number === first + index);
  if (isElement(node, 'ol') && !consecutive) return items.flatMap(numberedParagraphs);
  return splitList({ ...node, properties: {} }, items, itemRules(node.tagName), (start, stretch) =>
    native(element(node.tagName, startOf(node.tagName, start), stretch.map(listItem))),
  );
}

function itemRules(tagName: string): ItemRules<GhostBlock> {
  return {
    line: (block) => {
      if (isNative(block, 'p')) return childrenOf(block.node);
      return isNative(block, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')
        ? [element('strong', {}, childrenOf(block.node))]
        : null;
    },
    isList: (block) => isNative(block, 'ul', 'ol'),
    listsAlone: false,
    // An item with a formula: a card that is a list of one.
    first: (block, number) =>
      block.kind === 'card' && block.prose
        ? card(element(tagName, startOf(tagName, number), [element('li', {}, childrenOf(block.node))]))
        : block,
  };
}

function listItem(item: ListItem<GhostBlock>): Element {
  return element('li', {}, [...item.text, ...item.lists.map((block) => block.node)]);
}

/** Numbers that go another way than upwards have to be text. */
function numberedParagraphs({ number, blocks }: NumberedItem<GhostBlock>): GhostBlock[] {
  const [first, ...rest] = blocks;
  const label = text(`${number}. `);
  if (first !== undefined && isNative(first, 'p')) return [paragraph([label, ...childrenOf(first.node)]), ...rest];
  return [paragraph([text(`${number}.`)]), ...blocks];
}

function startOf(tagName: string, number: number): Element['properties'] {
  return tagName === 'ol' && number !== 1 ? { start: number } : {};
}
