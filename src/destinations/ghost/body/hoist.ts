import type { Element, ElementContent } from 'hast';
import {
  type BlockName,
  childrenOf,
  contains,
  isBlock,
  isElement,
  isWhitespace,
  type Named,
  type TreeNode,
} from '../../../draft/tree.ts';
import { emojiOf } from './image.ts';

/** True for what becomes a block of its own in Ghost, wherever it stood on the page: blocks, images, linked images. */
export function standsAlone(node: TreeNode): node is Named<BlockName | 'img' | 'a'> {
  return isBlock(node) || isImage(node) || isLinkedImage(node);
}

export function isImage(node: TreeNode): node is Named<'img'> {
  return isElement(node, 'img') && emojiOf(node) === '';
}

/** A link around one image and nothing else. */
export function isLinkedImage(node: TreeNode): node is Named<'a'> {
  if (!isElement(node, 'a')) return false;
  const inside = childrenOf(node).filter((child) => !isWhitespace(child));
  const [only] = inside;
  return inside.length === 1 && only !== undefined && isImage(only);
}

/**
 * Brings blocks and images out of the inline elements around them, so that they stand among their parent's children:
 * `<a>x<img></a>` becomes `<a>x</a><a><img></a>`, `<a><h2>x</h2></a>` becomes `<h2><a>x</a></h2>`.
 */
export function hoist(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (!isElement(node) || standsAlone(node) || !childrenOf(node).some((child) => contains(child, standsAlone))) {
      return [node];
    }
    return wrapParts(node, childrenOf(node));
  });
}

/** The nodes with `wrapper` around every stretch of running text; blocks take it inside. */
function wrapParts(wrapper: Element, nodes: readonly ElementContent[]): ElementContent[] {
  const parts: ElementContent[] = [];
  let run: ElementContent[] = [];
  const endRun = (): void => {
    if (run.length > 0) parts.push({ ...wrapper, children: run });
    run = [];
  };
  for (const node of hoist(nodes)) {
    if (standsAlone(node)) {
      endRun();
      parts.push(wrapInside(wrapper, node));
    } else {
      run.push(node);
    }
  }
  endRun();
  return parts;
}

/** Their text is not running text: a link or a format around them says nothing Ghost could keep. */
const CLOSED = ['pre', 'table', 'details', 'video', 'audio', 'iframe', 'hr', 'a'] as const;

function wrapInside(wrapper: Element, block: Element): Element {
  if (isImage(block)) return isElement(wrapper, 'a') ? { ...wrapper, children: [block] } : block;
  return isElement(block, ...CLOSED) ? block : { ...block, children: wrapParts(wrapper, childrenOf(block)) };
}
