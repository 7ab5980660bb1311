/** Reads a few start tags of a page as text: the background has no DOM. Nothing of the page is run or kept. */
import { resolveReferences } from './references.ts';

/** What begins a comment, an element whose content is text, or one that has none. */
const OPENING = /<!--|<(script|style|textarea|title|link|meta)(?=[\s/>])/gi;
const TAG_END = /[\s/]*>/y;
/** A name, and its value where it has one: in double or single quotes, or bare. An open quote has no value. */
const ATTRIBUTE = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)|(["'])|))?/y;

/** Attribute names in lower case, values with their character references resolved. */
export type Attributes = ReadonlyMap<string, string>;

/**
 * Those of this name, in the page's order; what stands in comments, styles, scripts and titles is no tag. A tag that the
 * page's end cuts off is none either, as in a browser (HTML §13.2.5).
 */
export function startTags(html: string, wanted: 'script' | 'link' | 'meta'): Attributes[] {
  const tags: Attributes[] = [];
  let at = 0;
  for (;;) {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(html);
    if (opening === null) return tags;
    const name = opening[1]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf('-->', opening.index + 2);
      if (end === -1) return tags;
      at = end + 3;
      continue;
    }
    const tag = readAttributes(html, OPENING.lastIndex);
    if (tag === null) return tags;
    if (name === wanted) tags.push(tag.attributes);
    at = tag.end;
    if (name === 'link' || name === 'meta') continue;
    const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    closing.lastIndex = at;
    if (closing.exec(html) === null) return tags;
    at = closing.lastIndex;
  }
}

function readAttributes(html: string, from: number): { attributes: Attributes; end: number } | null {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    TAG_END.lastIndex = at;
    if (TAG_END.test(html)) return { attributes, end: TAG_END.lastIndex };
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(html);
    if (match === null || match[5] !== undefined) return null;
    const name = (match[1] ?? '').toLowerCase();
    // Of two attributes with one name the first counts.
    if (!attributes.has(name)) attributes.set(name, resolveReferences(match[2] ?? match[3] ?? match[4] ?? ''));
    at = ATTRIBUTE.lastIndex;
  }
}
