import type { Element as HastElement } from 'hast';
import { readProperties } from './attributes.ts';
import { attribute, find, nearest } from './dom.ts';

/** Icons and tracking frames are no loss to anybody: up to this many CSS pixels a side. */
const ICON = 48;

/** Film, sound, embeds: kept by their https address; drawings (svg, canvas) and everything else can't be read. */
export function readMedia(element: Element, name: string): HastElement | 'nothing' | 'unreadable' {
  if (name === 'svg' || name === 'canvas') return isDecoration(element) ? 'nothing' : 'unreadable';
  if (name === 'video' || name === 'audio') return readPlayer(element, name);
  if (name !== 'iframe') return 'unreadable';
  const properties = readProperties(element, 'iframe');
  if (isSmall(element, 10)) return 'nothing';
  if (properties.src !== undefined) return { type: 'element', tagName: 'iframe', properties, children: [] };
  return attribute(element, 'src') === null && attribute(element, 'srcdoc') === null ? 'nothing' : 'unreadable';
}

function readPlayer(element: Element, name: string): HastElement | 'unreadable' {
  const properties = readProperties(element, name);
  if (properties.src === undefined) {
    const source = find(element, 'source[src]');
    const src = source === null ? undefined : readProperties(source, name).src;
    if (src === undefined) return 'unreadable';
    properties.src = src;
  }
  properties.controls = true;
  return { type: 'element', tagName: name, properties, children: [] };
}

function isDecoration(element: Element): boolean {
  return attribute(element, 'aria-hidden') === 'true' || nearest(element, 'button') !== null || isSmall(element, ICON);
}

/** Never true in a document that isn't rendered: there everything measures 0. */
function isSmall(element: Element, limit: number): boolean {
  const { width, height } = element.getBoundingClientRect();
  return (width > 0 || height > 0) && width <= limit && height <= limit;
}
