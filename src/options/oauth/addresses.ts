import { addressFault, isSameSite } from '../../destinations/address.ts';
import { parseAddress } from '../address.ts';
import type { Found } from '../found.ts';

/** What is wrong with an address; a text `oauth_<issue>` says what to do. */
export type AddressIssue =
  | 'address_empty'
  | 'address_invalid'
  | 'address_userinfo'
  | 'address_insecure'
  | 'address_fragment';

export type ParsedIssuer = { ok: true; issuer: string; url: URL } | { ok: false; issue: AddressIssue };

/** What the person agreed to for the site without encryption holds at that very site, and nowhere else. */
export function allowsHttp({ allowHttp, discovery }: Found, url: URL): boolean {
  return allowHttp && isSameSite(url, new URL(discovery.apiUrl));
}

/**
 * The issuer from whatever a person has at hand: its address with or without scheme, or that of its metadata. A closing
 * slash stays as it was typed: to a server that compares letter by letter it matters.
 */
export function parseIssuer(text: string, found: Found): ParsedIssuer {
  const parsed = parseAddress(text, withoutWellKnown);
  if (!parsed.ok) {
    const { issue } = parsed;
    return { ok: false, issue: issue === 'empty' || issue === 'userinfo' ? `address_${issue}` : 'address_invalid' };
  }
  const { url, insecure } = parsed;
  if (insecure && !allowsHttp(found, url)) return { ok: false, issue: 'address_insecure' };
  return { ok: true, issuer: text.trim().endsWith('/') ? url.href : url.href.replace(/\/$/, ''), url };
}

/** RFC 8414 §3 puts the name of the metadata before the issuer's path, OpenID Connect Discovery §4 after it. */
function withoutWellKnown(segments: string[]): string[] {
  const at = segments.indexOf('.well-known');
  return segments.filter((_, index) => at === -1 || index < at || index > at + 1);
}

/** Endpoints have neither a fragment (RFC 6749 §3.1, §3.2) nor somebody's name in them. */
export function endpointIssue(text: string, found: Found): AddressIssue | null {
  const address = text.trim();
  if (address === '') return 'address_empty';
  const allowed = URL.canParse(address) && allowsHttp(found, new URL(address));
  return addressFault(address, allowed) ?? (address.includes('#') ? 'address_fragment' : null);
}
