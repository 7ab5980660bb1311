import { childAt, ELEMENT, flatPath, isElement, isText, localName, nodeType } from './dom.ts';
import { formulaAround } from './math.ts';
import { handlingOf } from './roles.ts';

/** A boundary of a range (StaticRange too, whose ends may lie in different trees). */
export interface Boundary {
  container: Node;
  offset: number;
}

/** What one range means in the flat tree. */
export interface Span {
  /** Ancestors that are written again, outermost first; the last is the root, in which the walk goes. */
  restored: Element[];
  /** Of every container on the way to the start: the child where the walk begins in it, null where after its last. */
  from: Map<Node, Node | null>;
  /** Containers on the way to the end, from the root down. */
  until: Set<Node>;
  stopBefore: Node | null;
  startText: Text | null;
  startOffset: number;
  endText: Text | null;
  endOffset: number;
}

interface Point {
  node: Node;
  at: 'text' | 'before' | 'end';
}

/** Null where the two ends have no element in common. */
export function spanOf(start: Boundary, end: Boundary): Span | null {
  const first = pointOf(start);
  const last = pointOf(end);
  const startPath = flatPath(first.node);
  const startContainers = first.at === 'end' ? startPath : startPath.slice(0, -1);
  const endPath = flatPath(last.node);
  const endContainers = last.at === 'end' ? endPath : endPath.slice(0, -1);
  let common = 0;
  while (common < startContainers.length && startContainers[common] === endContainers[common]) common++;
  const root = startContainers[common - 1];
  if (root === undefined || !isElement(root)) return null;
  const formula = formulaAround(root);
  if (formula !== null) return wholeSpan(formula);
  return {
    restored: restorable(startContainers.slice(0, common)),
    from: new Map(startContainers.map((node, i) => [node, startPath[i + 1] ?? null])),
    until: new Set(endContainers.slice(common - 1)),
    stopBefore: last.at === 'before' ? last.node : null,
    startText: isText(first.node) && first.at === 'text' ? first.node : null,
    startOffset: start.offset,
    endText: isText(last.node) && last.at === 'text' ? last.node : null,
    endOffset: end.offset,
  };
}

/** Everything in one element, the element itself too. */
export function wholeSpan(element: Element): Span {
  const path = flatPath(element);
  const containers = path.slice(0, -1);
  const root = containers[containers.length - 1];
  return {
    restored: root === undefined ? [] : restorable(containers),
    from: new Map(containers.map((node, i) => [node, path[i + 1] ?? null])),
    until: new Set(root === undefined ? [element] : [root, element]),
    stopBefore: null,
    startText: null,
    startOffset: 0,
    endText: null,
    endOffset: 0,
  };
}

function pointOf({ container, offset }: Boundary): Point {
  if (isText(container)) return { node: container, at: 'text' };
  const child = childAt(container, offset);
  if (child !== null) return { node: child, at: 'before' };
  if (nodeType(container) !== ELEMENT && 'host' in container && container.host instanceof Element) {
    return { node: container.host, at: 'end' };
  }
  return { node: container, at: 'end' };
}

/**
 * Which ancestors a passage needs to still be what it was. The innermost list item with its list, but not the items
 * around it; rows with their table, but no table around text of a single cell; headings, paragraphs, code, quotes and
 * inline marks always; a figure or details only where it is the root itself.
 */
function restorable(path: readonly Node[]): Element[] {
  const kept: Element[] = [];
  let item = false;
  let list = false;
  let cell = false;
  for (let i = path.length - 1; i >= 0; i--) {
    const node = path[i];
    if (node === undefined || !isElement(node)) continue;
    const root = i === path.length - 1;
    const { tag: name, role } = handlingOf(localName(node));
    if (name === 'li' || name === 'dt' || name === 'dd') {
      if (!list && !item) kept.push(node);
      item = true;
    } else if (name === 'ul' || name === 'ol' || name === 'dl') {
      if (!list && (item || root)) kept.push(node);
      list = true;
    } else if (name === 'td' || name === 'th' || name === 'caption') {
      cell = true;
      if (root) kept.push(node);
    } else if (name === 'tr' || name === 'thead' || name === 'tbody' || name === 'tfoot' || name === 'table') {
      if (!cell) kept.push(node);
      if (name === 'table') cell = true;
    } else if (root || role === 'mark' || CONTEXT.has(name)) kept.push(node);
  }
  return kept.reverse();
}

const CONTEXT = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre']);
