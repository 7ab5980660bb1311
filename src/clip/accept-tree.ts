import type { Element, ElementContent, Properties, Root } from 'hast';
import { type Schema, sanitize } from 'hast-util-sanitize';
import { DestinationError } from '../core/errors.ts';
import {
  CAPS,
  DROPPED_WHOLE,
  GLOBAL_PROPERTIES,
  HTML_ELEMENTS,
  MATH_ELEMENTS,
  PROTOCOLS,
  type PropertyRules,
  REQUIRED_PROPERTY,
  VOID_ELEMENTS,
} from './allow-list.ts';
import { cleanText } from './text.ts';
import { cleanValue, LANGUAGE_CLASS } from './values.ts';

/** A list of untrusted nodes being read into an element of the new tree. */
interface Level {
  from: readonly unknown[];
  index: number;
  into: ElementContent[];
  depth: number;
  math: boolean;
}

const ALL = new Map([...MATH_ELEMENTS, ...HTML_ELEMENTS]);

/**
 * A stranger's tree as a hast tree of the allow-list: every node is made anew, so nothing that is not named there
 * exists any more. Unknown elements lose their tags and keep their text; what is deeper than the cap, too. Iterative.
 * Throws `draft_rejected` where it is no tree, `too_large` beyond the caps.
 */
export function acceptTree(raw: unknown): Root {
  if (!isRecord(raw) || raw.type !== 'root' || !Array.isArray(raw.children)) throw rejected();
  const root: Root = { type: 'root', children: [] };
  const content: ElementContent[] = [];
  const levels: Level[] = [{ from: raw.children, index: 0, into: content, depth: 0, math: false }];
  let nodes = 0;
  let text = 0;
  let data = 0;
  for (let level = levels[levels.length - 1]; level !== undefined; level = levels[levels.length - 1]) {
    if (level.index >= level.from.length) {
      levels.pop();
      continue;
    }
    const node = level.from[level.index++];
    if (++nodes > CAPS.nodes * 2) throw tooLarge();
    if (!isRecord(node)) throw rejected();
    if (node.type === 'text') {
      if (typeof node.value !== 'string') throw rejected();
      text += node.value.length;
      if (text > CAPS.text * 2) throw tooLarge();
      addText(level.into, node.value);
    } else if (node.type === 'element') {
      const element = acceptElement(node, level.math);
      if (element === 'drop') continue;
      const from: unknown = node.children ?? [];
      if (!Array.isArray(from)) throw rejected();
      if (element === 'unwrap' || level.depth >= CAPS.depth) {
        levels.push({ ...level, from, index: 0 });
        continue;
      }
      const src = element.properties.src;
      if (typeof src === 'string' && src.startsWith('data:')) {
        data += src.length;
        if (data > CAPS.dataImages) continue;
      }
      level.into.push(element);
      if (VOID_ELEMENTS.has(element.tagName)) continue;
      const math = level.math || element.tagName === 'math';
      levels.push({ from, index: 0, into: element.children, depth: level.depth + 1, math });
    } else if (typeof node.type !== 'string') throw rejected();
  }
  root.children = content;
  const safe = sanitize(root, SCHEMA);
  if (safe.type !== 'root') throw rejected();
  return safe;
}

/** MathML stands in `math` only, html outside it only: where the two mix, parsers disagree and markup comes alive. */
function acceptElement(node: Record<string, unknown>, math: boolean): Element | 'unwrap' | 'drop' {
  const { tagName } = node;
  if (typeof tagName !== 'string') throw rejected();
  if (DROPPED_WHOLE.has(tagName)) return 'drop';
  const rules = math ? MATH_ELEMENTS.get(tagName) : tagName === 'math' ? ALL.get(tagName) : HTML_ELEMENTS.get(tagName);
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
  for (const name in raw) {
    if (!Object.hasOwn(raw, name)) continue;
    const rule = Object.hasOwn(rules, name)
      ? rules[name]
      : Object.hasOwn(GLOBAL_PROPERTIES, name)
        ? GLOBAL_PROPERTIES[name]
        : undefined;
    const value = rule === undefined ? undefined : cleanValue(rule, raw[name]);
    if (value !== undefined) properties[name] = value;
  }
  return properties;
}

function addText(into: ElementContent[], raw: string): void {
  const value = cleanText(raw);
  if (value === '') return;
  const last = into[into.length - 1];
  if (last?.type === 'text') last.value += value;
  else into.push({ type: 'text', value });
}

/** The same list once more, in the words of hast-util-sanitize: two readers of one table must agree. */
export const SCHEMA: Schema = {
  allowComments: false,
  allowDoctypes: false,
  ancestors: Object.fromEntries(
    Array.from(MATH_ELEMENTS.keys(), (tag): [string, string[]] => [tag, ['math']]).filter(([tag]) => tag !== 'math'),
  ),
  attributes: Object.fromEntries([
    ['*', propertyDefinitions(GLOBAL_PROPERTIES)] as const,
    ...Array.from(ALL, ([tag, rules]) => [tag, propertyDefinitions(rules)] as const),
  ]),
  // Ids and names do not exist here, so nothing can clobber and nothing needs a prefix.
  clobber: [],
  clobberPrefix: '',
  protocols: {
    href: [...PROTOCOLS.link],
    src: [...PROTOCOLS.image],
    cite: [...PROTOCOLS.web],
    poster: [...PROTOCOLS.web],
  },
  required: {},
  strip: [...DROPPED_WHOLE],
  tagNames: Array.from(ALL.keys()),
};

type Definitions = NonNullable<NonNullable<Schema['attributes']>[string]>;

function propertyDefinitions(rules: PropertyRules): Definitions {
  return Object.entries(rules).map(([name, rule]) => {
    if (rule === 'language') return [name, LANGUAGE_CLASS];
    return typeof rule === 'string' ? name : [name, ...rule];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rejected(): DestinationError {
  return new DestinationError({ code: 'draft_rejected', destination: 'clipdraft' });
}

function tooLarge(): DestinationError {
  return new DestinationError({ code: 'too_large', destination: 'clipdraft' });
}
