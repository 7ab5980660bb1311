import type { Element, ElementContent } from 'hast';
import { keptFrame, keptPlayer } from '../../../draft/media.ts';
import { safeTree } from '../../../draft/safe.ts';
import type { Context } from './context.ts';
import { keptImage } from './image.ts';

/** What goes into an html card, which Ghost writes into the page letter for letter. */
export function cardSafe(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  const player = (node: Element): Element[] => present(keptPlayer(node, context));
  return safeTree(
    nodes,
    new Map([
      ['img', (node) => present(keptImage(node, context))],
      ['iframe', (node) => present(keptFrame(node, context))],
      ['video', player],
      ['audio', player],
    ]),
  );
}

function present(node: Element | null): Element[] {
  return node === null ? [] : [node];
}
