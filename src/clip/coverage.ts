import { contains, isElement, nearest, parentOf, queryAll, tagged, textContent } from './dom.ts';

const ARTICLE = 'article, [role="article"]';
const MAIN = 'main, [role="main"]';
const ENOUGH = 0.9;

/** Do these ranges cover at least nine tenths of the text of the page's article? */
export function coversArticle(doc: Document, ranges: readonly Range[]): boolean {
  const first = ranges[0];
  if (first === undefined) return false;
  const article = articleOf(doc, first.commonAncestorContainer);
  if (article === null) return false;
  const whole = new Range();
  whole.selectNodeContents(article);
  if (ranges.some((range) => includes(range, whole))) return true;
  const total = lengthOf(textContent(article) ?? '');
  let covered = 0;
  for (const range of ranges) covered += lengthOf(shared(range, whole));
  return total > 0 && covered / total >= ENOUGH;
}

/** The article around the passage; else the page's only article, else its main part. */
function articleOf(doc: Document, node: Node): Element | null {
  const element = isElement(node) ? node : parentElement(node);
  const around = element === null ? null : nearest(element, `${ARTICLE}, ${MAIN}`);
  if (around !== null) return around;
  const articles = tagged(doc, 'article');
  if (articles.length > 0) return onlyOuter(articles);
  return (
    tagged(doc, 'main')[0] ?? onlyOuter(queryAll(doc, '[role="article"]')) ?? queryAll(doc, '[role="main"]')[0] ?? null
  );
}

/** The one that holds all others; null where there are several. */
function onlyOuter(articles: Iterable<Element>): Element | null {
  let only: Element | null = null;
  for (const article of articles) {
    if (only !== null && !contains(only, article)) return null;
    only ??= article;
  }
  return only;
}

function parentElement(node: Node): Element | null {
  const parent = parentOf(node);
  return isElement(parent) ? parent : null;
}

function includes(outer: Range, inner: Range): boolean {
  return (
    outer.compareBoundaryPoints(Range.START_TO_START, inner) <= 0 &&
    outer.compareBoundaryPoints(Range.END_TO_END, inner) >= 0
  );
}

function shared(range: Range, whole: Range): string {
  const part = range.cloneRange();
  if (part.compareBoundaryPoints(Range.START_TO_START, whole) < 0) {
    part.setStart(whole.startContainer, whole.startOffset);
  }
  if (part.compareBoundaryPoints(Range.END_TO_END, whole) > 0) part.setEnd(whole.endContainer, whole.endOffset);
  return part.toString();
}

function lengthOf(text: string): number {
  return text.replace(/\s+/g, '').length;
}
