import type { Element, ElementContent } from 'hast';
import { emojiOf } from '../../../draft/emoji.ts';
import { childrenOf, element, isElement, stringProperty, text, textContent } from '../../../draft/tree.ts';
import { isLinkUrl } from '../../../draft/url.ts';
import { tidyInline } from '../../../draft/white-space.ts';
import { type Context, within } from './context.ts';
import { quotationMarks } from './quotation-marks.ts';

/** The text formats Ghost has, by the elements that mean them. */
const FORMATS = new Map([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['cite', 'em'],
  ['var', 'em'],
  ['u', 'u'],
  ['ins', 'u'],
  ['s', 's'],
  ['del', 's'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['sub', 'sub'],
  ['sup', 'sup'],
]);

/** Running text in the formats Ghost has: white space collapsed, no empty elements, no line break at either end. */
export function inline(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  return tidyInline(nodes.flatMap((node) => rewrite(node, context)));
}

function rewrite(node: ElementContent, outer: Context): ElementContent[] {
  if (node.type === 'text') return [node];
  if (node.type !== 'element') return [];
  const context = within(node, outer);
  switch (node.tagName) {
    case 'br':
      return [element('br', {}, [])];
    case 'a':
      return link(node, context);
    case 'mark':
      // Ghost reads no <mark>, but its text format "highlight" is read from what Word writes (recorded from Ghost 6.65).
      return [element('span', { className: ['Highlight'] }, inner(node, context))];
    case 'q':
      return quotation(node, context);
    case 'abbr':
      return abbreviation(node, context);
    case 'ruby':
      return ruby(node, context);
    case 'input':
      return [text(node.properties.checked === true ? '☑ ' : '☐ ')];
    case 'img':
      return [text(emojiOf(node))];
    default:
      return format(node, context);
  }
}

function inner(node: Element, context: Context): ElementContent[] {
  return childrenOf(node).flatMap((child) => rewrite(child, context));
}

/**
 * What has no format of its own (small, time, span …) leaves its text. So does a format (or a link) around nothing but
 * line breaks: Ghost loses a break that stands alone in a link, or in a format within the same format, and glues what it
 * parted (recorded from Ghost 6.65).
 */
function format(node: Element, context: Context): ElementContent[] {
  const name = FORMATS.get(node.tagName);
  const children = inner(node, context);
  return name === undefined || !holdsText(children) ? children : [element(name, {}, children)];
}

const holdsText = (nodes: readonly ElementContent[]): boolean => nodes.some((node) => textContent(node) !== '');

function link(node: Element, context: Context): ElementContent[] {
  const href = stringProperty(node, 'href');
  if (context.linked || !isLinkUrl(href)) return inner(node, context);
  const children = inner(node, { ...context, linked: true });
  return holdsText(children) ? [element('a', { href }, children)] : children;
}

/** A browser draws the marks around a `q`; in Ghost they have to be text. */
function quotation(node: Element, context: Context): ElementContent[] {
  const { open, close } = quotationMarks(context.lang, context.quoteDepth);
  const children = inner(node, { ...context, quoteDepth: context.quoteDepth + 1 });
  if (/^\s*[\p{Pi}\p{Pf}"„‚「『]/u.test(textContent(node))) return children;
  return [text(open), ...children, text(close)];
}

/** The long form is only a tooltip on the page: it is written out where the abbreviation stands first. */
function abbreviation(node: Element, context: Context): ElementContent[] {
  const long = stringProperty(node, 'title').trim();
  const short = textContent(node).trim();
  const children = inner(node, context);
  if (long === '' || long === short || context.expanded.has(short)) return children;
  context.expanded.add(short);
  return [...children, text(` (${long})`)];
}

/** 漢(kan): the reading in brackets, as `rp` would have it. */
function ruby(node: Element, context: Context): ElementContent[] {
  return childrenOf(node).flatMap((child) => {
    if (isElement(child, 'rp')) return [];
    if (isElement(child, 'rt')) return [text('('), ...inner(child, context), text(')')];
    return rewrite(child, context);
  });
}
