import type { Element, ElementContent } from 'hast';
import { toHtml } from '../html.ts';
import { childrenOf, isElement, stringProperty, textContent } from '../tree.ts';
import { delimiters, type Token, withoutEdges, writeTokens } from './delimiters.ts';
import type { Dialect } from './dialect.ts';
import type { Place } from './escape.ts';
import { noteMarkedBy } from './footnotes.ts';
import { withoutTags } from './without-html.ts';

/** Where a text stands, and for whom it is written. */
interface Spot extends Place {
  dialect: Dialect;
  heading: boolean;
  /** Gets the elements that Markdown has no sign for where they stand. */
  unsigned: Set<Element>;
}

/** Running text as Markdown: its lines, or in a heading or a cell one line. */
export function phrasing(
  nodes: readonly ElementContent[],
  dialect: Dialect,
  within: 'lines' | 'heading' | 'cell' = 'lines',
): string {
  const unsigned = new Set<Element>();
  const place = { linked: false, cell: within === 'cell', heading: within === 'heading' };
  const lineBreak = within === 'lines' ? '\n' : dialect.html ? '<br>' : ' ';
  const line = writeTokens(dialect.apart(tokensOf(nodes, { ...place, dialect, unsigned })), lineBreak, unsigned);
  if (dialect.html || unsigned.size === 0) return line;
  return phrasing(withoutTags(nodes, unsigned), dialect, within);
}

function tokensOf(nodes: readonly ElementContent[], place: Spot): Token[] {
  return nodes.flatMap((node, index) => {
    if (node.type === 'text') return textTokens(node.value, place);
    // The signs of two code spans would run together.
    const glued = isElement(node, 'code') && isElement(nodes[index - 1], 'code');
    return isElement(node) ? elementTokens(node, place, glued) : [];
  });
}

function textTokens(words: string, place: Spot): Token[] {
  const value = onOneLine(words);
  const bare = value.trim();
  const start = value.indexOf(bare);
  const tokens = [value.slice(0, start), place.dialect.text(bare, place), value.slice(start + bare.length)];
  return tokens.filter((token) => token !== '');
}

/** Within a formula lines may end. */
function onOneLine(words: string): string {
  return words.replace(/[\t\n\r\f]+/g, ' ');
}

function elementTokens(node: Element, place: Spot, asHtml: boolean): Token[] {
  const inner = (): Token[] => tokensOf(childrenOf(node), place);
  const signed = (marks: readonly string[]): Token[] =>
    delimiters(node, place.dialect.signed(node, place.heading) ? marks : [], inner());
  switch (node.tagName) {
    case 'br':
      return ['\n'];
    case 'img':
      return image(node, place);
    case 'a':
      return link(node, place);
    case 'strong':
      return signed(['**']);
    case 'em':
      return signed(['_', '*']);
    case 'del':
      return signed(['~~']);
    case 'code':
      return (asHtml ? null : codeSpan(node, place)) ?? html(node, inner, place);
    default:
      return noteMark(node, place) ?? html(node, inner, place);
  }
}

/** Null where there can be none. */
function noteMark(node: Element, { dialect, linked, heading }: Spot): Token[] | null {
  const note = noteMarkedBy(node);
  if (note === undefined || linked || !dialect.signed(node, heading)) return null;
  note.marked = true;
  return [`[^${note.number}]`];
}

/** Markdown goes on between the tags, where the reader looks there. */
function html(node: Element, inner: () => Token[], { dialect, unsigned }: Spot): Token[] {
  unsigned.add(node);
  if (dialect.raw.includes(node.tagName)) return [toHtml([node], dialect.escapes)];
  const tags = toHtml([{ ...node, children: [] }], dialect.escapes);
  const end = `</${node.tagName}>`;
  return tags.endsWith(end) ? [tags.slice(0, -end.length), ...inner(), end] : [tags];
}

function link(node: Element, place: Spot): Token[] {
  const href = stringProperty(node, 'href');
  const plain = PLAIN_ADDRESS.test(href) && place.dialect.code(href) === href;
  if (plain && textContent(node) === href && childrenOf(node).length === 1) return [`<${href}>`];
  const inner = tokensOf(childrenOf(node), { ...place, linked: true });
  return withoutEdges(inner, (bare) => ['[', ...bare, `](${place.dialect.destination(href)})`]);
}

/** Nothing in it needs escaping where it is written as it is. */
const PLAIN_ADDRESS = /^https?:\/\/(?:(?!~~)[^\s\p{Cc}\p{Cs}<>\\|&`])+$/u;

function image(node: Element, place: Spot): Token[] {
  const { dialect } = place;
  const words = (name: string): string => stringProperty(node, name).replace(/\s+/g, ' ').trim();
  const alt = dialect.alt(words('alt'), { ...place, linked: true });
  // Alone on its line the tag would begin a block of html.
  if (alt === null) return [...html(node, () => [], place), ...(dialect.html ? ['<wbr>'] : [])];
  return [`![${alt}](${dialect.destination(stringProperty(node, 'src'))}${dialect.title(words('title'))})`];
}

function codeSpan(node: Element, place: Spot): Token[] | null {
  const code = place.dialect.code(onOneLine(textContent(node)));
  if (code === null || childrenOf(node).some((child) => child.type !== 'text')) return null;
  const written = place.dialect.codeSpan(code, place);
  return written === null ? null : [written];
}
