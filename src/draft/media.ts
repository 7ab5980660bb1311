import type { Element, Properties } from 'hast';
import type { ClipNoteCode } from '../clip/clip.ts';
import { element, stringProperty } from './tree.ts';
import { isResourceUrl } from './url.ts';

/** Where it is written down what could not be kept. */
export interface Losses {
  leftOut: Set<ClipNoteCode>;
}

/** A frame from the web (a film, a map); null where nobody else could load it, which is then noted. */
export function keptFrame(node: Element, losses: Losses): Element | null {
  if (!isLoadable(node, losses)) return null;
  const properties = { ...copied(node, ['src', 'title', 'width', 'height']), allowFullScreen: true };
  return element('iframe', properties, []);
}

/** Video or audio that can be played; null where nobody else could load it, which is then noted. */
export function keptPlayer(node: Element, losses: Losses): Element | null {
  if (!isLoadable(node, losses)) return null;
  const properties = { controls: true, ...copied(node, ['src', 'width', 'height']) };
  const poster = isResourceUrl(stringProperty(node, 'poster')) ? copied(node, ['poster']) : {};
  return element(node.tagName, { ...properties, ...poster }, []);
}

/** A stream made by the page's script is nobody else's. */
function isLoadable(node: Element, losses: Losses): boolean {
  const loadable = isResourceUrl(stringProperty(node, 'src'));
  if (!loadable) losses.leftOut.add('media_unreadable');
  return loadable;
}

/** Those of the properties that are there, as strings. */
export function copied(node: Element, names: readonly string[]): Properties {
  const values = names.map((name) => [name, stringProperty(node, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}
