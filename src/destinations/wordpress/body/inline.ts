import type { Element, ElementContent, Properties } from 'hast';
import { emojiOf } from '../../../draft/emoji.ts';
import { keptFrame, keptPlayer } from '../../../draft/media.ts';
import { type Rewritings, safeTree } from '../../../draft/safe.ts';
import { element, text } from '../../../draft/tree.ts';
import { tidyInline } from '../../../draft/white-space.ts';
import type { Context } from './context.ts';
import { formula } from './formula.ts';
import { keptImage } from './image.ts';
import { frameLink } from './media.ts';

/** Running text: WordPress keeps every inline element as it is. White space is as a browser shows it. */
export function inline(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  return tidyInline(safe(nodes, context));
}

/** What may stand in a post of this user. */
export function safe(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  const player = (node: Element): Element[] => present(keptPlayer(node, context));
  const rewritings: Rewritings = new Map([
    ['img', (node) => (emojiOf(node) === '' ? present(keptImage(node, context)) : [text(emojiOf(node))])],
    ['iframe', (node) => present(keptFrame(node, context)).map((kept) => frameFor(kept, context))],
    ['video', player],
    ['audio', player],
    ['math', (node) => formula(node, context)],
  ]);
  return safeTree(nodes, rewritings);
}

/** The filter for authors takes frames out: they get a link. */
function frameFor(frame: Element, context: Context): Element {
  return context.options.filtered ? frameLink(frame) : frame;
}

function present(node: Element | null): Element[] {
  return node === null ? [] : [node];
}

/** The text with its own language and direction, where blocks have no attribute for them. */
export function marked(children: ElementContent[], lang: string, dir: string): ElementContent[] {
  const properties: Properties = { ...(lang === '' ? {} : { lang }), ...(dir === '' ? {} : { dir }) };
  return lang + dir === '' ? children : [element('span', properties, children)];
}
