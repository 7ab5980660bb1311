import type { Element, ElementContent } from 'hast';
import { toHtml } from '../../../draft/html.ts';
import { element, isElement, type Named } from '../../../draft/tree.ts';

/**
 * One top-level part of a Ghost post. A native block is an element that Ghost's converter reads without loss: `p` and
 * `h1`–`h6` with inline content, `blockquote` with inline content and `br`, `ul`/`ol` with inline items and nested lists,
 * `pre > code`, `hr`, and `figure` with one image, linked image, embed or code block and at most one caption.
 */
export interface NativeBlock {
  kind: 'native';
  node: Element;
}

/** An html card: kept by Ghost letter for letter, edited there as HTML. */
export interface CardBlock {
  kind: 'card';
  /**
   * One element, never bare text: Ghost writes text that stands at the top of a card without escaping it
   * (recorded from Ghost 6.65: `&lt;script&gt;` came back as `<script>`).
   */
  node: Element;
  /** Running text, only held in a card by a formula: a quote or a list goes on around it. */
  prose: boolean;
}

export type GhostBlock = NativeBlock | CardBlock;

export function native(node: Element): NativeBlock {
  return { kind: 'native', node };
}

export function card(node: Element, prose = false): CardBlock {
  return { kind: 'card', node, prose };
}

export function paragraph(children: ElementContent[]): NativeBlock {
  return native(element('p', {}, children));
}

/** True for a native block of one of these names. */
export function isNative<N extends string>(
  block: GhostBlock | undefined,
  ...tagNames: N[]
): block is NativeBlock & { node: Named<N> } {
  return block?.kind === 'native' && isElement(block.node, ...tagNames);
}

/** The block in the HTML that Ghost's `?source=html` takes. */
export function blockHtml(block: GhostBlock): string {
  const html = toHtml([block.node]);
  return block.kind === 'native' ? html : `<!--kg-card-begin: html-->${html}<!--kg-card-end: html-->`;
}
