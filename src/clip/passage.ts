import type { Element as HastElement, Root } from 'hast';
import { bodyOf, dataOf, isElement, isText, localName, parentOf, textContent } from './dom.ts';
import { collapse } from './text.ts';
import type { Passage } from './text-fragment.ts';

/** Blocks read from each end: enough for a fragment's start and end. */
const BLOCKS = 3;
const CONTEXT = 120;
/** A longer passage stands on a page once. */
const COUNTED = 200;

/** The captured passage as the text fragment needs it, with the page's words around it. */
export function passageOf(content: Root, ranges: readonly Range[], doc: Document): Passage {
  const blocks = endBlocks(content);
  const first = ranges[0];
  const last = ranges[ranges.length - 1];
  if (first === undefined || last === undefined) return { blocks, before: '', after: '' };
  const before = textBefore(first.startContainer, first.startOffset);
  const after = textAfter(last.endContainer, last.endOffset);
  const only = blocks.length === 1 ? blocks[0] : undefined;
  if (only === undefined || only.length > COUNTED) return { blocks, before, after };
  return { blocks, before, after, occurrences: occurrences(only, doc) };
}

/** The texts of the first and the last blocks, in order. */
function endBlocks(content: Root): string[] {
  const first = collectBlocks(content, false, BLOCKS);
  return first.length < BLOCKS ? first : [...first, ...collectBlocks(content, true, 1)];
}

function collectBlocks(content: Root, backwards: boolean, wanted: number): string[] {
  const blocks: string[] = [];
  const queue: (Root | HastElement)[] = [content];
  for (let node = queue.pop(); node !== undefined && blocks.length < wanted; node = queue.pop()) {
    const inner = node.children.filter((child) => child.type === 'element' && !INLINE.has(child.tagName));
    if (inner.length === 0) {
      const text = textOf(node);
      if (text.trim() !== '') blocks.push(text);
      continue;
    }
    if (!backwards) inner.reverse();
    for (const child of inner) if (child.type === 'element') queue.push(child);
  }
  return blocks;
}

const INLINE = new Set(
  'a strong b em i u s del ins mark small sub sup code kbd samp var abbr cite q time bdi bdo ruby span img input wbr br math'.split(
    ' ',
  ),
);

function textOf(block: Root | HastElement): string {
  const parts: string[] = [];
  const queue: (Root | Root['children'][number])[] = [block];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node.type === 'text') parts.push(node.value);
    else if (node.type === 'element' && (node.tagName === 'br' || node.tagName === 'math')) parts.push(' ');
    else if ('children' in node)
      for (let i = node.children.length - 1; i >= 0; i--) queue.push(node.children[i] ?? block);
  }
  return parts.join('');
}

/** Text of the same block before a boundary; inline neighbours count, other blocks do not. */
function textBefore(container: Node, offset: number): string {
  const own = isText(container) ? dataOf(container).slice(0, offset) : '';
  const block = blockAround(container);
  if (block === null) return own.slice(-CONTEXT);
  const range = new Range();
  range.setStart(block, 0);
  range.setEnd(container, offset);
  return range.toString().slice(-CONTEXT);
}

function textAfter(container: Node, offset: number): string {
  const own = isText(container) ? dataOf(container).slice(offset) : '';
  const block = blockAround(container);
  if (block === null) return own.slice(0, CONTEXT);
  const range = new Range();
  range.setStart(container, offset);
  range.setEnd(block, block.childNodes.length);
  return range.toString().slice(0, CONTEXT);
}

const BLOCK_TAGS = new Set('p h1 h2 h3 h4 h5 h6 li td th dd dt pre figcaption summary caption'.split(' '));

/** Only where the block is small by its tag: a div may hold the page. */
function blockAround(node: Node): Element | null {
  let up: Node | null = node;
  for (let i = 0; up !== null && i < 8; i++, up = parentOf(up)) {
    if (isElement(up) && BLOCK_TAGS.has(localName(up))) return up;
  }
  return null;
}

function occurrences(text: string, doc: Document): number {
  const body = bodyOf(doc);
  const wanted = collapse(text).toLowerCase();
  if (body === null || wanted === '') return 1;
  const page = (textContent(body) ?? '').toLowerCase();
  if (page.length > 1_000_000) return 1;
  const haystack = collapse(page);
  let count = 0;
  for (let at = haystack.indexOf(wanted); at >= 0 && count < 2; at = haystack.indexOf(wanted, at + 1)) count++;
  return count;
}
