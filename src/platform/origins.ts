/**
 * The match pattern of a url's scheme and host. Never a port: Firefox grants a pattern with one, says it is contained,
 * and lets no fetch through (measured). Throws TypeError where `url` is none.
 */
export function originPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
