import type { ElementContent } from 'hast';
import { isElement, isWhitespace, text } from './tree.ts';

/** Elements that show something though they hold no text, or whose text is no running text. */
const WHOLE: ReadonlySet<string> = new Set(['img', 'math', 'wbr']);

/**
 * White space as a browser shows it, decided here and not by the system that takes the body (Ghost drops the space before
 * an element it does not know). Neighbouring texts are joined, elements that show nothing dropped, spaces and line breaks
 * at both ends removed.
 */
export function tidyInline(nodes: readonly ElementContent[]): ElementContent[] {
  return trimEnd(collapse(nodes, { space: true, started: false }));
}

interface Line {
  /** The text so far ends with a space, or a line begins here. */
  space: boolean;
  /** Something has been written: a line break may follow. */
  started: boolean;
}

function collapse(nodes: readonly ElementContent[], line: Line): ElementContent[] {
  const out: ElementContent[] = [];
  for (const node of nodes) {
    if (node.type === 'text') appendText(out, node.value, line);
    else if (isElement(node, 'br')) appendBreak(out, node, line);
    else if (isElement(node) && WHOLE.has(node.tagName)) appendWhole(out, node, line);
    else if (isElement(node)) {
      const children = collapse(node.children, line);
      if (children.every(isWhitespace)) append(out, children);
      else out.push({ ...node, children });
    }
  }
  return out;
}

function appendText(out: ElementContent[], value: string, line: Line): void {
  let words = value.replace(/[ \t\n\r\f]+/g, ' ');
  if (line.space) words = words.replace(/^ /, '');
  if (words === '') return;
  line.space = words.endsWith(' ');
  line.started = true;
  append(out, [text(words)]);
}

function append(out: ElementContent[], nodes: readonly ElementContent[]): void {
  for (const node of nodes) {
    const last = out.at(-1);
    if (last?.type === 'text' && node.type === 'text') out[out.length - 1] = text(last.value + node.value);
    else out.push(node);
  }
}

function appendBreak(out: ElementContent[], node: ElementContent, line: Line): void {
  if (line.started) out.push(node);
  line.space = true;
}

function appendWhole(out: ElementContent[], node: ElementContent, line: Line): void {
  out.push(node);
  line.space = false;
  line.started = true;
}

function trimEnd(nodes: readonly ElementContent[]): ElementContent[] {
  const out = [...nodes];
  for (let last = out.pop(); last !== undefined; last = out.pop()) {
    const trimmed = trimmedEnd(last);
    if (trimmed !== null) return [...out, trimmed];
  }
  return out;
}

/** The node without white space and line breaks at its end; null where nothing is left. */
function trimmedEnd(node: ElementContent): ElementContent | null {
  if (node.type === 'text') {
    const value = node.value.replace(/[ \t\n\r\f]+$/, '');
    return value === '' ? null : text(value);
  }
  if (!isElement(node) || isElement(node, 'br')) return null;
  if (WHOLE.has(node.tagName)) return node;
  const children = trimEnd(node.children);
  return children.length === 0 ? null : { ...node, children };
}
