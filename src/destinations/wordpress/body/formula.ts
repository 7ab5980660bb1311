import type { Element } from 'hast';
import { safeTree } from '../../../draft/safe.ts';
import { texOf } from '../../../draft/tex.ts';
import { element, isElement, text, textContent } from '../../../draft/tree.ts';
import { type Block, block, html } from './block.ts';
import { type Context, knows, takesMath } from './context.ts';

/** A formula in running text; its source as code where the filter for authors would leave the text of its parts. */
export function formula(math: Element, context: Context): Element[] {
  const tex = texOf(math);
  if (!takesMath(context)) return [element('code', {}, [text(tex || textContent(math))])];
  const editable = knows(context, 'math') && tex !== '' ? { 'data-latex': tex } : {};
  return safeTree([math], new Map())
    .filter((node) => isElement(node))
    .map((node) => ({ ...node, properties: { ...node.properties, ...editable } }));
}

/**
 * A formula on its own: core's block where its TeX is known. The filter would escape the TeX of an author's block.
 * Written as in the block's first version: newer ones read it, the first reads no other.
 */
export function formulaBlock(math: Element, context: Context): Block {
  const latex = texOf(math);
  if (!knows(context, 'math') || latex === '' || (context.options.filtered && /[<>&]/.test(latex))) return html(math);
  const properties = { className: ['wp-block-math'], display: 'block' };
  return block('math', { latex }, { ...math, properties });
}
