import type { Element } from 'hast';
import { childrenOf, elementsNamed, isBlock, isElement, type TreeNode } from './tree.ts';

/** A `pre` as lines of code: white space as it stands, without the line end after the last line. */
export function codeOf(pre: Element): { source: string; language: string } {
  return { source: sourceText(pre).replace(/\n$/, ''), language: languageOf(pre) };
}

/** The text with its white space; line breaks and elements that stand on their own line end a line. */
function sourceText(node: TreeNode): string {
  let out = '';
  for (const child of childrenOf(node)) {
    if (isElement(child, 'br')) {
      out += '\n';
    } else if (isBlock(child)) {
      const line = sourceText(child);
      out += `${out === '' || out.endsWith('\n') ? '' : '\n'}${line}${line.endsWith('\n') ? '' : '\n'}`;
    } else {
      out += child.type === 'text' ? child.value : sourceText(child);
    }
  }
  return out;
}

function languageOf(pre: Element): string {
  for (const node of [pre, ...elementsNamed(pre, 'code')]) {
    const names = node.properties.className;
    for (const name of Array.isArray(names) ? names : []) {
      const found = /^lang(?:uage)?-([\w+#.-]+)$/.exec(String(name));
      if (found?.[1] !== undefined) return found[1];
    }
  }
  return '';
}
