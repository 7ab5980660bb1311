import type { Element, ElementContent, Properties } from 'hast';
import { childrenOf, element, isElement, isWhitespace, stringProperty } from '../../../draft/tree.ts';
import { type Block, block, styled, withCaption } from './block.ts';
import { type Context, type Convert, knows } from './context.ts';
import { joinedLines } from './text.ts';

/** Core's table: lines of text in cells. Null where a cell holds more, or something stands between the cells. */
export function table(node: Element, context: Context, convert: Convert): Block | null {
  const captions: Element[] = [];
  const sections = { thead: rowList(), tbody: rowList(), tfoot: rowList() };
  for (const child of standing(node)) {
    if (isElement(child, 'caption')) captions.push(child);
    else if (isElement(child, 'thead', 'tbody', 'tfoot')) sections[child.tagName].push(...standing(child));
    else sections.tbody.push(child);
  }
  const words = joinedLines(captions.flatMap((caption) => convert(caption, true)));
  const made = Object.entries(sections).map(([name, rows]) =>
    all(rows, (row) => tableRow(row, context, convert), name),
  );
  const parts = made.filter((part) => part !== null);
  if (words === null || parts.length < made.length) return null;
  const filled = parts.filter((part) => part.children.length > 0);
  if (filled.length === 0) return null;
  const figure = styled('figure', 'wp-block-table', [element('table', {}, filled)]);
  // Said because versions differ where nothing is said.
  return withCaption(block('table', { hasFixedLayout: false }, figure), words);
}

/** With the `tbody` that a parser would put around rows: the editor of 6.1 compares Custom HTML with what is parsed of it. */
export function asParsed(node: Element): Element {
  const children: ElementContent[] = [];
  for (const child of childrenOf(node)) {
    const parsed = isElement(child) ? asParsed(child) : child;
    const last = children.at(-1);
    if (!isElement(node, 'table') || !isElement(parsed, 'tr')) children.push(parsed);
    else if (isElement(last, 'tbody')) last.children.push(parsed);
    else children.push(element('tbody', {}, [parsed]));
  }
  return { ...node, children };
}

function rowList(): ElementContent[] {
  return [];
}

function standing(node: Element): ElementContent[] {
  return childrenOf(node).filter((child) => !isWhitespace(child));
}

/** An element of what each becomes; null where one becomes nothing. */
function all(
  nodes: readonly ElementContent[],
  make: (node: ElementContent) => Element | null,
  tagName: string,
): Element | null {
  const made = nodes.map(make).filter((one) => one !== null);
  return made.length === nodes.length ? element(tagName, {}, made) : null;
}

function tableRow(row: ElementContent, context: Context, convert: Convert): Element | null {
  return isElement(row, 'tr') ? all(standing(row), (cell) => tableCell(cell, context, convert), 'tr') : null;
}

function tableCell(cell: ElementContent, context: Context, convert: Convert): Element | null {
  if (!isElement(cell, 'td', 'th')) return null;
  const lines = joinedLines(convert(cell, true));
  const spans = spansOf(cell);
  // Blocks know wide and tall cells since the version before the one that brought foldable details.
  if (lines === null || (Object.keys(spans).length > 0 && !knows(context, 'details'))) return null;
  const align = stringProperty(cell, 'align');
  const scope = stringProperty(cell, 'scope');
  const aligned = ALIGNMENTS.includes(align) ? { className: [`has-text-align-${align}`], 'data-align': align } : {};
  const scoped = isElement(cell, 'th') && scope !== '' ? { scope } : {};
  return element(cell.tagName, { ...aligned, ...scoped, ...spans }, lines);
}

const ALIGNMENTS = ['left', 'center', 'right'];

/** How many columns and rows a cell takes, where it is more than one. */
export function spansOf(cell: Element): Properties {
  const spans = ['colSpan', 'rowSpan'].map((name) => [name, Number(stringProperty(cell, name))] as const);
  return Object.fromEntries(spans.filter(([, count]) => count > 1));
}
