import type { Element, ElementContent, Properties, Root } from 'hast';
import { type DestinationError, ownError } from '../core/errors.ts';
import {
  CAPS,
  DROPPED_WHOLE,
  GLOBAL_PROPERTIES,
  HTML_ELEMENTS,
  MATH_ELEMENTS,
  type PropertyRules,
  REQUIRED_PROPERTY,
  VOID_ELEMENTS,
} from './allow-list.ts';
import { cleanText } from './text.ts';
import { cleanValue } from './values.ts';

/** Raw levels that are read; the walk never writes more than CAPS.depth. */
const RAW_DEPTH = CAPS.depth * 2;

/** What was read so far, against the caps. */
interface Tally {
  nodes: number;
  text: number;
  dataImages: number;
}

/**
 * A stranger's tree as a hast tree of the allow-list: every node is made anew, so nothing that is not named there
 * exists any more. Unknown elements lose their tags and keep their text; what is deeper than the cap, too.
 * Throws `draft_rejected` where it is no tree, `too_large` beyond the caps.
 */
export function acceptTree(raw: unknown): Root {
  if (!isRecord(raw) || raw.type !== 'root' || !Array.isArray(raw.children)) throw rejected();
  const children: ElementContent[] = [];
  acceptNodes(raw.children, children, 0, 0, false, { nodes: 0, text: 0, dataImages: 0 });
  return { type: 'root', children };
}

/** `level` counts the stranger's levels, `depth` those that were written. */
function acceptNodes(
  from: readonly unknown[],
  into: ElementContent[],
  level: number,
  depth: number,
  math: boolean,
  tally: Tally,
): void {
  tally.nodes += from.length;
  if (level > RAW_DEPTH || tally.nodes > CAPS.nodes * 2) throw tooLarge();
  for (let i = 0; i < from.length; i++) {
    const node = from[i];
    if (!isRecord(node)) throw rejected();
    const { type } = node;
    if (type === 'text') acceptText(node.value, into, tally);
    else if (type === 'element') {
      const element = acceptElement(node, math);
      if (element === 'drop') continue;
      const { children } = node;
      if (!Array.isArray(children)) throw rejected();
      if (element === 'unwrap' || depth >= CAPS.depth) acceptNodes(children, into, level + 1, depth, math, tally);
      else if (fitsDataImages(element, tally)) {
        into.push(element);
        if (children.length === 0 || VOID_ELEMENTS.has(element.tagName)) continue;
        acceptNodes(children, element.children, level + 1, depth + 1, math || element.tagName === 'math', tally);
      }
    } else if (typeof type !== 'string') throw rejected();
  }
}

function acceptText(raw: unknown, into: ElementContent[], tally: Tally): void {
  if (typeof raw !== 'string') throw rejected();
  tally.text += raw.length;
  if (tally.text > CAPS.text * 2) throw tooLarge();
  const value = cleanText(raw);
  if (value === '') return;
  const last = into[into.length - 1];
  if (last?.type === 'text') last.value += value;
  else into.push({ type: 'text', value });
}

function fitsDataImages({ properties: { src } }: Element, tally: Tally): boolean {
  if (typeof src !== 'string' || !src.startsWith('data:')) return true;
  tally.dataImages += src.length;
  return tally.dataImages <= CAPS.dataImages;
}

/** MathML stands in `math` only, html outside it only: where the two mix, parsers disagree and markup comes alive. */
function acceptElement(node: Record<string, unknown>, math: boolean): Element | 'unwrap' | 'drop' {
  const { tagName } = node;
  if (typeof tagName !== 'string') throw rejected();
  if (DROPPED_WHOLE.has(tagName)) return 'drop';
  const rules = math || tagName === 'math' ? MATH_ELEMENTS.get(tagName) : HTML_ELEMENTS.get(tagName);
  if (rules === undefined || (math && tagName === 'math')) return 'unwrap';
  const properties = acceptProperties(node.properties, rules);
  const required = REQUIRED_PROPERTY.get(tagName);
  if (required !== undefined && properties[required] === undefined) return tagName === 'a' ? 'unwrap' : 'drop';
  if (tagName === 'span' && properties.lang === undefined && properties.dir === undefined) return 'unwrap';
  return { type: 'element', tagName, properties, children: [] };
}

function acceptProperties(raw: unknown, rules: PropertyRules): Properties {
  const properties: Properties = {};
  if (!isRecord(raw)) return properties;
  for (const name of Object.keys(raw)) {
    const table = Object.hasOwn(rules, name) ? rules : GLOBAL_PROPERTIES;
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    const value = rule === undefined ? undefined : cleanValue(rule, raw[name]);
    if (value !== undefined) properties[name] = value;
  }
  return properties;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rejected(): DestinationError {
  return ownError('draft_rejected');
}

function tooLarge(): DestinationError {
  return ownError('too_large');
}
