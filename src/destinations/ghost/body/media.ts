import type { Element, Properties } from 'hast';
import { childrenOf, element, isElement, stringProperty } from '../../../draft/tree.ts';
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
  const src = stringProperty(node, 'src');
  if (!isResourceUrl(src)) return leaveOut(context);
  const properties = { src, ...copied(node, ['title', 'width', 'height']), allowFullScreen: true };
  return element('iframe', properties, []);
}

export function keptPlayer(node: Element, context: Context): Element | null {
  const src = stringProperty(node, 'src');
  const sources = childrenOf(node)
    .filter((child): child is Element => isElement(child, 'source') && isResourceUrl(stringProperty(child, 'src')))
    .map((source) => element('source', { src: stringProperty(source, 'src'), ...copied(source, ['type']) }, []));
  const properties: Properties = { controls: true, ...copied(node, ['width', 'height']) };
  if (isResourceUrl(src)) properties.src = src;
  else if (sources.length === 0) return leaveOut(context);
  const poster = stringProperty(node, 'poster');
  if (isResourceUrl(poster)) properties.poster = poster;
  return element(node.tagName, properties, sources);
}

function copied(node: Element, names: readonly string[]): Properties {
  const values = names.map((name) => [name, stringProperty(node, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

function leaveOut(context: Context): null {
  context.leftOut.add('media_unreadable');
  return null;
}
