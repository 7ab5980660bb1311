import { addressFault, originPattern } from '../../destinations/address.ts';

/** A text `wordpress_rest_<issue>` says what to do. */
export type RestIssue = 'invalid' | 'other_host';

/**
 * The root of the REST API as a person wrote it, with its closing slash (`?rest_route=/` has one of its own).
 * @param origins match patterns of the hosts that the account may reach
 */
export function parseRestAddress(
  text: string,
  origins: readonly string[],
  allowHttp: boolean,
): { ok: true; url: string } | { ok: false; issue: RestIssue } {
  const typed = text.trim();
  if (addressFault(typed, allowHttp) !== undefined) return { ok: false, issue: 'invalid' };
  const url = new URL(typed);
  url.hash = '';
  if (!origins.includes(originPattern(url))) return { ok: false, issue: 'other_host' };
  if (!url.searchParams.has('rest_route')) {
    url.search = '';
    url.pathname = url.pathname.replace(/\/*$/, '/');
  }
  return { ok: true, url: url.href };
}

/** Where the JWT plugin answers below that root, or null where it can't be one. */
export function parseNamespace(text: string): string | null {
  const path = text.trim().replace(/^\/+|\/+$/g, '');
  return /^[\w-]+(\/[\w.-]+)*$/.test(path) ? path : null;
}
