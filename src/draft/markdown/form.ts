import type { Element } from 'hast';
import { toHtml } from '../html.ts';
import { isElement } from '../tree.ts';
import type { CodeBlock, HtmlBlock, LeafBlock, TextBlock } from './block.ts';
import { escapeLineStart } from './escape.ts';
import { ESCAPES, phrasing } from './phrasing.ts';
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
  item({ task }, body) {
    return task ? body.replace(/^([☑☐]) (?=\S)/, (_, sign) => (sign === '☑' ? '[x] ' : '[ ] ')) : body;
  },
};

function leaf(block: LeafBlock): string {
  if (block.kind === 'text') return text(block);
  return block.kind === 'code' ? code(block) : html(block);
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
function html({ node, table }: HtmlBlock): string {
  // Three hyphens would begin front matter, or make a heading of the line above.
  if (isElement(node, 'hr')) return '***';
  if (table === undefined) return toHtml([node], ESCAPES).replace(/<(?=tr>|tbody>|\/table>)/g, '\n<');
  const [header = [], ...rows] = table.rows.map((row) => row.map((cell) => phrasing(cell, '<br>', true)));
  const rule = table.aligns.map((align) => RULES.get(align) ?? '---');
  return [header, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const RULES = new Map([
  ['left', ':--'],
  ['center', ':-:'],
  ['right', '--:'],
]);

function box(shell: Element, inner: string): string {
  if (isElement(shell, 'blockquote'))
    return inner.replace(/^(?=(.?))/gms, (_, first) => (first === '\n' || first === '' ? '>' : '> '));
  const tags = toHtml([shell], ESCAPES);
  const end = tags.lastIndexOf('<');
  return `${tags.slice(0, end).replace('><summary', '>\n<summary')}\n\n${inner}\n\n${tags.slice(end)}`;
}
