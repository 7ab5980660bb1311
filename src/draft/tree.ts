/** What everyone who reads or rewrites a clip's tree shares: hast, the HTML syntax tree of the unified ecosystem. */
import type { Element, ElementContent, Properties, Root, RootContent, Text } from 'hast';

/** Anything that can stand in a clip's tree. */
export type TreeNode = Root | RootContent | ElementContent;

/** An element known to bear one of these names. */
export type Named<N extends string> = Element & { tagName: N };

const BLOCK_NAMES = [
  ...(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'hr', 'pre', 'blockquote', 'address', 'center'] as const),
  ...(['ul', 'ol', 'li', 'menu', 'dir', 'dl', 'dt', 'dd', 'figure', 'figcaption', 'details', 'summary'] as const),
  ...(['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'iframe', 'video', 'audio'] as const),
  ...(['body', 'main', 'article', 'section', 'aside', 'nav', 'header', 'footer', 'hgroup', 'search', 'div'] as const),
  ...(['form', 'fieldset', 'legend', 'dialog'] as const),
] as const;

export type BlockName = (typeof BLOCK_NAMES)[number];

/** Elements that stand on lines of their own: text on both sides of their edges never runs together. */
const BLOCKS: ReadonlySet<string> = new Set(BLOCK_NAMES);

export function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

export function text(value: string): Text {
  return { type: 'text', value };
}

/** So many line breaks; two part paragraphs where a system knows only lines (quotes, list items, cells). */
export function lineBreaks(count: number): Element[] {
  return Array.from({ length: count }, () => element('br', {}, []));
}

export function isElement(node: TreeNode | undefined): node is Element;
export function isElement<N extends string>(node: TreeNode | undefined, ...tagNames: N[]): node is Named<N>;
export function isElement(node: TreeNode | undefined, ...tagNames: string[]): boolean {
  return node?.type === 'element' && (tagNames.length === 0 || tagNames.includes(node.tagName));
}

export function isBlock(node: TreeNode): node is Named<BlockName> {
  return node.type === 'element' && BLOCKS.has(node.tagName);
}

/** Text and elements only: comments and the like carry nothing a draft needs. */
export function contentOf(nodes: readonly (RootContent | ElementContent)[]): ElementContent[] {
  return nodes.filter((node): node is Element | Text => node.type === 'element' || node.type === 'text');
}

export function childrenOf(node: TreeNode): ElementContent[] {
  return node.type === 'root' || node.type === 'element' ? contentOf(node.children) : [];
}

/** White space as HTML collapses it: a no-break space is text. */
export function isWhitespace(node: TreeNode): boolean {
  return node.type === 'text' && /^[ \t\n\r\f]*$/.test(node.value);
}

/** All text below a node, as it stands: nothing collapsed, nothing between blocks. */
export function textContent(node: TreeNode): string {
  return node.type === 'text' ? node.value : childrenOf(node).map(textContent).join('');
}

/** True when the node, or anything below it, fits. */
export function contains(node: TreeNode, fits: (node: TreeNode) => boolean): boolean {
  return fits(node) || childrenOf(node).some((child) => contains(child, fits));
}

/** Every element below, in document order, that bears one of the names. */
export function elementsNamed(node: TreeNode, ...tagNames: string[]): Element[] {
  return childrenOf(node).flatMap((child) => [
    ...(isElement(child, ...tagNames) ? [child] : []),
    ...elementsNamed(child, ...tagNames),
  ]);
}

/** Something to read, see or hear: more than an empty frame. */
export function hasContent(node: Element): boolean {
  return textContent(node).trim() !== '' || elementsNamed(node, 'img', 'iframe', 'video', 'audio').length > 0;
}

/** A property as a string; '' where it is missing or a flag. */
export function stringProperty(node: Element, name: string): string {
  const value = node.properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
