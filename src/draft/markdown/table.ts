import type { Element, ElementContent } from 'hast';
import { copied } from '../media.ts';
import { childrenOf, element, isBlock, isElement, isWhitespace, lineBreaks, stringProperty } from '../tree.ts';
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
  const rows = partsOf(table, 'thead', 'tbody');
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

/**
 * The table as Markdown can hold it: the first row as its header, merged cells as their text and empty cells beside and
 * below it; a caption before it is no part of it. Null where a cell holds more than paragraphs, or nearly all of it would
 * be such empty cells.
 */
export function plainTable(table: Element): Element | null {
  const parts = partsOf(table, 'thead', 'tbody', 'tfoot');
  if (parts.slice(1).some((part) => isElement(part, 'caption'))) return null;
  const rows = parts.filter((part) => isElement(part, 'tr') && elementsIn(part).length > 0);
  const grid = rows.map((): Element[] => []);
  let room = rows.reduce((sum, row) => sum + elementsIn(row).length, MAX_COLUMNS) * MAX_COLUMNS;
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const cell of elementsIn(row)) {
      const children = linesOf(cell);
      if (children === null) return null;
      // Behind what reaches down from above.
      while (grid[index]?.[column] !== undefined) column += 1;
      const below = grid.slice(index, index + spanOf(cell, 'rowSpan', rows.length));
      room -= below.length * spanOf(cell, 'colSpan', MAX_COLUMNS);
      if (room < 0) return null;
      for (const line of below) {
        for (let wide = spanOf(cell, 'colSpan', MAX_COLUMNS); wide > 0; wide -= 1) line[column + wide - 1] ??= EMPTY;
      }
      below[0]?.splice(column, 1, { ...cell, properties: copied(cell, ['align']), children });
    }
  }
  const width = grid.reduce((most, { length }) => Math.max(most, length), 0);
  if (width * grid.length > room) return null;
  const lines = grid.map((line, index) => {
    const cells = Array.from({ length: width }, (_, column) => line[column] ?? EMPTY);
    const tagName = index === 0 ? 'th' : 'td';
    return element(
      'tr',
      {},
      cells.map((cell) => ({ ...cell, tagName })),
    );
  });
  return element('table', {}, lines);
}

const EMPTY = element('td', {}, []);
const MAX_COLUMNS = 50;

function spanOf(cell: Element, name: string, most: number): number {
  return Math.min(Math.max(Number(stringProperty(cell, name)) || 1, 1), most);
}

/** What stands in a cell without blocks; null where there are others than paragraphs and headings. */
function linesOf({ children }: Element): ElementContent[] | null {
  if (!children.some(isBlock)) return children;
  if (!children.every((child) => isElement(child, 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'))) return null;
  return children.flatMap((child, index) => [...lineBreaks(index === 0 ? 0 : 1), ...childrenOf(child)]);
}

/** The parts of a table, the rows of those that are named in their place. */
function partsOf(table: Element, ...names: string[]): Element[] {
  return elementsIn(table).flatMap((part) => (isElement(part, ...names) ? elementsIn(part) : [part]));
}

function elementsIn(node: Element): Element[] {
  return node.children.filter((child: ElementContent) => isElement(child));
}
