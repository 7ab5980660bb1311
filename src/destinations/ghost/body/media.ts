import type { Element } from 'hast';
import { keptFrame, keptPlayer } from '../../../draft/media.ts';
import { element } from '../../../draft/tree.ts';
import { card, type GhostBlock, native } from './block.ts';
import type { Context } from './context.ts';

/** A frame from the web (a film, a map) as Ghost's embed card. */
export function frame(node: Element, context: Context): GhostBlock[] {
  const kept = keptFrame(node, context);
  return kept === null ? [] : [native(element('figure', {}, [kept]))];
}

/** Video and audio: Ghost's converter drops them (or refuses a post of nothing else), an html card plays them. */
export function player(node: Element, context: Context): GhostBlock[] {
  const kept = keptPlayer(node, context);
  return kept === null ? [] : [card(kept)];
}
