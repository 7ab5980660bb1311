import {
  attribute,
  bodyOf,
  carries,
  classed,
  find,
  findAll,
  fitsSelector,
  headOf,
  nearest,
  tagged,
  textContent,
} from './dom.ts';
import { line } from './text.ts';

/** JSON-LD blocks read. */
const MAX_BLOCKS = 20;

/** Microdata and links that say of author and time what the head does not. */
const SAID = '[itemprop~="author"], [itemprop~="datePublished"], a[rel~="author"]';
/** Asked one by one: a browser looks through a page for a list of selectors several times slower than for each alone. */
const SAYS = ['[itemprop]', 'a[rel~="author"]'];
/** Class names of bylines, the likeliest first. */
const BYLINES = ['p-author', 'author-name', 'byline-name', 'author'];

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

  /** What the body says of author and date. A page has many elements: few looks through it, and cheap ones. */
  inBody(): { author: string | null; date: string | null } {
    const said: { author: string | null; date: string | null } = { author: null, date: null };
    const body = bodyOf(this.doc);
    if (body === null) return said;
    const any = SAYS.some((selector) => find(body, selector) !== null);
    for (const element of any ? findAll(body, SAID) : []) {
      if (fitsSelector(element, '[itemprop~="datePublished"]')) said.date ??= dateIn(element);
      else said.author ??= authorIn(element);
    }
    for (const name of BYLINES) said.author ??= bylineIn(classed(this.doc, name)[0]);
    for (const time of tagged(this.doc, 'time')) {
      if (said.date !== null) break;
      if (carries(time, 'pubdate') || nearest(time, 'article, main') !== null) said.date = attribute(time, 'datetime');
    }
    return said;
  }
}

function bylineIn(element: Element | undefined): string | null {
  return element === undefined ? null : textContent(element);
}

function authorIn(element: Element): string | null {
  const named = find(element, '[itemprop~="name"]') ?? element;
  return attribute(element, 'content') ?? attribute(named, 'content') ?? textContent(named);
}

function dateIn(element: Element): string | null {
  return attribute(element, 'datetime') ?? attribute(element, 'content') ?? textContent(element);
}
