import type { Element, ElementContent } from 'hast';
import { texOf } from '../tex.ts';
import { childrenOf, element, hasContent, isElement, stringProperty, text, textContent } from '../tree.ts';
import { tidyInline } from '../white-space.ts';

/** Running text in which the elements that only html could show stand as what a typewriter has for them. */
export function withoutTags(nodes: readonly ElementContent[], unsigned: ReadonlySet<Element>): ElementContent[] {
  const bare = (node: ElementContent): ElementContent[] => {
    if (!isElement(node)) return [node];
    const children = childrenOf(node).flatMap(bare);
    return unsigned.has(node) ? typed(node, children) : [{ ...node, children }];
  };
  return tidyInline(nodes.flatMap(bare));
}

function typed(node: Element, children: ElementContent[]): ElementContent[] {
  const words = textContent(node);
  switch (node.tagName) {
    case 'sup':
      return /^[-−+]?[\dn]+$/.test(words) ? [text('^'), ...children] : children;
    case 'q':
      return [text('“'), ...children, text('”')];
    case 'rt':
      return [text(`(${words})`)];
    case 'rp':
      return [];
    case 'kbd':
      return [element('code', {}, children)];
    case 'abbr':
      // What shows nothing has no long form.
      return hasContent(node) ? [...children, ...inBrackets(stringProperty(node, 'title'))] : children;
    case 'math': {
      const tex = texOf(node);
      return tex === '' ? children : [element('code', {}, [text(tex)])];
    }
    default:
      return children;
  }
}

function inBrackets(words: string): ElementContent[] {
  return words === '' ? [] : [text(` (${words})`)];
}
