import type { ElementContent } from 'hast';
import { childrenOf, element, lineBreaks, textContent } from '../../../draft/tree.ts';
import { card, type GhostBlock, isNative, native } from './block.ts';

/**
 * Ghost's quote is running text with line breaks: the paragraphs are quoted, and what it can't hold (lists, code,
 * tables, images, headings) stands between the quotes, as itself. A quote inside the quote stays one.
 */
export function quote(blocks: readonly GhostBlock[]): GhostBlock[] {
  return gather(blocks, (paragraphs) => native(element('blockquote', {}, joined(paragraphs))), 'blockquote');
}

/**
 * A heading is one line of text: images that stood in it come before or after. Other blocks in it (which HTML does not
 * allow, but pages do) part it, so that its text stays in order.
 */
export function heading(tagName: string, blocks: readonly GhostBlock[]): GhostBlock[] {
  if (blocks.some((block) => !isNative(block, 'p') && hasText(block))) {
    return blocks.map((block) => asHeading(tagName, block));
  }
  const first = blocks.findIndex((block) => isNative(block, 'p'));
  const lines = blocks.filter((block) => isNative(block, 'p')).map((block) => childrenOf(block.node));
  if (first < 0) return [...blocks];
  const children = lines.flatMap((line, index) => (index === 0 ? line : [...lineBreaks(1), ...line]));
  const after = blocks.slice(first).filter((block) => !isNative(block, 'p'));
  return [...blocks.slice(0, first), native(element(tagName, {}, children)), ...after];
}

function hasText(block: GhostBlock): boolean {
  return textContent(block.node).trim() !== '';
}

function asHeading(tagName: string, block: GhostBlock): GhostBlock {
  const node = element(tagName, {}, childrenOf(block.node));
  if (isNative(block, 'p')) return native(node);
  return block.kind === 'card' && block.prose ? card(node) : block;
}

/** The term of a definition list: a bold paragraph. */
export function term(blocks: readonly GhostBlock[]): GhostBlock[] {
  return blocks.map((block) =>
    isNative(block, 'p') ? native(element('p', {}, [element('strong', {}, childrenOf(block.node))])) : block,
  );
}

/** Paragraphs as lines with an empty line between them. */
export function joined(paragraphs: readonly GhostBlock[]): ElementContent[] {
  return paragraphs.flatMap((block, index) => [...(index === 0 ? [] : lineBreaks(2)), ...childrenOf(block.node)]);
}

function gather(
  blocks: readonly GhostBlock[],
  close: (paragraphs: GhostBlock[]) => GhostBlock,
  tagName: string,
): GhostBlock[] {
  const out: GhostBlock[] = [];
  let paragraphs: GhostBlock[] = [];
  const end = (): void => {
    if (paragraphs.length > 0) out.push(close(paragraphs));
    paragraphs = [];
  };
  for (const block of blocks) {
    if (isNative(block, 'p')) {
      paragraphs.push(block);
    } else {
      end();
      out.push(block.kind === 'card' && block.prose ? card(element(tagName, {}, [block.node])) : block);
    }
  }
  end();
  return out;
}
