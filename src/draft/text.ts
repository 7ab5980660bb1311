import type { ElementContent, Root } from 'hast';
import { childrenOf, isBlock, isElement, type TreeNode, textContent } from './tree.ts';

/**
 * A tree as plain text: white space collapsed as a browser shows it (kept in `pre`), blocks parted by an empty line,
 * list items and table rows by a line break, cells by a tab; readings (ruby) in brackets, check boxes as characters.
 */
export function toText(tree: Root | readonly ElementContent[]): string {
  const writer = new TextWriter();
  for (const node of 'type' in tree ? childrenOf(tree) : tree) write(node, writer, false);
  return writer.text;
}

/** Blocks that stand on the next line, without an empty line between. */
const TIGHT = ['li', 'ul', 'ol', 'dt', 'dd', 'tr', 'thead', 'tbody', 'tfoot', 'caption', 'summary'];

function write(node: TreeNode, writer: TextWriter, preformatted: boolean): void {
  if (node.type === 'text') {
    if (preformatted) writer.verbatim(node.value);
    else writer.collapsed(node.value);
  } else if (isElement(node, 'br')) {
    writer.verbatim('\n');
  } else if (isElement(node, 'input')) {
    writer.collapsed(node.properties.checked === true ? '☑ ' : '☐ ');
  } else if (isElement(node, 'rt')) {
    writer.collapsed(`(${textContent(node)})`);
  } else if (!isElement(node, 'rp')) {
    const gap = gapAround(node);
    writer.gap(gap);
    for (const child of childrenOf(node)) write(child, writer, preformatted || isElement(node, 'pre'));
    writer.gap(gap);
  }
}

function gapAround(node: TreeNode): string {
  if (isElement(node, 'td', 'th')) return '\t';
  if (isElement(node, ...TIGHT)) return '\n';
  return isBlock(node) ? '\n\n' : '';
}

const GAPS = ['', ' ', '\t', '\n', '\n\n'];

/** Collects text. What parts two pieces is remembered and written only once more text follows: the widest gap wins. */
class TextWriter {
  text = '';
  #gap = '';

  gap(gap: string): void {
    if (GAPS.indexOf(gap) > GAPS.indexOf(this.#gap)) this.#gap = gap;
  }

  verbatim(value: string): void {
    if (value === '') return;
    if (this.text !== '' && !(value === '\n' && this.#gap === ' ')) this.text += this.#gap;
    this.#gap = '';
    this.text += value;
  }

  collapsed(value: string): void {
    const words = value.replace(/[ \t\n\r\f]+/g, ' ');
    const bare = words.replace(/^ | $/g, '');
    if (words.startsWith(' ') && !this.text.endsWith('\n')) this.gap(' ');
    if (bare !== '') this.verbatim(bare);
    if (bare !== '' && words.endsWith(' ')) this.gap(' ');
  }
}
