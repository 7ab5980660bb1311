import type { Element, ElementContent } from 'hast';
import { childrenOf, element, isElement, isWhitespace, lineBreaks, stringProperty } from './tree.ts';

/** A list's item on the page: its number and what stands in it. */
export interface NumberedItem<B> {
  number: number;
  blocks: B[];
}

/** The items with their numbers (HTML: `start`, `reversed`, and `value` on an item). */
export function numberedItems<B>(list: Element, convert: (item: Element) => B[]): NumberedItem<B>[] {
  const parts = itemParts(list);
  const step = stepOf(list);
  let next = integer(list, 'start') ?? (step < 0 ? parts.length : 1);
  return parts.map((part) => {
    const number = integer(part, 'value') ?? next;
    next = number + step;
    return { number, blocks: convert(part) };
  });
}

/** What stands between the items belongs to the item before it: pages nest `ul` directly in `ul`. */
function itemParts(list: Element): Element[] {
  const parts: Element[] = [];
  for (const child of childrenOf(list)) {
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

function stepOf(list: Element): 1 | -1 {
  return list.properties.reversed ? -1 : 1;
}

/** How one system's list items take blocks: lines of text and then nested lists, nothing else. */
export interface ItemRules<B> {
  /** The line that a block makes in an item; null where it can be none. */
  line(block: B): ElementContent[] | null;
  isList(block: B): boolean;
  /** An item may begin with a nested list. */
  listsAlone: boolean;
  /** A block at the beginning of an item that no item can hold, with what is left of its number. */
  first(block: B, number: number): B;
}

/** An item as systems have it. */
export interface ListItem<B> {
  text: ElementContent[];
  lists: B[];
}

/** Items with consecutive numbers. */
interface Stretch<B> {
  start: number;
  items: ListItem<B>[];
}

/**
 * A list cut up so that its system can hold it: it ends before code, an image, a table or a quote and goes on after it,
 * with the number it had come to.
 * @param stretch makes a block of a stretch of items
 */
export function splitList<B>(
  list: Element,
  items: readonly NumberedItem<B>[],
  rules: ItemRules<B>,
  stretch: (start: number, items: readonly ListItem<B>[]) => B,
): B[] {
  const splitter = new ListSplitter(list, rules);
  for (const item of items) splitter.add(item);
  return splitter.parts.map((part) => ('alone' in part ? part.alone : stretch(part.start, part.items)));
}

class ListSplitter<B> {
  readonly parts: (Stretch<B> | { alone: B })[] = [];
  readonly #rules: ItemRules<B>;
  readonly #ordered: boolean;
  readonly #step: number;
  /** The stretch being written, and its last item while that can still take more. */
  #stretch: Stretch<B> | null = null;
  #item: ListItem<B> | null = null;

  constructor(list: Element, rules: ItemRules<B>) {
    this.#rules = rules;
    this.#ordered = isElement(list, 'ol');
    this.#step = stepOf(list);
  }

  add({ number, blocks }: NumberedItem<B>): void {
    this.#item = null;
    let begun = false;
    for (const block of blocks) {
      const line = this.#rules.line(block);
      const nests = line === null && this.#rules.isList(block) ? this.#itemForList(number, begun) : null;
      if (line !== null) this.#addLine(line, block, number, begun);
      else if (nests !== null) nests.lists.push(block);
      else this.#addAlone(begun ? block : this.#rules.first(block, number));
      begun = true;
    }
    // An item without content still counts.
    if (!begun && this.#ordered) this.#open(number);
  }

  #addLine(line: ElementContent[], block: B, number: number, begun: boolean): void {
    if (!begun) this.#open(number).text.push(...line);
    else if (this.#item !== null && this.#item.lists.length === 0) this.#item.text.push(...lineBreaks(2), ...line);
    // Text that follows a nested list would be pulled up in front of it.
    else this.#addAlone(block);
  }

  #itemForList(number: number, begun: boolean): ListItem<B> | null {
    return !begun && this.#rules.listsAlone ? this.#open(number) : this.#item;
  }

  #open(number: number): ListItem<B> {
    const item = { text: [], lists: [] };
    if (this.#stretch === null || !this.#goesOn(this.#stretch, number)) {
      this.#stretch = { start: number, items: [] };
      this.parts.push(this.#stretch);
    }
    this.#stretch.items.push(item);
    this.#item = item;
    return item;
  }

  #goesOn(stretch: Stretch<B>, number: number): boolean {
    return !this.#ordered || number === stretch.start + this.#step * stretch.items.length;
  }

  #addAlone(block: B): void {
    this.#stretch = null;
    this.#item = null;
    this.parts.push({ alone: block });
  }
}
