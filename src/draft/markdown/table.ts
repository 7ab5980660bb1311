import type { Element, ElementContent } from 'hast';
import { copied } from '../media.ts';
import { childrenOf, element, isBlock, isElement, isWhitespace, stringProperty } from '../tree.ts';
import { asLine, type Block } from './block.ts';

/** What may stand in each part of a table: the rest would be read before it. */
const PARTS = new Map([
  ['table', ['caption', 'thead', 'tbody', 'tfoot', 'tr']],
  ['thead', ['tr']],
  ['tbody', ['tr']],
  ['tfoot', ['tr']],
  ['tr', ['td', 'th']],
]);

/** A table with blocks of ours in its cells; null where it is none. */
export function tableOf(node: Element, convert: (cell: Element) => Block[]): Element | null {
  const names = PARTS.get(node.tagName);
  if (names === undefined) {
    const spans = ['colSpan', 'rowSpan'].filter((name) => Number(stringProperty(node, name)) > 1);
    return element(node.tagName, copied(node, ['scope', 'align', 'lang', 'dir', ...spans]), asLine(convert(node)));
  }
  const children: Element[] = [];
  for (const child of childrenOf(node).filter((one) => !isWhitespace(one))) {
    const part = isElement(child, ...names) ? tableOf(child, convert) : null;
    if (part === null) return null;
    children.push(part);
  }
  return element(node.tagName, {}, children);
}

/**
 * The rows of a table that is one in Markdown too: lines of text below a header of one row, no cell wider or taller than
 * others. Null where it is more.
 */
export function rowsOf(table: Element): Element[][] | null {
  const rows = elementsIn(table).flatMap((part) => (isElement(part, 'thead', 'tbody') ? elementsIn(part) : [part]));
  const cells = rows.map(elementsIn);
  const fits = cells.every(
    (row, index) =>
      isElement(rows[index], 'tr') &&
      row.length === cells[0]?.length &&
      row.every((cell) => isElement(cell, index === 0 ? 'th' : 'td') && isLine(cell)),
  );
  return fits && cells[0]?.length !== 0 ? cells : null;
}

function isLine({ properties, children }: Element): boolean {
  return Object.keys(properties).every((name) => name === 'align' || name === 'scope') && !children.some(isBlock);
}

function elementsIn(node: Element): Element[] {
  return node.children.filter((child: ElementContent) => isElement(child));
}
