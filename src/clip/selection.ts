import { childAt, selectionIn as documentSelection, isElement, queryAll, shadowRootOf } from './dom.ts';
import { type Span, spanOf } from './span.ts';

/** What is selected in one document, ready to be walked. */
export interface Selected {
  doc: Document;
  spans: Span[];
  /** The document's own ranges: for the text around the passage. Empty where it lies in a shadow tree. */
  ranges: Range[];
}

interface ComposedRange {
  startContainer: Node;
  startOffset: number;
  endContainer: Node;
  endOffset: number;
}

const MAX_FRAMES = 50;
const MAX_ROOTS = 2000;

/** The selection of this document or, where it has none, of a same-origin frame in it. Null: nothing is selected. */
export function findSelection(doc: Document): Selected | null {
  const documents = [doc];
  for (let i = 0; i < documents.length && i < MAX_FRAMES; i++) {
    const current = documents[i];
    if (current === undefined) break;
    const selected = selectionOf(current);
    if (selected !== null) return selected;
    documents.push(...childDocuments(current));
  }
  return null;
}

function selectionOf(doc: Document): Selected | null {
  const selection = documentSelection(doc);
  if (selection === null || selection.rangeCount === 0) return null;
  const ranges = Array.from({ length: selection.rangeCount }, (_, i) => selection.getRangeAt(i));
  const open = ranges.filter((range) => !range.collapsed && !touchesHost(range));
  if (open.length === ranges.length) return { doc, spans: toSpans(ranges), ranges };
  const composed = composedRanges(doc, selection).filter((range) => !isCollapsed(range));
  if (composed.length > 0) return { doc, spans: toSpans(composed), ranges: [] };
  const wide = ranges.filter((range) => !range.collapsed);
  return wide.length === 0 ? null : { doc, spans: toSpans(wide), ranges: wide };
}

function toSpans(ranges: readonly ComposedRange[]): Span[] {
  return ranges
    .map((range) =>
      spanOf(
        { container: range.startContainer, offset: range.startOffset },
        { container: range.endContainer, offset: range.endOffset },
      ),
    )
    .filter((span) => span !== null);
}

function isCollapsed(range: ComposedRange): boolean {
  return range.startContainer === range.endContainer && range.startOffset === range.endOffset;
}

/** A range that ends at a shadow host may stand for one inside it: browsers retarget what getSelection shows. */
function touchesHost(range: Range): boolean {
  return [
    [range.startContainer, range.startOffset] as const,
    [range.endContainer, range.endOffset] as const,
    [range.endContainer, range.endOffset - 1] as const,
  ].some(([container, offset]) => {
    const node = childAt(container, offset);
    return (
      (isElement(container) && shadowRootOf(container) !== null) || (isElement(node) && shadowRootOf(node) !== null)
    );
  });
}

/**
 * The true ends of a selection in open shadow trees.
 * @see https://w3c.github.io/selection-api/#dom-selection-getcomposedranges; before it, ShadowRoot.getSelection.
 */
function composedRanges(doc: Document, selection: Selection): ComposedRange[] {
  const roots = openShadowRoots(doc);
  if (roots.length === 0) return [];
  if (typeof selection.getComposedRanges === 'function') {
    return selection.getComposedRanges({ shadowRoots: roots });
  }
  const found: ComposedRange[] = [];
  for (const root of roots) {
    const own = selectionIn(root);
    if (own === null) continue;
    for (let i = 0; i < own.rangeCount; i++) found.push(own.getRangeAt(i));
  }
  return found.filter((range) => !isCollapsed(range)).slice(-1);
}

function selectionIn(root: ShadowRoot): Selection | null {
  const getSelection: unknown = Reflect.get(root, 'getSelection');
  if (typeof getSelection !== 'function') return null;
  const own: unknown = getSelection.call(root);
  return own instanceof Selection ? own : null;
}

function openShadowRoots(doc: Document): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  const scopes: (Document | ShadowRoot)[] = [doc];
  for (let scope = scopes.pop(); scope !== undefined && roots.length < MAX_ROOTS; scope = scopes.pop()) {
    const walker = Document.prototype.createTreeWalker.call(document, scope, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const root = isElement(node) ? shadowRootOf(node) : null;
      if (root === null) continue;
      roots.push(root);
      scopes.push(root);
    }
  }
  return roots;
}

/** Documents of same-origin child frames; the ones of strangers throw or are null. */
function childDocuments(doc: Document): Document[] {
  const found: Document[] = [];
  for (const frame of queryAll(doc, 'iframe, frame')) {
    try {
      const child = 'contentDocument' in frame ? frame.contentDocument : null;
      if (isDocument(child)) found.push(child);
    } catch {
      // A frame of another origin: nothing of it can be read.
    }
  }
  return found;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 9;
}
