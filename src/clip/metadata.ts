import type { ClipSource } from './clip.ts';
import { attribute, baseURI, find, query, queryAll, rootOf, textContent, viewOf } from './dom.ts';
import { type Described, readJsonLd } from './json-ld.ts';
import { nearestPermalink } from './permalink.ts';
import { publicUrl } from './public-url.ts';
import { line } from './text.ts';
import { type Passage, textFragment, withFragment } from './text-fragment.ts';
import { cleanTitle } from './title.ts';
import { trustedCanonical, withoutTracking } from './url-clean.ts';

/** UTF-16 units. */
const LIMITS = { title: 500, name: 200, lang: 35 };
/** JSON-LD blocks read. */
const MAX_BLOCKS = 20;

/** Where the passage stands: the element nearest to it, and its words for the text fragment. */
export interface Spot {
  anchor: Element | null;
  /** Null where no fragment can lead there: a frame's text, an image. */
  passage: Passage | null;
}

/** The page as a source: everything a reader needs to find and name it. Reads only; never throws on odd metadata. */
export function readSource(doc: Document, { anchor, passage }: Spot): ClipSource {
  const page = URL.parse(addressOf(doc)) ?? new URL('about:blank');
  const meta = new Meta(doc);
  const described = readJsonLd(meta.jsonLd());
  const ownUrl = publicUrl(page.href);
  const permalink = ownUrl === null || anchor === null ? null : nearestPermalink(anchor, page);
  const canonical =
    ownUrl === null ? null : publicOf(trustedCanonical(meta.link('canonical') ?? meta.get('og:url'), page));
  const url = ownUrl === null ? null : (publicOf(URL.parse(permalink ?? '')) ?? canonical ?? withoutTracking(ownUrl));
  const fragment = url === null || permalink !== null || passage === null ? null : textFragment(passage);
  const siteName = siteNameOf(meta, described);
  return {
    url: url?.href ?? null,
    fragmentUrl: url === null || fragment === null ? null : withFragment(url, fragment),
    canonicalUrl: permalink === null ? (canonical?.href ?? null) : null,
    title: titleOf(doc, meta, described, siteName, page),
    siteName: siteName ?? (ownUrl === null ? null : page.hostname.replace(/^www\./, '')),
    author: authorOf(meta, described),
    publishedAt: dateOf(meta, described),
    ...languageOf(doc),
  };
}

/** html[lang] and html[dir], or what the body says. */
export function languageOf(doc: Document): { lang: string | null; dir: 'ltr' | 'rtl' | null } {
  const root = rootOf(doc);
  const body = query(doc, ':root > body');
  const said = (name: string) =>
    (root === null ? null : attribute(root, name)) || (body === null ? null : attribute(body, name)) || null;
  const dir = said('dir')?.toLowerCase();
  const lang = line(said('lang') ?? said('xml:lang'), LIMITS.lang);
  return { lang: lang?.replaceAll('_', '-') ?? null, dir: dir === 'ltr' || dir === 'rtl' ? dir : null };
}

/** A frame without an address of its own (srcdoc) is at its parent's. `<img name=URL>` can't shadow a location. */
function addressOf(doc: Document): string {
  const own = viewOf(doc)?.location.href ?? baseURI(doc);
  return own.startsWith('about:') ? baseURI(doc) : own;
}

function publicOf(url: URL | null): URL | null {
  const open = url === null ? null : publicUrl(url.href);
  return open === null ? null : withoutTracking(open);
}

function titleOf(doc: Document, meta: Meta, described: Described, siteName: string | null, page: URL): string {
  const own = meta.title();
  const shared = line(meta.get('og:title') ?? meta.get('twitter:title') ?? described.headline, LIMITS.title);
  const heading = line(shared ?? onlyHeading(doc), LIMITS.title);
  const raw = own ?? heading ?? '';
  return cleanTitle(raw, [siteName ?? '', page.hostname, meta.get('application-name') ?? ''], heading);
}

