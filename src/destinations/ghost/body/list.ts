import type { Element, ElementContent } from 'hast';
import { childrenOf, element, isElement, isWhitespace, stringProperty, text } from '../../../draft/tree.ts';
import { card, type GhostBlock, isNative, native, paragraph, paragraphBreak } from './block.ts';

type Convert = (nodes: readonly ElementContent[]) => GhostBlock[];

interface Item {
  number: number;
  blocks: GhostBlock[];
}

/**
 * Ghost's list item holds lines of text and then nested lists, nothing else: other content glues its text together,
 * changes its order or breaks the list apart. So the list ends before code, an image, a table or a quote and goes on
 * after it, with the number it had come to.
 */
export function list(node: Element, convert: Convert): GhostBlock[] {
  const items = itemsOf(node, convert);
  const first = items[0]?.number ?? 1;
  const consecutive = items.every((item, index) => item.number === first + index);
  if (!isElement(node, 'ol') || consecutive) return new ListWriter(node.tagName).write(items);
  return items.flatMap(numberedParagraphs);
}

/** The items with their numbers (HTML: `start`, `reversed`, and `value` on an item). */
function itemsOf(node: Element, convert: Convert): Item[] {
  const parts = itemParts(node);
  const step = node.properties.reversed ? -1 : 1;
  let next = integer(node, 'start') ?? (step < 0 ? parts.length : 1);
  return parts.map((part) => {
    const number = integer(part, 'value') ?? next;
    next = number + step;
    return { number, blocks: convert(childrenOf(part)) };
  });
}

/** What stands between the items belongs to the item before it: pages nest `ul` directly in `ul`. */
function itemParts(node: Element): Element[] {
  const parts: Element[] = [];
  for (const child of childrenOf(node)) {
    const last = parts.at(-1);
    if (isElement(child, 'li')) parts.push(child);
    else if (isWhitespace(child)) continue;
    else if (last === undefined) parts.push(element('li', {}, [child]));
    else parts[parts.length - 1] = { ...last, children: [...last.children, child] };
  }
  return parts;
}

function integer(node: Element, name: string): number | null {
  const value = stringProperty(node, name);
  return /^-?\d{1,9}$/.test(value) ? Number(value) : null;
}

/** Ghost numbers a list upwards from its start: numbers that go another way have to be text. */
function numberedParagraphs({ number, blocks }: Item): GhostBlock[] {
  const [first, ...rest] = blocks;
  const label = text(`${number}. `);
  if (first !== undefined && isNative(first, 'p')) return [paragraph([label, ...childrenOf(first.node)]), ...rest];
  return [paragraph([text(`${number}.`)]), ...blocks];
}

class ListWriter {
  readonly #tagName: string;
  readonly #out: GhostBlock[] = [];
  /** The list being written, and its last item while that can still take more. */
  #list: Element | null = null;
  #item: Element | null = null;

  constructor(tagName: string) {
    this.#tagName = tagName;
  }

  write(items: readonly Item[]): GhostBlock[] {
    for (const item of items) this.#writeItem(item);
    return this.#out;
  }

  #writeItem({ number, blocks }: Item): void {
    this.#endItem();
    let begun = false;
    for (const block of blocks) {
      if (isNative(block, 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')) this.#writeText(block.node, number, begun);
      else if (isNative(block, 'ul', 'ol') && this.#item !== null) this.#item.children.push(block.node);
      else if (block.kind === 'card' && block.prose && !begun) this.#writeAlone(this.#itemCard(block.node, number));
      else this.#writeAlone(block);
      begun = true;
    }
    // An item without content still counts.
    if (!begun && this.#tagName === 'ol') this.#openItem(number);
  }

  #writeText(node: Element, number: number, begun: boolean): void {
    const line = isElement(node, 'p') ? childrenOf(node) : [element('strong', {}, childrenOf(node))];
    if (!begun) {
      this.#openItem(number).children.push(...line);
    } else if (this.#item !== null && !this.#item.children.some((child) => isElement(child, 'ul', 'ol'))) {
      this.#item.children.push(...paragraphBreak(), ...line);
    } else {
      // Ghost would pull text that follows a nested list up in front of it.
      this.#writeAlone(native(node));
    }
  }

  #openItem(number: number): Element {
    this.#list ??= this.#openList(number);
    this.#item = element('li', {}, []);
    this.#list.children.push(this.#item);
    return this.#item;
  }

  #openList(number: number): Element {
    const opened = element(this.#tagName, this.#start(number), []);
    this.#out.push(native(opened));
    return opened;
  }

  #endItem(): void {
    this.#item = null;
  }

  #writeAlone(block: GhostBlock): void {
    this.#list = null;
    this.#item = null;
    this.#out.push(block);
  }

  /** An item with a formula: a card that is a list of one. */
  #itemCard(node: Element, number: number): GhostBlock {
    return card(element(this.#tagName, this.#start(number), [element('li', {}, childrenOf(node))]));
  }

  #start(number: number): Element['properties'] {
    return this.#tagName === 'ol' && number !== 1 ? { start: number } : {};
  }
}
