import type { Element, ElementContent } from 'hast';
import { Run } from './run.ts';
import { childrenOf, contains, isElement, type TreeNode } from './tree.ts';

/** What the rewriting of a part of the tree knows about what stands around it. */
export interface Surroundings {
  /**
   * The inline elements around the block at hand, outermost first: a link around a heading, a format around an image.
   * Blocks stand alone, so these go on around the text inside.
   */
  wrappers: readonly Element[];
}

/** How one system makes its blocks. */
export interface BlockRules<C extends Surroundings, B> {
  /** True for what becomes a block of its own, wherever it stood on the page. */
  standsAlone(node: TreeNode): boolean;
  /** The context inside a node, which may name its own language. */
  within(node: Element, context: C): C;
  block(node: Element, context: C): B[];
  /** A stretch of text that stands between blocks. */
  text(nodes: readonly ElementContent[], context: C): B[];
}

/** Any content as a system's blocks, in its order. Text that stands loose between blocks becomes blocks too. */
export function toBlocks<C extends Surroundings, B>(
  nodes: readonly ElementContent[],
  context: C,
  rules: BlockRules<C, B>,
): B[] {
  const blocks: B[] = [];
  let run = new Run();
  const endRun = (): void => {
    blocks.push(...rules.text(run.nodes, context));
    run = new Run();
  };
  const add = (node: ElementContent, around: C): void => {
    if (isElement(node) && rules.standsAlone(node)) {
      endRun();
      blocks.push(...rules.block(node, rules.within(node, around)));
    } else if (isElement(node) && contains(node, rules.standsAlone)) {
      const inside = wrappedIn(node, around, rules);
      for (const child of childrenOf(node)) add(child, inside);
    } else {
      run.add(node, around.wrappers);
    }
  };
  for (const node of nodes) add(node, context);
  endRun();
  return blocks;
}

/** The context inside an inline element that has blocks in it. One format, or one link, is enough. */
function wrappedIn<C extends Surroundings, B>(node: Element, context: C, rules: BlockRules<C, B>): C {
  const known = context.wrappers.some((wrapper) => wrapper.tagName === node.tagName);
  return { ...rules.within(node, context), wrappers: known ? context.wrappers : [...context.wrappers, node] };
}
