import type { Element } from 'hast';
import { toHtml } from '../html.ts';
import { isElement, stringProperty } from '../tree.ts';
import type { CodeBlock, LeafBlock, TextBlock } from './block.ts';
import { escapeLineStart } from './escape.ts';
import { ESCAPES, phrasing } from './phrasing.ts';
import { rowsOf } from './table.ts';
import type { Form } from './write.ts';

/** GitHub-flavoured Markdown. */
export const MARKDOWN: Form = {
  leaf,
  box,
  marker({ start }, index, other) {
    if (start === null) return other ? '+ ' : '- ';
    return `${start + index}${other ? ')' : '.'} `;
  },
  source: (line) => [...line],
  // A box to tick stands in the text as its sign.
  item: (body) => body.replace(/^☑ (?=\S)/, '[x] ').replace(/^☐ (?=\S)/, '[ ] '),
};

function leaf(block: LeafBlock): string {
  if (block.kind === 'text') return text(block);
  return block.kind === 'code' ? code(block) : html(block.node);
}

function text({ level, nodes }: TextBlock): string {
  if (level > 0) return `${'#'.repeat(level)} ${phrasing(nodes, '<br>').replace(/(?<=^|\s)#+$/, '\\$&')}`;
  return phrasing(nodes, '\n').split('\n').map(escapeLineStart).join('\\\n');
}

/** The fence is longer than any in the code. */
function code({ source, language }: CodeBlock): string {
  let fence = '```';
  for (const [run] of source.matchAll(/`{3,}/g)) if (run.length >= fence.length) fence = `${run}\``;
  return `${fence}${language}\n${source}\n${fence}`;
}

/** A block of html ends at an empty line: there is none in it. */
function html(node: Element): string {
  // Three hyphens would begin front matter, or make a heading of the line above.
  if (isElement(node, 'hr')) return '***';
  const rows = isElement(node, 'table') ? rowsOf(node) : null;
  return rows === null ? toHtml([node], ESCAPES).replace(/<(?=tr>|\/table>)/g, '\n<') : table(rows);
}

function table([header = [], ...rows]: Element[][]): string {
  const ruleOf = (cell: Element | undefined): string | undefined => cell && RULES.get(stringProperty(cell, 'align'));
  const aligns = header.map((cell, column) => ruleOf(cell) ?? ruleOf(rows[0]?.[column]) ?? '---');
  const lines = (cells: Element[]): string[] => cells.map(({ children }) => phrasing(children, '<br>', true));
  return [lines(header), aligns, ...rows.map(lines)].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

const RULES = new Map([
  ['left', ':--'],
  ['center', ':-:'],
  ['right', '--:'],
]);

function box(shell: Element, inner: string): string {
  if (isElement(shell, 'blockquote')) return `> ${inner.replace(/\n/g, '\n> ')}`.replace(EMPTY_QUOTED_LINE, '>');
  const tags = toHtml([shell], ESCAPES);
  const end = tags.lastIndexOf('<');
  return `${tags.slice(0, end).replace('><summary', '>\n<summary')}\n\n${inner}\n\n${tags.slice(end)}`;
}

const EMPTY_QUOTED_LINE = /(?<=^|\n)> (?=\n|$)/g;
