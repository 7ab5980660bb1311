import type { Element, Properties } from 'hast';
import { element, stringProperty } from '../../../draft/tree.ts';
import { card, type GhostBlock, native } from './block.ts';
import type { Context } from './context.ts';
import { isResourceUrl } from './url.ts';

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

export function keptFrame(node: Element, context: Context): Element | null {
  if (!isLoadable(node, context)) return null;
  const properties = { ...copied(node, ['src', 'title', 'width', 'height']), allowFullScreen: true };
  return element('iframe', properties, []);
}

export function keptPlayer(node: Element, context: Context): Element | null {
  if (!isLoadable(node, context)) return null;
  const properties = { controls: true, ...copied(node, ['src', 'width', 'height']) };
  const poster = isResourceUrl(stringProperty(node, 'poster')) ? copied(node, ['poster']) : {};
  return element(node.tagName, { ...properties, ...poster }, []);
}

/** Whether anyone else could load it (a stream made by the page's script is nobody else's); noted where not. */
function isLoadable(node: Element, context: Context): boolean {
  const loadable = isResourceUrl(stringProperty(node, 'src'));
  if (!loadable) context.leftOut.add('media_unreadable');
  return loadable;
}

function copied(node: Element, names: readonly string[]): Properties {
  const values = names.map((name) => [name, stringProperty(node, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}
