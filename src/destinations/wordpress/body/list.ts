import type { Element } from 'hast';
import { type ItemRules, type ListItem, numberedItems, splitList } from '../../../draft/list.ts';
import { element, isElement, stringProperty } from '../../../draft/tree.ts';
import { type Block, block, lineOf, styled } from './block.ts';
import { type Context, type Convert, knows } from './context.ts';

/** CSS names of the numberings that HTML names by an example. */
const NUMBERINGS = new Map([
  ['a', 'lower-alpha'],
  ['A', 'upper-alpha'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

/** Core's list item holds text and then nested lists, nothing else: the list is cut up around what it can't hold. */
export function list(node: Element, context: Context, convert: Convert): Block[] {
  const items = numberedItems(node, (item) => convert(item, true));
  return splitList(node, items, RULES, (start, stretch) => {
    const inner = stretch.map(listItem);
    if (!isElement(node, 'ol')) return block('list', {}, styled('ul', 'wp-block-list', []), inner);
    const reversed = node.properties.reversed === true;
    // A reversed list without a start counts down to 1.
    const counted = {
      ...(start === (reversed ? inner.length : 1) ? {} : { start }),
      ...(reversed ? { reversed } : {}),
    };
    // Versions that have no formulas yet name the numbering in another way.
    const type = knows(context, 'math') ? NUMBERINGS.get(stringProperty(node, 'type')) : undefined;
    const style = type === undefined ? {} : { style: `list-style-type:${type}` };
    const attributes = { ordered: true, ...(type === undefined ? {} : { type }), ...counted };
    return block('list', attributes, styled('ol', 'wp-block-list', [], { ...counted, ...style }), inner);
  });
}

const RULES: ItemRules<Block> = {
  line: lineOf,
  isList: ({ name }) => name === 'list',
  listsAlone: true,
  first: (other) => other,
};

function listItem({ text, lists }: ListItem<Block>): Block {
  return block('list-item', {}, element('li', {}, text), lists);
}
