import type { Properties } from 'hast';
import { HTML_ELEMENTS, PROTOCOLS, type PropertyRules, type ValueRule } from './allow-list.ts';
import { attribute, baseURI, linkHref } from './dom.ts';
import { cleanValue } from './values.ts';

interface Reader {
  attribute: string;
  property: string;
  rule: ValueRule;
}

const readers = new Map<string, readonly Reader[]>();

function readersOf(tag: string): readonly Reader[] {
  const known = readers.get(tag);
  if (known !== undefined) return known;
  const rules: PropertyRules = HTML_ELEMENTS.get(tag) ?? {};
  const made = Object.entries(rules)
    .filter(([, rule]) => rule !== 'language')
    .map(([property, rule]) => ({ attribute: property.toLowerCase(), property, rule }));
  readers.set(tag, made);
  return made;
}

/** An element's attributes as hast properties, those of the allow-list only; addresses made absolute. */
export function readProperties(element: Element, tag: string): Properties {
  const properties: Properties = {};
  for (const { attribute: name, property, rule } of readersOf(tag)) {
    const raw = attribute(element, name);
    if (raw === null) continue;
    const value = cleanValue(rule, rule === 'web' || rule === 'media' ? absolute(raw, element) : raw);
    if (value !== undefined) properties[property] = value;
  }
  return properties;
}

/** A link's properties; null where it leads nowhere a reader may go (`javascript:`, `data:`, a bare anchor). */
export function readLink(element: Element): Properties | null {
  const raw = attribute(element, 'href');
  if (raw === null) return null;
  const href = resolvedHref(element, raw);
  const colon = href.indexOf(':');
  if (colon < 0 || !isOneOf(PROTOCOLS.link, href.slice(0, colon))) return null;
  const title = attribute(element, 'title');
  return title ? { href, title } : { href };
}

/** The browser's own resolution is the cheapest; an `a` of another namespace has none. */
function resolvedHref(element: Element, raw: string): string {
  return element instanceof HTMLAnchorElement ? linkHref(element) : absolute(raw, element);
}

function absolute(raw: string, element: Element): string {
  return URL.parse(raw, baseURI(element))?.href ?? '';
}

function isOneOf(list: readonly string[], value: string): boolean {
  return list.includes(value);
}
