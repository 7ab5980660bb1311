import type { Element, ElementContent } from 'hast';
import type { Block, LeafBlock, ListBlock } from './block.ts';

/** How one kind of text writes blocks. */
export interface Form {
  /** It has a place for elements that are written as html. */
  html: boolean;
  /** It has notes at its foot: boxes named `footnote`, with their `number`. */
  footnotes: boolean;
  leaf(block: LeafBlock): string;
  /** A box around what is written of its blocks. */
  box(shell: Element, inner: string): string;
  /** What stands before an item. `other`: a list of the same kind stands before this one. */
  marker(list: ListBlock, index: number, other: boolean, body: string): string;
  /** What is written of an item's blocks. */
  item(body: string): string;
  /** A list whose items are written; absent: as they are. */
  list?(written: string, block: ListBlock): string;
  /** What stands between a list and the next one; absent: what stands between all. `alike`: of the same kind. */
  between?(alike: boolean): string;
  /** The line ends behind which an item's lines are indented; absent: all but those of empty lines. */
  later?: RegExp;
  /** The paragraph that names a source. */
  source(line: readonly ElementContent[]): ElementContent[];
}

export function writeBlocks(blocks: readonly Block[], form: Form, gap = '\n\n'): string {
  let written = '';
  let before: ListBlock | null = null;
  let other = false;
  for (const block of blocks) {
    const list = block.kind === 'list' ? block : null;
    const lists = list !== null && before !== null;
    const alike = lists && (before?.start === null) === (list.start === null);
    other = alike && !other;
    const piece = writeBlock(block, form, other);
    if (piece === '') continue;
    written += (written === '' ? '' : lists ? (form.between?.(alike) ?? gap) : gap) + piece;
    before = list;
  }
  return written;
}

function writeBlock(block: Block, form: Form, other: boolean): string {
  if (block.kind === 'box') return form.box(block.shell, writeBlocks(block.inner, form));
  if (block.kind !== 'list') return form.leaf(block);
  const gap = block.tight ? '\n' : '\n\n';
  const items = block.items.map((item, index) => {
    const body = form.item(writeBlocks(item, form, gap));
    const marker = form.marker(block, index, other, body);
    return body === ''
      ? marker.trimEnd()
      : marker + body.replace(form.later ?? LATER_LINE, `$&${' '.repeat(marker.length)}`);
  });
  const written = items.join(gap);
  return form.list?.(written, block) ?? written;
}

/** Lines behind the first; empty ones stay empty. */
const LATER_LINE = /\n(?!\n|$)/g;
