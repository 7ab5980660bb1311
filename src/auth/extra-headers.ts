/** Request headers of the person's own: what a staging proxy or a firewall in front of a site wants to see. */

export type ExtraHeader = readonly [name: string, value: string];

/** The first line that can't be a header (counted from 1), and why. */
export interface ExtraHeaderFault {
  line: number;
  issue: 'format' | 'forbidden';
}

/** A token (RFC 9110 §5.6.2), a colon, and a field value without control characters (RFC 9110 §5.5). */
const LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t\x20-\x7e\x80-\xff]+)$/;
/**
 * Ours to set, about how a message is read, or the browser's own: those it would leave out without a word.
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
const FORBIDDEN =
  /^(accept(-.*)?|access-control-.*|authorization|connection|content-.*|cookie2?|date|dnt|expect|host|keep-alive|origin|permissions-policy|proxy-.*|referer|sec-.*|set-cookie|te|trailer|transfer-encoding|upgrade|via|x-http-method(-override)?|x-method-override)$/i;

/** One header a line; empty lines are skipped. */
export function parseExtraHeaders(text: string): { headers: ExtraHeader[] } | { fault: ExtraHeaderFault } {
  const headers: ExtraHeader[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') continue;
    const [, name = '', text = ''] = LINE.exec(line.trim()) ?? [];
    const value = text.trim();
    if (value === '') return { fault: { line: index + 1, issue: 'format' } };
    if (FORBIDDEN.test(name)) return { fault: { line: index + 1, issue: 'forbidden' } };
    headers.push([name, value]);
  }
  return { headers };
}
