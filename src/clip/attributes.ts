import type { Properties } from 'hast';
import { HTML_ELEMENTS, PROTOCOLS, type PropertyRules, type ValueRule } from './allow-list.ts';
import { NO_PROPERTIES } from './block-stack.ts';
import { attribute, baseURI } from './dom.ts';
import { cleanValue } from './values.ts';

interface Reader {
  attribute: string;
  property: string;
  rule: ValueRule;
}

const LINK_PROTOCOL = new RegExp(`^(?:${PROTOCOLS.link.join('|')}):`, 'i');
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
  const known = readersOf(tag);
  if (known.length === 0) return NO_PROPERTIES;
  const properties: Properties = {};
  for (const { attribute: name, property, rule } of known) {
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
  if (!LINK_PROTOCOL.test(href)) return null;
  const title = attribute(element, 'title');
  return title ? { href, title } : { href };
}

/**
 * The usual forms of addresses are put together here; everything else the browser resolves. What comes out is parsed
 * in the background all the same, which sees to dots and odd characters.
 */
function resolvedHref(element: Element, raw: string): string {
  if (raw.startsWith('https://') || raw.startsWith('http://')) return raw;
  const first = raw.charCodeAt(0);
  const second = raw.charCodeAt(1);
  if (first === SLASH && second !== SLASH && second !== BACKSLASH) return knownBase(element).origin + raw;
  if (first === HASH) return knownBase(element).page + raw;
  return absolute(raw, element);
}

const SLASH = 47;
const BACKSLASH = 92;
const HASH = 35;

let base = { uri: '', origin: '', page: '' };

function knownBase(element: Element): { origin: string; page: string } {
  const uri = baseURI(element);
  if (uri !== base.uri) {
    const origin = /^https?:\/\/[^/?#]*/.exec(uri)?.[0] ?? 'about:';
    base = { uri, origin, page: uri.replace(/#.*$/s, '') };
  }
  return base;
}

function absolute(raw: string, element: Element): string {
  return URL.parse(raw, baseURI(element))?.href ?? '';
}
