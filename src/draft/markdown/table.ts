import type { Element, ElementContent, Properties } from 'hast';
import { copied } from '../media.ts';
import { childrenOf, element, isElement, isWhitespace, stringProperty } from '../tree.ts';
import { asLine, type Block, type HtmlBlock, isParagraph } from './block.ts';

/** A table: as Markdown where it is one of lines of text below a header, else as html. Null where it is none. */
export function table(node: Element, convert: (cell: Element) => Block[]): HtmlBlock | null {
  const grid: Cell[][] = [];
  const parts = standing(node);
  if (!parts.every((part) => isElement(part, 'caption', 'thead', 'tbody', 'tfoot', 'tr'))) return null;
  const children: Element[] = [];
  for (const part of parts) {
    if (isElement(part, 'caption')) {
      const words = asLine(convert(part));
      if (words.length > 0) children.push(element('caption', {}, words));
      continue;
    }
    const rows = isElement(part, 'tr') ? [part] : standing(part);
    if (!rows.every((row) => isElement(row, 'tr') && standing(row).every((cell) => isElement(cell, 'td', 'th')))) {
      return null;
    }
    const made = rows.map((row) => rowOf(row, convert));
    grid.push(...made);
    const trs = made.map((row) =>
      element(
        'tr',
        {},
        row.map(({ node }) => node),
      ),
    );
    const last = children.at(-1);
    if (!isElement(part, 'tr')) children.push(element(part.tagName, {}, trs));
    else if (isElement(last, 'tbody')) last.children.push(...trs);
    else children.push(element('tbody', {}, trs));
  }
  if (grid.every((row) => row.every(({ node }) => node.children.length === 0))) return null;
  const html: HtmlBlock = { kind: 'html', node: element('table', {}, children) };
  const simple = parts.every((part) => !isElement(part, 'caption', 'tfoot')) && isSimple(grid);
  return simple
    ? { ...html, table: { aligns: alignsOf(grid), rows: grid.map((row) => row.map(({ line }) => line ?? [])) } }
    : html;
}

interface Cell {
  node: Element;
  /** Null where there is more than a line of text in it. */
  line: ElementContent[] | null;
}

function standing(node: Element): ElementContent[] {
  return childrenOf(node).filter((child) => !isWhitespace(child));
}

function rowOf(row: ElementContent, convert: (cell: Element) => Block[]): Cell[] {
  const cells = isElement(row) ? standing(row).filter((cell) => isElement(cell)) : [];
  return cells.map((cell) => {
    const blocks = convert(cell);
    const spans: Properties = copied(cell, ['colSpan', 'rowSpan', 'scope', 'align', 'lang', 'dir']);
    const line = blocks.length === 0 || (blocks.length === 1 && isParagraph(blocks[0])) ? asLine(blocks) : null;
    return { node: element(cell.tagName, spans, asLine(blocks)), line };
  });
}

/** A header of one row, and rows as long as it. */
function isSimple(grid: readonly Cell[][]): boolean {
  const columns = grid[0]?.length ?? 0;
  return (
    columns > 0 &&
    grid.every(
      (row, index) =>
        row.length === columns &&
        row.every(
          ({ node, line }) =>
            line !== null &&
            node.tagName === (index === 0 ? 'th' : 'td') &&
            !['colSpan', 'rowSpan'].some((name) => Number(stringProperty(node, name)) > 1) &&
            !['lang', 'dir'].some((name) => name in node.properties),
        ),
    )
  );
}

function alignsOf(grid: readonly Cell[][]): string[] {
  return (grid[0] ?? []).map((_, column) => {
    const cells = grid.flatMap((row) => row.slice(column, column + 1));
    return cells.map(({ node }) => stringProperty(node, 'align')).find((align) => align !== '') ?? '';
  });
}
