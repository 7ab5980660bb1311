import type { Properties } from 'hast';
import { HTML_ELEMENTS, PROTOCOLS, type PropertyRules, type ValueRule } from './allow-list.ts';
import { NO_PROPERTIES } from './block-stack.ts';
import { attribute } from './dom.ts';
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
    const value = cleanValue(rule, rule === 'web' || rule === 'media' ? absolute(raw) : raw);
    if (value !== undefined) properties[property] = value;
  }
  return properties;
}

/** A link's properties; null where it leads nowhere a reader may go (`javascript:`, `data:`, a bare anchor). */
export function readLink(element: Element): Properties | null {
  const raw = attribute(element, 'href');
  if (raw === null) return null;
  const href = resolvedHref(raw);
  if (href === null) return null;
  const title = attribute(element, 'title');
  return title ? { href, title } : { href };
}

/**
 * The usual forms of addresses are put together here; everything else the browser resolves. What comes out is checked
 * in the background all the same, which sees to dots and odd characters.
 */
function resolvedHref(raw: string): string | null {
  if (raw.startsWith('https://') || raw.startsWith('http://')) return raw;
  if (base.origin !== null) {
    const first = raw.charCodeAt(0);
    const second = raw.charCodeAt(1);
    if (first === SLASH && second !== SLASH && second !== BACKSLASH) return base.origin + raw;
    if (first === HASH) return base.page + raw;
  }
  const href = absolute(raw);
  return LINK_PROTOCOL.test(href) ? href : null;
}

const SLASH = 47;
const BACKSLASH = 92;
const HASH = 35;

/** The base that addresses are resolved against; `origin` is null where it is not on the web. */
let base: { uri: string; origin: string | null; page: string } = { uri: 'about:blank', origin: null, page: '' };

/** Said once for a whole walk: one document's elements share their base. */
export function setBase(uri: string): void {
  if (uri === base.uri) return;
  base = { uri, origin: /^https?:\/\/[^/?#]*/.exec(uri)?.[0] ?? null, page: uri.replace(/#.*$/s, '') };
}

function absolute(raw: string): string {
  return URL.parse(raw, base.uri)?.href ?? '';
}
