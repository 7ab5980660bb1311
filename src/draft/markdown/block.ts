import type { Element, ElementContent } from 'hast';
import { element, text } from '../tree.ts';

/** Running text: a paragraph, or a heading of a level. Inline nodes as inline.ts makes them. */
export interface TextBlock {
  kind: 'text';
  /** 1 to 6; 0 is a paragraph. */
  level: number;
  nodes: ElementContent[];
}

export interface CodeBlock {
  kind: 'code';
  source: string;
  /** '' for none. */
  language: string;
}

/** An element that is written as html: a player, a rule, a table that Markdown has no form for. */
export interface HtmlBlock {
  kind: 'html';
  node: Element;
}

/** A quote, or an element that stands around blocks (foldable details, text of another direction). */
export interface BoxBlock {
  kind: 'box';
  /** With what stands in it before the blocks: a summary. */
  shell: Element;
  inner: Block[];
}

export interface ListBlock {
  kind: 'list';
  /** The first number; null for bullets. */
  start: number | null;
  /** No empty lines in and between the items. */
  tight: boolean;
  items: Block[][];
}

export type LeafBlock = TextBlock | CodeBlock | HtmlBlock;
export type Block = LeafBlock | BoxBlock | ListBlock;

export function paragraph(nodes: ElementContent[]): TextBlock {
  return { kind: 'text', level: 0, nodes };
}

export function isParagraph(block: Block | undefined): block is TextBlock {
  return block?.kind === 'text' && block.level === 0;
}

/** A block as html, where Markdown has no place for it. */
export function toHast(block: Block): Element {
  switch (block.kind) {
    case 'text':
      return element(block.level === 0 ? 'p' : `h${block.level}`, {}, block.nodes);
    case 'code': {
      const properties = block.language === '' ? {} : { className: [`language-${block.language}`] };
      return element('pre', {}, [element('code', properties, [text(`${block.source}\n`)])]);
    }
    case 'html':
      return block.node;
    case 'box':
      return { ...block.shell, children: [...block.shell.children, ...block.inner.map(toHast)] };
    case 'list': {
      const items = block.items.map((blocks) => element('li', {}, asLine(blocks)));
      if (block.start === null) return element('ul', {}, items);
      return element('ol', block.start === 1 ? {} : { start: block.start }, items);
    }
  }
}

/** What stands in an item or a cell: a lone paragraph as its text. */
export function asLine(blocks: readonly Block[]): ElementContent[] {
  const [first] = blocks;
  return blocks.length === 1 && isParagraph(first) ? first.nodes : blocks.map(toHast);
}
