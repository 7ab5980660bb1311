import type { Element, ElementContent } from 'hast';
import type { Block, LeafBlock, ListBlock } from './block.ts';

/** How one kind of text writes blocks. */
export interface Form {
  /** It has a place for elements that are written as html. */
  html: boolean;
  leaf(block: LeafBlock): string;
  /** A box around what is written of its blocks. */
  box(shell: Element, inner: string): string;
  /** What stands before an item. `other`: a list of the same kind stands before this one. */
  marker(list: ListBlock, index: number, other: boolean): string;
  /** What is written of an item's blocks. */
  item(body: string): string;
  /** The paragraph that names a source. */
  source(line: readonly ElementContent[]): ElementContent[];
}

export function writeBlocks(blocks: readonly Block[], form: Form, gap = '\n\n'): string {
  const pieces: string[] = [];
  let before: ListBlock | null = null;
  let other = false;
  for (const block of blocks) {
    const follows = block.kind === 'list' && before !== null && (before.start === null) === (block.start === null);
    other = follows && !other;
    const piece = writeBlock(block, form, other);
    if (piece === '') continue;
    pieces.push(piece);
    before = block.kind === 'list' ? block : null;
  }
  return pieces.join(gap);
}

function writeBlock(block: Block, form: Form, other: boolean): string {
  if (block.kind === 'box') return form.box(block.shell, writeBlocks(block.inner, form));
  if (block.kind !== 'list') return form.leaf(block);
  const gap = block.tight ? '\n' : '\n\n';
  return block.items
    .map((item, index) => {
      const marker = form.marker(block, index, other);
      const body = form.item(writeBlocks(item, form, gap));
      return body === '' ? marker.trimEnd() : marker + body.replace(LATER_LINE, `$&${' '.repeat(marker.length)}`);
    })
    .join(gap);
}

/** Lines behind the first; empty ones stay empty. */
const LATER_LINE = /\n(?!\n|$)/g;
