import { attribute, bodyOf, find, findAll, fitsSelector, headOf, tagged, textContent } from './dom.ts';
import { line } from './text.ts';

/** JSON-LD blocks read. */
const MAX_BLOCKS = 20;

/** What a page's markup says of author and time where its head says nothing. */
const AUTHOR = '[itemprop~="author"], a[rel~="author"], .byline .author, .p-author, .author-name, .byline-name';
const DATE = '[itemprop~="datePublished"], article time[datetime], main time[datetime], time[pubdate]';

/** A document's metadata elements: its head, and the few things worth looking for in its body. */
export class PageMeta {
  private readonly doc: Document;
  private readonly head: Element | null;
  private readonly named = new Map<string, string>();

  constructor(doc: Document) {
    this.doc = doc;
    this.head = headOf(doc);
    for (const element of tagged(doc, 'meta')) {
      const name = (attribute(element, 'property') ?? attribute(element, 'name'))?.toLowerCase();
      const content = attribute(element, 'content')?.slice(0, 4096).trim();
      if (name && content && !this.named.has(name)) this.named.set(name, content);
    }
  }

  /** The first of these names that a meta element has. */
  get(...names: readonly string[]): string | null {
    for (const name of names) {
      const content = this.named.get(name);
      if (content !== undefined) return content;
    }
    return null;
  }

  canonical(): string | null {
    const link = this.head === null ? null : find(this.head, 'link[rel~="canonical" i][href]');
    return link === null ? null : attribute(link, 'href');
  }

  /** At most `max` UTF-16 units. */
  title(max: number): string | null {
    const title = this.head === null ? null : find(this.head, 'title');
    return title === null ? null : line(textContent(title), max);
  }

  /** The text of the page's only h1. */
  heading(): string | null {
    const headings = tagged(this.doc, 'h1');
    const only = headings.length === 1 ? headings[0] : undefined;
    return only === undefined ? null : textContent(only);
  }

  jsonLd(): string[] {
    const blocks: string[] = [];
    for (const script of tagged(this.doc, 'script')) {
      if (blocks.length >= MAX_BLOCKS) break;
      if (attribute(script, 'type')?.toLowerCase() === 'application/ld+json') blocks.push(textContent(script) ?? '');
    }
    return blocks;
  }

  /** What the body says of author and date: one look through it. */
  inBody(): { author: string | null; date: string | null } {
    const body = bodyOf(this.doc);
    const said: { author: string | null; date: string | null } = { author: null, date: null };
    if (body === null) return said;
    for (const element of findAll(body, `${AUTHOR}, ${DATE}`)) {
      if (fitsSelector(element, DATE)) said.date ??= dateIn(element);
      else said.author ??= authorIn(element);
      if (said.author !== null && said.date !== null) break;
    }
    return said;
  }
}

function authorIn(element: Element): string | null {
  const named = find(element, '[itemprop~="name"]') ?? element;
  return attribute(element, 'content') ?? attribute(named, 'content') ?? textContent(named);
}

function dateIn(element: Element): string | null {
  return attribute(element, 'datetime') ?? attribute(element, 'content') ?? textContent(element);
}
