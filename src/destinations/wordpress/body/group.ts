import type { Element, ElementContent } from 'hast';
import { figureParts } from '../../../draft/figure.ts';
import { childrenOf, element, isElement, isWhitespace, textContent } from '../../../draft/tree.ts';
import { type Block, block, styled, withCaption } from './block.ts';
import { type Context, type Convert, knows } from './context.ts';
import { joinedLines } from './text.ts';

/** Core's quote holds blocks of any kind. */
export function quote(inner: readonly Block[]): Block[] {
  return inner.length === 0 ? [] : [block('quote', {}, styled('blockquote', 'wp-block-quote', []), inner)];
}

/** The quote with the name of who said it, or its source; null where it is no quote or names someone already. */
export function cited(quoted: Block | undefined, words: ElementContent[]): Block | null {
  if (quoted?.name !== 'quote' || quoted.after.length > 0) return null;
  const bare = words.flatMap((node) => (isElement(node, 'cite') ? childrenOf(node) : [node]));
  return { ...quoted, after: [element('cite', {}, bare)] };
}

/** A caption goes to the last block of a figure, or becomes a paragraph where it stood. */
export function figure(node: Element, convert: Convert): Block[] {
  const { parts, body, caption, captionsLast } = figureParts(
    node,
    (nodes) => convert(nodes, false),
    (element) => convert(element, true),
  );
  const words = joinedLines(caption);
  const last = body.at(-1);
  if (last !== undefined && words !== null && words.length > 0) {
    const captioned = withWords(last, words, captionsLast || isTextless(last));
    if (captioned !== null && body.every((one) => one.name === last.name)) return [...body.slice(0, -1), captioned];
  }
  return parts.flatMap((part) => part.blocks);
}

function isTextless({ node, inner }: Block): boolean {
  return inner.length === 0 && textContent(node).trim() === '';
}

/** `below`: whether words that stand below the block are in their place. */
function withWords(last: Block, words: ElementContent[], below: boolean): Block | null {
  if (!below) return null;
  if (last.name === 'quote') return cited(last, words);
  if (last.name === 'html' && isElement(last.node, 'iframe')) {
    return { ...last, node: element('figure', {}, [last.node, element('figcaption', {}, words)]) };
  }
  const takes =
    isElement(last.node, 'figure') && !childrenOf(last.node).some((child) => isElement(child, 'figcaption'));
  return takes ? withCaption(last, words) : null;
}

/** Foldable details; null where the site has no block for them, or the summary does not stand first. */
export function details(node: Element, context: Context, convert: Convert): Block | null {
  const [summary, ...rest] = childrenOf(node).filter((child) => !isWhitespace(child));
  if (!knows(context, 'details') || !isElement(summary, 'summary')) return null;
  const words = joinedLines(convert(summary, true));
  // Core would call it "Details".
  if (words === null || words.length === 0) return null;
  const open = node.properties.open === true;
  const shell = styled('details', 'wp-block-details', [element('summary', {}, words)], open ? { open } : {});
  return block('details', open ? { showContent: true } : {}, shell, convert(rest, false));
}
