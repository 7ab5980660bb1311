import type { Element, ElementContent } from 'hast';
import { type Escapes, toHtml } from '../html.ts';
import { childrenOf, isElement, stringProperty, textContent } from '../tree.ts';
import { delimiters, type Token, withoutEdges, writeTokens } from './delimiters.ts';
import { destination, escapeText, type Place } from './escape.ts';

/** In html that stands in Markdown no line ends, and no cell. */
export const ESCAPES: Escapes = { text: /[&<\n]/g, attribute: /[&"'`<|\n]/g };

/** Running text as one line of Markdown; a line break as `lineBreak`. */
export function phrasing(nodes: readonly ElementContent[], lineBreak: string, cell = false): string {
  return writeTokens(tokensOf(nodes, { linked: false, cell }), lineBreak);
}

function tokensOf(nodes: readonly ElementContent[], place: Place): Token[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [escapeText(node.value, place)];
    return isElement(node) ? elementTokens(node, place) : [];
  });
}

function elementTokens(node: Element, place: Place): Token[] {
  const inner = (): Token[] => tokensOf(childrenOf(node), place);
  switch (node.tagName) {
    case 'br':
      return ['\n'];
    case 'img':
      return [image(node, place)];
    case 'a':
      return link(node, place);
    case 'strong':
      return delimiters('strong', ['**'], inner());
    case 'em':
      return delimiters('em', ['_', '*'], inner());
    case 'del':
      return delimiters('del', ['~~'], inner());
    case 'code':
      return codeSpan(node, place) ?? html(node, inner());
    default:
      return html(node, inner());
  }
}

/** Markdown goes on between the tags. */
function html(node: Element, inner: Token[]): Token[] {
  const tags = toHtml([{ ...node, children: [] }], ESCAPES);
  const end = `</${node.tagName}>`;
  return tags.endsWith(end) ? [tags.slice(0, -end.length), ...inner, end] : [tags];
}

function link(node: Element, place: Place): Token[] {
  const href = stringProperty(node, 'href');
  if (PLAIN_ADDRESS.test(href) && textContent(node) === href && childrenOf(node).length === 1) return [`<${href}>`];
  const inner = tokensOf(childrenOf(node), { ...place, linked: true });
  return withoutEdges(inner, (bare) => ['[', ...bare, `](${destination(href)})`]);
}

/** Nothing in it needs escaping where it is written as it is. */
const PLAIN_ADDRESS = /^https?:\/\/[^\s\p{Cc}\p{Cs}<>\\|&]+$/iu;

function image(node: Element, place: Place): string {
  const words = (name: string): string => stringProperty(node, name).replace(/\s+/g, ' ').trim();
  const within = { ...place, linked: true };
  const title = words('title') === '' ? '' : ` "${escapeText(words('title'), within).replace(/"/g, '\\"')}"`;
  return `![${escapeText(words('alt'), within)}](${destination(stringProperty(node, 'src'))}${title})`;
}

/** Null where there is more than text in it, or what no cell holds. */
function codeSpan(node: Element, { cell }: Place): Token[] | null {
  const code = textContent(node);
  if (childrenOf(node).some((child) => child.type !== 'text') || (cell && code.includes('\\|'))) return null;
  let fence = '`';
  const runs = new Set(code.match(/`+/g));
  while (runs.has(fence)) fence += '`';
  const padding = /^`|`$|^ .*[^ ].* $/.test(code) ? ' ' : '';
  return [fence + padding + (cell ? code.replaceAll('|', '\\|') : code) + padding + fence];
}
