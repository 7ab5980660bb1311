import { CAPS } from './allow-list.ts';
import type { Captured } from './clip.ts';
import { attribute, bodyOf } from './dom.ts';
import { inertLooks } from './looks.ts';
import { paragraphs } from './plain-text.ts';
import { wholeSpan } from './span.ts';
import { Walk } from './walk.ts';

/**
 * Pasted html takes the walk that pages take; where there is none, the plain text becomes paragraphs. `parse` gives an
 * inert document (DOMParser: no script runs, nothing is loaded). Still untrusted: the background accepts it like any.
 */
export function capturePasted(html: string, text: string, parse: (markup: string) => Document): Captured {
  if (html.trim() !== '') {
    const body = bodyOf(parse(html.slice(0, CAPS.text * 4)));
    if (body !== null) {
      const walk = new Walk({ looks: inertLooks, rendered: false, lang: '', dir: 'ltr', styleMarks });
      walk.add(wholeSpan(body));
      const { content, notes } = walk.finish();
      if (content.children.length > 0) return { found: true, kind: 'paste', source: null, content, notes };
    }
  }
  const content = paragraphs(text.slice(0, CAPS.text));
  if (content.children.length === 0) return { found: false, source: null };
  return { found: true, kind: 'paste', source: null, content, notes: [] };
}

/**
 * Word processors and browsers write bold and italic as inline style on spans, and wrap whole documents in a `<b>`
 * that says it is not bold (Google Docs). Null: the tag's own mark is not meant.
 */
function styleMarks(element: Element, name: string): readonly string[] | null {
  const style = attribute(element, 'style');
  if (style === null) return [];
  const bold = /(?:^|;)\s*font-weight\s*:\s*([\w-]+)/i.exec(style)?.[1]?.toLowerCase();
  if ((name === 'b' || name === 'strong') && bold !== undefined && !isBold(bold)) return null;
  if ((name === 'i' || name === 'em') && /(?:^|;)\s*font-style\s*:\s*normal/i.test(style)) return null;
  if (name !== 'span' && name !== 'font') return [];
  const marks: string[] = [];
  if (bold !== undefined && isBold(bold)) marks.push('strong');
  if (/(?:^|;)\s*font-style\s*:\s*(?:italic|oblique)/i.test(style)) marks.push('em');
  if (/(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i.test(style)) marks.push('s');
  const align = /(?:^|;)\s*vertical-align\s*:\s*(sub|super)/i.exec(style)?.[1]?.toLowerCase();
  if (align !== undefined) marks.push(align === 'sub' ? 'sub' : 'sup');
  return marks;
}

function isBold(weight: string): boolean {
  return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
}
