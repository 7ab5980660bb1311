import { attribute, carries, findAll, isElement, localName, nextSibling, previousSibling } from './dom.ts';

/** The number of the item at which a passage begins in an ordered list (`start`, `reversed`, `value` counted in). */
export function ordinalOf(list: Element, from: Node | null): number {
  const reversed = carries(list, 'reversed');
  const start = integer(attribute(list, 'start'));
  const first = start ?? (reversed ? findAll(list, ':scope > li').length : 1);
  let item = from;
  while (item !== null && !isItem(item)) item = nextSibling(item);
  let steps = 0;
  for (; item !== null; item = previousSibling(item)) {
    if (!isElement(item) || !isItem(item)) continue;
    const value = integer(attribute(item, 'value'));
    if (value !== null) return reversed ? value - steps : value + steps;
    steps++;
  }
  const before = Math.max(0, steps - 1);
  return reversed ? first - before : first + before;
}

function isItem(node: Node): boolean {
  return isElement(node) && localName(node) === 'li';
}

/** Columns to the left of the first selected cell. */
export function cellsBefore(from: Node | null): number {
  let columns = 0;
  for (let node = from === null ? null : previousSibling(from); node !== null; node = previousSibling(node)) {
    if (!isElement(node)) continue;
    const name = localName(node);
    if (name === 'td' || name === 'th') columns += integer(attribute(node, 'colspan')) ?? 1;
  }
  return Math.min(columns, 100);
}

function integer(value: string | null): number | null {
  return value !== null && /^\s*-?\d{1,6}\s*$/.test(value) ? Number.parseInt(value, 10) : null;
}
