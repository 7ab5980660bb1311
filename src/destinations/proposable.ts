import { addressFault, isLoopback } from './address.ts';

/**
 * A place that a page names, as far as it may be proposed to the person: of its own, https (or loopback, for a site on
 * loopback), with a name. Its path ends in a slash; null for anything else.
 * @param site the address the person gave
 */
export function proposable(address: string, site: URL): URL | null {
  const local = isLoopback(site.hostname);
  if (addressFault(address, false) !== undefined) return null;
  const { origin, hostname, pathname } = new URL(address);
  if (origin === site.origin) return null;
  // No page of the open web has a say about this machine or about numbered ones.
  if (isLoopback(hostname) ? !local : isNumeric(hostname)) return null;
  return new URL(pathname.endsWith('/') ? pathname : `${pathname}/`, origin);
}

/** The URL parser writes every IPv4 numeral with dots, and IPv6 in brackets. */
export const isNumeric = (hostname: string): boolean => /^(\[.*\]|\d+(\.\d+){3})$/.test(hostname);
