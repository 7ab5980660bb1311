/** Where a site's own pages say that its admin lives. */
import { addressFault, isLoopback, isSameSite } from '../address.ts';
import { type Attributes, scriptTags } from './script-tags.ts';

/** Characters. Ghost writes its scripts into the head. */
const MAX_PAGE = 1_000_000;
const CONTENT_API = /\/ghost\/api\/(?:(?:v\d|canary)\/)?content\/?$/;

/**
 * Reads it from the scripts that Ghost writes into every page (recorded from Ghost 6.65 and 5.130, `ghost_head`): the
 * portal names its site and the content API, which stands beside the admin's; the search names the admin.
 * The answer is a proposal by a page: a place of its own, https (or loopback, for a site on loopback), with a name, at
 * which nothing has been asked yet.
 * @param site the address the person gave
 */
export function adminNamedBy(page: string, site: URL): URL | null {
  const tags = scriptTags(page.slice(0, MAX_PAGE));
  const named = [...tags.map((tag) => namedByPortal(tag, site)), ...tags.map((tag) => tag.get('data-sodo-search'))];
  for (const address of named) {
    const admin = address === undefined ? null : proposable(address, site);
    if (admin !== null) return admin;
  }
  return null;
}

/** A page may hold the portal of another site too: that one's admin is not ours. The comments' script is written alike. */
function namedByPortal(tag: Attributes, site: URL): string | undefined {
  const of = tag.get('data-ghost') ?? tag.get('data-ghost-comments') ?? '';
  const api = tag.get('data-api') ?? '';
  const ours = URL.canParse(of) && isSameSite(new URL(of), site);
  return ours && CONTENT_API.test(api) ? api.replace(CONTENT_API, '/') : undefined;
}

function proposable(address: string, site: URL): URL | null {
  const local = isLoopback(site.hostname);
  if (addressFault(address, false) !== undefined) return null;
  const { origin, hostname, pathname } = new URL(address);
  if (origin === site.origin) return null;
  // No page of the open web has a say about this machine or about numbered ones.
  if (isLoopback(hostname) ? !local : isNumeric(hostname)) return null;
  return new URL(pathname.endsWith('/') ? pathname : `${pathname}/`, origin);
}

/** The URL parser writes every IPv4 numeral with dots, and IPv6 in brackets. */
const isNumeric = (hostname: string): boolean => /^(\[.*\]|\d+(\.\d+){3})$/.test(hostname);
