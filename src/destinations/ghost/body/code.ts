import type { Element } from 'hast';
import { childrenOf, element, elementsNamed, isBlock, isElement, type TreeNode, text } from '../../../draft/tree.ts';
import { type GhostBlock, native } from './block.ts';
import type { Context } from './context.ts';
import { image } from './image.ts';

/** `pre` as Ghost's code card: `pre > code` with its language. Without `code` Ghost would make a paragraph of it. */
export function codeBlock(node: Element, context: Context): GhostBlock[] {
  const source = sourceText(node).replace(/\n$/, '');
  const language = languageOf(node);
  const images = elementsNamed(node, 'img').flatMap((img) => image(img, context));
  if (source.trim() === '') return images;
  const properties = language === '' ? {} : { className: [`language-${language}`] };
  return [native(element('pre', {}, [element('code', properties, [text(source)])])), ...images];
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
