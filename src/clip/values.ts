import { CAPS, DATA_IMAGE, PROTOCOLS, type ValueRule } from './allow-list.ts';
import { cap, cleanText } from './text.ts';

export type Value = string | number | boolean | string[];

/** `language-x` as highlighters write it; the only class a clip knows. */
export const LANGUAGE_CLASS = /^language-[a-z0-9+#._-]{1,40}$/;
/** BCP 47, loosely: what a language tag can look like. */
const LANG = /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,6}$/i;
const INTEGER = /^\s*(-?\d{1,6})\s*(?:px)?\s*$/;

/** An absolute address with one of the protocols, without user info; undefined where it is not. */
export function cleanUrl(raw: unknown, protocols: readonly string[]): string | undefined {
  if (typeof raw !== 'string' || raw.length > CAPS.url) return undefined;
  if (isPlain(raw)) return protocols.includes(raw.startsWith('https') ? 'https' : 'http') ? raw : undefined;
  const url = URL.parse ? URL.parse(raw) : URL.canParse(raw) ? new URL(raw) : null;
  if (url === null || !protocols.includes(url.protocol.slice(0, -1))) return undefined;
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
  }
  return url.href.length > CAPS.url ? undefined : url.href;
}

/**
 * What may follow an origin for the url parser to leave it as it is, so that it need not be asked: path segments that
 * don't begin with a dot (or an escaped one), query and fragment, all of plain characters.
 * @see https://url.spec.whatwg.org/#path-state
 */
const PLAIN_REST =
  /^\/(?:[\w~!$&()*+,;=:@-][\w~!$&()*+,;=:@%.-]*\/)*(?:[\w~!$&()*+,;=:@-][\w~!$&()*+,;=:@%.-]*)?(?:\?[\w~!$&()*+,;=:@%./?-]*)?(?:#[\w~!$&()*+,;=:@%./?-]*)?$/;
/** http(s) origins that the url parser gave back as they were: a page has many links to few of them. */
const origins = new Set<string>();
const MAX_ORIGINS = 500;

/** Is this the address that parsing it would give? */
function isPlain(raw: string): boolean {
  const end = raw.indexOf('/', 'https://'.length);
  if (end < 0 || !PLAIN_REST.test(raw.slice(end))) return false;
  const origin = raw.slice(0, end);
  if (origins.has(origin)) return true;
  const url = /^https?:\/\/[^/]/.test(origin) && URL.canParse(origin) ? new URL(origin) : null;
  if (url?.origin !== origin) return false;
  if (origins.size >= MAX_ORIGINS) origins.clear();
  origins.add(origin);
  return true;
}

function cleanImage(raw: unknown): string | undefined {
  if (typeof raw === 'string' && raw.startsWith('data:')) {
    return raw.length <= CAPS.dataImage && DATA_IMAGE.test(raw) ? raw : undefined;
  }
  return cleanUrl(raw, PROTOCOLS.web);
}

/** A property's value as its rule allows it, or undefined. Takes attribute strings and hast values alike. */
export function cleanValue(rule: ValueRule, raw: unknown): Value | undefined {
  switch (rule) {
    case 'link':
    case 'web':
    case 'media':
      return cleanUrl(raw, PROTOCOLS[rule]);
    case 'image':
      return cleanImage(raw);
    case 'text':
      return typeof raw === 'string' ? cap(cleanText(raw), CAPS.attribute) : undefined;
    case 'integer':
      return cleanInteger(raw);
    case 'flag':
      return raw === true || raw === '' || raw === 'true' ? true : undefined;
    case 'lang':
      return typeof raw === 'string' && LANG.test(raw) ? raw : undefined;
    case 'language':
      return cleanLanguage(raw);
    default:
      return typeof raw === 'string' && rule.includes(raw) ? raw : undefined;
  }
}

function cleanInteger(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isInteger(raw) && Math.abs(raw) < 1_000_000 ? raw : undefined;
  const digits = typeof raw === 'string' ? INTEGER.exec(raw)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function cleanLanguage(raw: unknown): string[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const kept = raw.filter((name): name is string => typeof name === 'string' && LANGUAGE_CLASS.test(name));
  return kept.length === 0 ? undefined : kept.slice(0, 1);
}
