/** What an address may be before anything is sent to it. */

export type AddressFault = 'address_invalid' | 'address_userinfo' | 'address_insecure';

/** This machine itself, where http needs no protection. The URL parser has already turned odd numerals into dotted ones. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/** https, http to loopback, http elsewhere only where the account opted in; never user and password in the address. */
export function addressFault(address: string, allowHttp: boolean): AddressFault | undefined {
  if (!URL.canParse(address)) return 'address_invalid';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'address_invalid';
  if (url.username !== '' || url.password !== '') return 'address_userinfo';
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) return 'address_insecure';
  return undefined;
}

/**
 * The match pattern of the host permission an address needs: scheme and host. Never a port: Firefox grants a pattern with
 * one, says it is contained, and lets no fetch through (measured).
 */
export function originPattern(url: URL): string {
  return `${url.protocol}//${url.hostname}/*`;
}

/** Whether two addresses are one site to people: the same host and port, with or without `www.`, whatever the scheme. */
export function isSameSite(a: URL, b: URL): boolean {
  return a.host.replace(/^www\./, '') === b.host.replace(/^www\./, '');
}
