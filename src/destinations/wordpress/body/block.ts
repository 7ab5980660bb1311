import type { Element, ElementContent, Properties } from 'hast';
import { childrenOf, element } from '../../../draft/tree.ts';

export type BlockAttributes = Readonly<Record<string, string | number | boolean>>;

/** A block of core's as its `save` would write it (recorded from WordPress 7.1.1), so that the editor finds it valid. */
export interface Block {
  /** Without `core/`. */
  name: string;
  /** What stands in the block's comment. */
  attributes: BlockAttributes;
  node: Element;
  /** Blocks that stand in `node`, behind its own children. */
  inner: readonly Block[];
  /** What stands in `node` behind the inner blocks: a quote's citation. */
  after: readonly ElementContent[];
}

export function block(name: string, attributes: BlockAttributes, node: Element, inner: readonly Block[] = []): Block {
  return { name, attributes, node, inner, after: [] };
}

/** An element with core's classes. */
export function styled(tagName: string, classes: string, children: ElementContent[], more: Properties = {}): Element {
  return element(tagName, { className: [classes], ...more }, children);
}

/** Custom HTML: shown as it is, edited as HTML. */
export function html(node: Element): Block {
  return block('html', {}, node);
}

export function withCaption(captioned: Block, caption: ElementContent[]): Block {
  const node = captioned.node;
  if (caption.length === 0) return captioned;
  return { ...captioned, node: { ...node, children: [...node.children, styled('figcaption', CAPTION, caption)] } };
}

const CAPTION = 'wp-element-caption';

/** The line of text that a block makes where only lines fit (an item, a cell, a caption); null where it makes none. */
export function lineOf({ name, node }: Block): ElementContent[] | null {
  if (name === 'paragraph') return childrenOf(node);
  return name === 'heading' ? [element('strong', {}, childrenOf(node))] : null;
}
