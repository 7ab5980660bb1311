import { isLoopback } from '../destinations/address.ts';

/** Why an address can't be used; a text `address_<issue>` says what to do. */
export type AddressIssue = 'empty' | 'invalid' | 'scheme' | 'userinfo' | 'incomplete';

export type ParsedAddress =
  /** `insecure`: http beyond this machine, to be used only after an explained opt-in. */
  { ok: true; url: URL; insecure: boolean } | { ok: false; issue: AddressIssue };

const INVISIBLE = /[\s\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** From the segments of a path those that lead to the site: what is its system's own is cut off. */
export type SiteRoot = (segments: string[]) => string[];

/**
 * The address of a site from whatever a person has at hand: its front page, a post, its admin (`…/ghost/#/posts`), an
 * API url (`…/ghost/api/admin/`), with or without scheme, with stray spaces. The url that comes back has no query or
 * fragment; a path that may be a subdirectory install is kept.
 */
export function parseAddress(text: string, siteRoot: SiteRoot): ParsedAddress {
  const typed = text.replace(INVISIBLE, '');
  if (typed === '') return { ok: false, issue: 'empty' };
  const { scheme, rest } = splitScheme(typed);
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') return { ok: false, issue: 'scheme' };
  const host = URL.canParse(`https://${rest}`) ? new URL(`https://${rest}`).hostname : '';
  const address = `${scheme ?? (isLoopback(host) ? 'http' : 'https')}://${rest}`;
  if (!URL.canParse(address)) return { ok: false, issue: 'invalid' };
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return { ok: false, issue: 'userinfo' };
  // A bare word is rather a slip than a host of the local network; with a scheme before it, it was meant.
  const bareWord = !url.hostname.includes('.') && !url.hostname.startsWith('[') && !isLoopback(url.hostname);
  if (scheme === null && bareWord) return { ok: false, issue: 'incomplete' };
  return { ok: true, url: siteUrl(url, siteRoot), insecure: url.protocol === 'http:' && !isLoopback(url.hostname) };
}

/** `localhost:2368` is a host and a port, not a scheme: only what is followed by a slash, or is well known, counts. */
function splitScheme(typed: string): { scheme: string | null; rest: string } {
  const match =
    /^(?:([a-z][a-z0-9+.-]*):(?=\/)|(https?|mailto|javascript|data|file|about|chrome):(?!\d)|(?=\/\/))\/*/i.exec(typed);
  if (match === null) return { scheme: null, rest: typed };
  return { scheme: (match[1] ?? match[2])?.toLowerCase() ?? null, rest: typed.slice(match[0].length) };
}

/** A path ends in a slash, so that relative addresses stand below it; what names a file (`wp-login.php`) does not. */
function siteUrl(url: URL, siteRoot: SiteRoot): URL {
  const path = siteRoot(url.pathname.split('/').filter((segment) => segment !== '')).join('/');
  return new URL(path === '' || path.endsWith('.php') ? `/${path}` : `/${path}/`, url.origin);
}
