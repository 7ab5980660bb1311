import type { Element, ElementContent } from 'hast';
import {
  childrenOf,
  contains,
  element,
  isElement,
  isWhitespace,
  lineBreaks,
  type TreeNode,
  textContent,
} from '../../../draft/tree.ts';
import { type Block, block, html, lineOf, styled } from './block.ts';
import { type Context, type Convert, knows } from './context.ts';
import { formulaBlock } from './formula.ts';
import { imageBlocks } from './image.ts';
import { inline, marked } from './inline.ts';

/** A stretch of text as a paragraph; images and formulas without text beside them as blocks. */
export function runningText(nodes: readonly ElementContent[], context: Context): Block[] {
  const children = inline(nodes, context);
  const blank = children.every((child) => textContent(child).trim() === '');
  if (blank && !context.line) return imageBlocks(children);
  if (blank && !children.some((child) => contains(child, isImage))) return [];
  const standing = children.filter((child) => isElement(child) || !isWhitespace(child));
  if (!context.line && standing.every(isFormula)) {
    return standing.flatMap((node) => (isElement(node) ? [formulaBlock(node, context)] : []));
  }
  return [paragraph(children, context)];
}

function isImage(node: TreeNode): boolean {
  return isElement(node, 'img');
}

function isFormula(node: TreeNode): boolean {
  return isElement(node, 'math');
}

/** Where the editor knows no formulas it would take one in a paragraph apart as soon as somebody writes beside it. */
function paragraph(children: ElementContent[], context: Context): Block {
  const { line, lang, dir } = context;
  const direction = !line && (dir === 'ltr' || dir === 'rtl') ? dir : '';
  const words = marked(children, lang, direction === '' ? dir : '');
  const node = element('p', direction === '' ? {} : { dir: direction }, words);
  if (!line && !knows(context, 'math') && contains(node, isFormula)) return html(node);
  return block('paragraph', direction === '' ? {} : { direction }, node);
}

/** Blocks as lines of text, an empty line between them; null where one of them is more than that. */
export function joinedLines(blocks: readonly Block[], breaks = 2): ElementContent[] | null {
  const lines = blocks.map(lineOf).filter((line) => line !== null);
  if (lines.length < blocks.length) return null;
  return lines.flatMap((line, index) => [...(index === 0 ? [] : lineBreaks(breaks)), ...line]);
}

/** A heading is one line of text. Blocks in it (which HTML does not allow, but pages do) part it. */
export function heading(node: Element, convert: Convert): Block[] {
  if (textContent(node).trim() === '') return convert(childrenOf(node));
  const blocks = convert(childrenOf(node), true);
  const line = joinedLines(blocks, 1);
  if (line !== null) return [asHeading(node, line)];
  return blocks.map((part) => (part.name === 'paragraph' ? asHeading(node, childrenOf(part.node)) : part));
}

function asHeading({ tagName }: Element, children: ElementContent[]): Block {
  const level = Number(tagName.slice(1));
  return block('heading', level === 2 ? {} : { level }, styled(tagName, 'wp-block-heading', children));
}

/** The term of a definition list, for which core has no block: a bold paragraph. */
export function term(blocks: readonly Block[]): Block[] {
  return blocks.map((part) =>
    part.name === 'paragraph'
      ? { ...part, node: { ...part.node, children: [element('strong', {}, childrenOf(part.node))] } }
      : part,
  );
}
