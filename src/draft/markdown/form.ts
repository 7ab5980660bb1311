import type { Element } from 'hast';
import { toHtml } from '../html.ts';
import { isElement, lineBreaks, stringProperty, text as words } from '../tree.ts';
import { type CodeBlock, type LeafBlock, paragraph, type TextBlock, toHast } from './block.ts';
import type { Dialect } from './dialect.ts';
import { phrasing } from './phrasing.ts';
import { rowsOf } from './table.ts';
import type { Form } from './write.ts';

/** Markdown for one reader. */
export function markdownForm(dialect: Dialect): Form {
  return {
    html: dialect.html,
    footnotes: dialect.footnotes,
    leaf: (block) => leaf(block, dialect),
    box: (shell, inner) => box(shell, inner, dialect),
    marker({ start }, index, other) {
      if (start === null) return other ? '+ ' : '- ';
      return `${start + index}${other ? ')' : '.'} `;
    },
    ...dialect.lists,
    source: (line) => [...line],
    item: dialect.item,
  };
}

function leaf(block: LeafBlock, dialect: Dialect): string {
  if (block.kind === 'text') return text(block, dialect);
  return block.kind === 'code' ? code(block, dialect) : html(block.node, dialect);
}

function text({ level, nodes }: TextBlock, dialect: Dialect): string {
  if (level > 0) return `${'#'.repeat(level)} ${dialect.heading(phrasing(nodes, dialect, 'heading'))}`;
  return phrasing(nodes, dialect).split('\n').map(dialect.line).join(dialect.lineBreak);
}

/** The fence is longer than any in the code. */
function code(block: CodeBlock, dialect: Dialect): string {
  const { language } = block;
  const source = dialect.code(block.source);
  if (source === null) return dialect.html ? html(toHast(block), dialect) : text(linesOf(block), dialect);
  let fence = '```';
  for (const [run] of source.matchAll(/`{3,}/g)) if (run.length >= fence.length) fence = `${run}\``;
  return `${fence}${language}\n${source}\n${fence}`;
}

/** Code as lines of text, with its spaces. */
function linesOf({ source }: CodeBlock): TextBlock {
  const lines = source
    .replaceAll('\t', '    ')
    .replace(/(?<=^|\n| ) /g, '\u00a0')
    .split('\n');
  return paragraph(lines.flatMap((line, index) => [...lineBreaks(index === 0 ? 0 : 1), words(line)]));
}

/** A block of html ends at an empty line: there is none in it. */
function html(node: Element, dialect: Dialect): string {
  // Three hyphens would begin front matter, or make a heading of the line above.
  if (isElement(node, 'hr')) return '***';
  const rows = isElement(node, 'table') ? rowsOf(node) : null;
  const known = rows !== null && (dialect.bodiless || rows.length > 1);
  return !known ? toHtml([node], dialect.escapes).replace(/<(?=tr>|\/table>)/g, '\n<') : table(rows, dialect);
}

function table([header = [], ...rows]: Element[][], dialect: Dialect): string {
  const ruleOf = (cell: Element | undefined): string | undefined => cell && RULES.get(stringProperty(cell, 'align'));
  const aligns = header.map((cell, column) => ruleOf(cell) ?? ruleOf(rows[0]?.[column]) ?? '---');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const row = (cells: Element[]): string =>
    dialect.row(line(cells.map(({ children }) => phrasing(children, dialect, 'cell'))));
  return [row(header), line(aligns), ...rows.map(row)].join('\n');
}

const RULES = new Map([
  ['left', ':--'],
  ['center', ':-:'],
  ['right', '--:'],
]);

function box(shell: Element, inner: string, dialect: Dialect): string {
  if (isElement(shell, 'blockquote')) return `> ${inner.replace(/\n/g, '\n> ')}`.replace(EMPTY_QUOTED_LINE, '>');
  if (isElement(shell, 'footnote')) return footnote(stringProperty(shell, 'number'), inner);
  const tags = toHtml([shell], dialect.escapes);
  const end = tags.lastIndexOf('<');
  return dialect.box(tags.slice(0, end).replace('><summary', '>\n<summary'), inner, tags.slice(end));
}

/** What is no paragraph begins on the next line. */
function footnote(number: string, inner: string): string {
  const start = /^(?:[-+>|#<`*]|\d+[.)] )/.test(inner) ? '\n    ' : ' ';
  return `[^${number}]:${start}${inner.replace(/\n(?!\n|$)/g, '\n    ')}`;
}

const EMPTY_QUOTED_LINE = /(?<=^|\n)> (?=\n|$)/g;
