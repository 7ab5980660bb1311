import { isLoopback } from './address.ts';
import { isNumeric } from './proposable.ts';

/** Below these, in the domains of countries, people have their own names: `example.co.uk`. */
const SECOND_LEVEL = /^(ac|co|com|edu|gob|gov|gr|ne|net|or|org)\.[a-z]{2}$/;

/**
 * The same address with `www.` in front, or without it: many a site lives at one of the two and forwards the other.
 * Null where nobody would look for a site at the other one: this machine, numbers, single names, deeper names.
 */
export function twinOf(url: URL): URL | null {
  const { hostname } = url;
  if (isLoopback(hostname) || isNumeric(hostname)) return null;
  const apex = hostname.replace(/^www\./, '');
  const [, parent = ''] = /^[^.]+\.(.+)$/.exec(apex) ?? [];
  const isOwnName = parent !== '' && (!parent.includes('.') || SECOND_LEVEL.test(parent));
  if (hostname === apex ? !isOwnName : parent === '') return null;
  const twin = new URL(url);
  twin.hostname = hostname === apex ? `www.${apex}` : apex;
  return twin;
}
