/**
 * What may stand in an output block.
 * loose: blocks; text gets a paragraph (root, blockquote, details). flow: blocks or text (li, td, figure …).
 * para: text only, a block ends it (p). phrasing: text only, a block inside becomes a break (headings …).
 * struct and row: only their own parts (li in ul, td in tr).
 */
export type Shape = 'loose' | 'flow' | 'para' | 'phrasing' | 'struct' | 'row';

export const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...['blockquote', 'details'].map((tag): [string, Shape] => [tag, 'loose']),
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'caption', 'dt'].map((tag): [string, Shape] => [tag, 'phrasing']),
  ...['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot'].map((tag): [string, Shape] => [tag, 'struct']),
  ['p', 'para'],
  ['tr', 'row'],
]);

export function shapeOf(tag: string): Shape {
  return SHAPES.get(tag) ?? 'flow';
}

const CHILD: ReadonlyMap<string, string> = new Map([
  ['ul', 'li'],
  ['ol', 'li'],
  ['dl', 'dd'],
  ['table', 'tr'],
  ['thead', 'tr'],
  ['tbody', 'tr'],
  ['tfoot', 'tr'],
  ['tr', 'td'],
]);

/** The part that takes loose content in `tag`; undefined where content may stand as it is. */
export function childTagFor(tag: string): string | undefined {
  return CHILD.get(tag);
}

const ROWS = ['table', 'thead', 'tbody', 'tfoot'];
const PARENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['li', ['ul', 'ol']],
  ['dt', ['dl']],
  ['dd', ['dl']],
  ['caption', ['table']],
  ['thead', ['table']],
  ['tbody', ['table']],
  ['tfoot', ['table']],
  ['tr', ROWS],
  ['td', ['tr']],
  ['th', ['tr']],
  ['figcaption', ['figure']],
  ['summary', ['details']],
]);

/** Parts of a list, table, figure: they stand in their parent or are no element at all. */
export function isPart(tag: string): boolean {
  return PARENTS.has(tag);
}

export function fits(tag: string, parent: string): boolean {
  return PARENTS.get(tag)?.includes(parent) ?? true;
}
