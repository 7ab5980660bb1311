import type { ElementContent, Element as HastElement, Root } from 'hast';
import type { Captured, CaptureRequest, ClipKind, ClipNote, PageSource } from './clip.ts';
import { coversArticle } from './coverage.ts';
import { findAll, nearest, queryAll, textContent, viewOf } from './dom.ts';
import { imageAddress } from './images.ts';
import { liveLooks } from './looks.ts';
import { languageOf, readPage } from './metadata.ts';
import { passageOf } from './passage.ts';
import { findSelection, type Selected } from './selection.ts';
import { type Span, wholeSpan } from './span.ts';
import { collapse } from './text.ts';
import { Walk } from './walk.ts';

/** Captures what was asked for from a rendered document. Reads only. */
export function capture(request: CaptureRequest, doc: Document): Captured {
  if (request.kind === 'link') return captureLink(request.url, request.text, doc);
  if (request.kind === 'image') return captureImage(request.url, doc);
  const selected = findSelection(doc);
  return selected === null ? nothing(doc) : captureSelection(selected, doc);
}

function captureSelection(selected: Selected, doc: Document): Captured {
  const { content, notes } = walk(selected.spans, selected.doc);
  if (content.children.length === 0) return nothing(doc);
  const page = pageOf(doc);
  const whole = coversArticle(selected.doc, selected.ranges);
  const passage = selected.doc === page ? passageOf(content, selected.ranges, page) : null;
  const source = readPage(page, { anchor: anchorOf(selected), passage });
  return { found: true, kind: whole ? 'article' : 'selection', source, content, notes };
}

/** A link as a paragraph of its own: the link that was clicked, with its address absolute. */
function captureLink(url: string, text: string, doc: Document): Captured {
  const wanted = collapse(text);
  const links = Array.from(queryAll(doc, 'a[href]')).filter((link) => hrefOf(link) === url);
  const anchor = links.find((link) => collapse(textContent(link) ?? '') === wanted) ?? links[0] ?? null;
  const { content, notes } = anchor === null ? NOTHING_WALKED : walk([wholeSpan(anchor)], doc);
  const parts = elements(content, 'a');
  const children = parts.flatMap((part, i): ElementContent[] =>
    i === 0 ? part.children : [{ type: 'text', value: ' ' }, ...part.children],
  );
  const properties = parts[0]?.properties ?? { href: url };
  if (children.length === 0) children.push({ type: 'text', value: wanted || url });
  return found('link', [paragraph({ type: 'element', tagName: 'a', properties, children })], notes, doc, anchor);
}

/** An image, in its figure with the caption where it stands in one. */
function captureImage(url: string, doc: Document): Captured {
  const images = Array.from(queryAll(doc, 'img')).filter((element) => element instanceof HTMLImageElement);
  const image = images.find((img) => img.currentSrc === url || img.src === url || imageAddress(img) === url) ?? null;
  if (image === null) {
    const node: HastElement = { type: 'element', tagName: 'img', properties: { src: url, alt: '' }, children: [] };
    return found('image', [paragraph(node)], [], doc, null);
  }
  const figure = nearest(image, 'figure');
  const only = figure !== null && findAll(figure, 'img').length === 1;
  const { content, notes } = walk([wholeSpan(only ? figure : image)], doc);
  const node = (only ? elements(content, 'figure')[0] : undefined) ?? elements(content, 'img')[0];
  if (node === undefined) return nothing(doc);
  return found('image', [node.tagName === 'figure' ? node : paragraph(node)], notes, doc, image);
}

function walk(spans: readonly Span[], doc: Document): { content: Root; notes: ClipNote[] } {
  const { lang, dir } = languageOf(doc);
  const walker = new Walk({ looks: liveLooks(), rendered: true, lang: lang ?? '', dir: dir ?? 'ltr' });
  for (const span of spans) walker.add(span);
  return walker.finish();
}

function found(
  kind: ClipKind,
  children: HastElement[],
  notes: ClipNote[],
  doc: Document,
  anchor: Element | null,
): Captured {
  const source = readPage(pageOf(doc), { anchor, passage: null });
  return { found: true, kind, source, content: { type: 'root', children }, notes };
}

function nothing(doc: Document): Captured {
  return { found: false, source: sourceOnly(doc) };
}

export function sourceOnly(doc: Document): PageSource {
  return readPage(pageOf(doc), { anchor: null, passage: null });
}

/** The page a reader would open: of a same-origin frame, the document that holds it. */
function pageOf(doc: Document): Document {
  let page = doc;
  for (let i = 0; i < 10; i++) {
    const view = viewOf(page);
    if (view === null || view.parent === view) return page;
    try {
      page = view.parent.document;
    } catch {
      return page;
    }
  }
  return page;
}

function anchorOf({ spans }: Selected): Element | null {
  const restored = spans[0]?.restored;
  return restored?.[restored.length - 1] ?? null;
}

function hrefOf(link: Element): string | null {
  return 'href' in link && typeof link.href === 'string' ? link.href : null;
}

const NOTHING_WALKED: { content: Root; notes: ClipNote[] } = { content: { type: 'root', children: [] }, notes: [] };

/** Elements of this name in document order; none lies in another. */
function elements(content: Root, tagName: string): HastElement[] {
  const found: HastElement[] = [];
  const queue = content.children.filter((child) => child.type === 'element').reverse();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node.tagName === tagName) found.push(node);
    else for (const child of node.children.toReversed()) if (child.type === 'element') queue.push(child);
  }
  return found;
}

function paragraph(child: HastElement): HastElement {
  return { type: 'element', tagName: 'p', properties: {}, children: [child] };
}