function onlyHeading(doc: Document): string | null {
  const headings = queryAll(doc, 'h1');
  const only = headings.length === 1 ? headings[0] : undefined;
  return only === undefined ? null : textContent(only);
}

function siteNameOf(meta: Meta, described: Described): string | null {
  return line(meta.get('og:site_name') ?? described.siteName ?? meta.get('application-name'), LIMITS.name);
}

function authorOf(meta: Meta, described: Described): string | null {
  const named =
    described.author ??
    meta.get('author') ??
    meta.get('article:author') ??
    meta.get('dc.creator') ??
    meta.get('citation_author') ??
    meta.get('parsely-author') ??
    meta.property('author') ??
    meta.get('twitter:creator');
  const author = line(named, LIMITS.name);
  if (author === null || /^https?:\/\//i.test(author)) return line(meta.byline(), LIMITS.name);
  return author.replace(/^by\s+/i, '');
}

function dateOf(meta: Meta, described: Described): string | null {
  const said = [
    described.publishedAt,
    meta.get('article:published_time'),
    meta.get('date'),
    meta.get('dc.date'),
    meta.get('citation_publication_date'),
    meta.get('parsely-pub-date'),
    meta.property('datePublished'),
    meta.time(),
  ];
  for (const date of said) {
    const iso = date === null ? null : toIso(date);
    if (iso !== null) return iso;
  }
  return null;
}

/** A day stays a day: giving it midnight somewhere could make it another day. */
export function toIso(raw: string): string | null {
  const text = raw.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.isNaN(Date.parse(text)) ? null : text;
  const time = Date.parse(text.replace(/^(\d{4})\/(\d{2})\/(\d{2})/, '$1-$2-$3'));
  if (Number.isNaN(time)) return null;
  const year = new Date(time).getUTCFullYear();
  return year < 1000 || year > 9999 ? null : new Date(time).toISOString();
}

/** A document's metadata elements. */
class Meta {
  private readonly doc: Document;
  private readonly named = new Map<string, string>();

  constructor(doc: Document) {
    this.doc = doc;
    for (const element of queryAll(doc, 'meta[content]')) {
      const name = (attribute(element, 'property') ?? attribute(element, 'name'))?.toLowerCase();
      const content = attribute(element, 'content')?.slice(0, 4096).trim();
      if (name && content && !this.named.has(name)) this.named.set(name, content);
    }
  }

  get(name: string): string | null {
    return this.named.get(name) ?? null;
  }

  link(rel: string): string | null {
    const link = query(this.doc, `link[rel~="${rel}" i][href]`);
    return link === null ? null : attribute(link, 'href');
  }

  title(): string | null {
    const title = query(this.doc, 'head > title') ?? query(this.doc, 'title');
    return title === null ? null : line(textContent(title), LIMITS.title);
  }

  jsonLd(): string[] {
    const scripts = Array.from(queryAll(this.doc, 'script[type="application/ld+json" i]'));
    return scripts.slice(0, MAX_BLOCKS).map((script) => textContent(script) ?? '');
  }

  /** Microdata of the first element with this property. */
  property(name: string): string | null {
    const element = query(this.doc, `[itemprop~="${name}"]`);
    if (element === null) return null;
    const inner = find(element, '[itemprop~="name"]') ?? element;
    return (
      attribute(element, 'content') ??
      attribute(element, 'datetime') ??
      attribute(inner, 'content') ??
      textContent(inner)
    );
  }

  byline(): string | null {
    const element = query(this.doc, 'a[rel~="author"], .byline .author, .p-author, .author-name, .byline-name');
    return element === null ? null : textContent(element);
  }

  time(): string | null {
    const element = query(this.doc, 'article time[datetime], main time[datetime], time[pubdate]');
    return element === null ? null : attribute(element, 'datetime');
  }
}
