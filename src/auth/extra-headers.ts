/** Request headers of the person's own: what a staging proxy or a firewall in front of a site wants to see. */

export type ExtraHeader = readonly [name: string, value: string];

/** The first line that can't be a header (counted from 1), and why. */
export interface ExtraHeaderFault {
  line: number;
  issue: 'format' | 'forbidden';
}

/** A token (RFC 9110 §5.6.2), a colon, and a field value without control characters (RFC 9110 §5.5). */
const LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/;
/** Ours to set, the browser's to set, or about how a message is read: none is a person's to change. */
const FORBIDDEN =
  /^(accept|authorization|connection|content-.*|cookie2?|host|keep-alive|origin|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade|via)$/i;

/** One header a line; empty lines are skipped. */
export function parseExtraHeaders(text: string): { headers: ExtraHeader[] } | { fault: ExtraHeaderFault } {
  const headers: ExtraHeader[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') continue;
    const [, name, value] = LINE.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined || value === '')
      return { fault: { line: index + 1, issue: 'format' } };
    if (FORBIDDEN.test(name)) return { fault: { line: index + 1, issue: 'forbidden' } };
    headers.push([name, value]);
  }
  return { headers };
}
