import type { PageSource } from './clip.ts';
import { attribute, baseURI, bodyOf, rootOf, viewOf } from './dom.ts';
import { type Described, readJsonLd } from './json-ld.ts';
import { PageMeta } from './page-meta.ts';
import { nearestPermalink } from './permalink.ts';
import { line } from './text.ts';
import { type Passage, textFragment } from './text-fragment.ts';

/** UTF-16 units. */
const LIMITS = { title: 500, name: 200, lang: 35 };

/** Where the passage stands: the element nearest to it, and its words for the text fragment. */
export interface Spot {
  anchor: Element | null;
  /** Null where no fragment can lead there: a frame's text, an image. */
  passage: Passage | null;
}

/** What the page says that a reader needs to find and name it. Reads only; never throws on odd metadata. */
export function readPage(doc: Document, { anchor, passage }: Spot): PageSource {
  const address = addressOf(doc);
  const page = URL.parse(address);
  const meta = new PageMeta(doc);
  const described = readJsonLd(meta.jsonLd());
  const permalink = anchor === null || page === null ? null : nearestPermalink(anchor, page);
  const named = meta.get('application-name');
  return {
    page: address,
    permalink,
    canonical: meta.canonical() ?? meta.get('og:url'),
    fragment: passage === null || permalink !== null ? null : textFragment(passage),
    title: meta.title(LIMITS.title),
    heading: line(meta.get('og:title', 'twitter:title') ?? described.headline ?? meta.heading(), LIMITS.title),
    siteName: line(meta.get('og:site_name') ?? described.siteName ?? named, LIMITS.name),
    applicationName: line(named, LIMITS.name),
    ...madeBy(meta, described),
    ...languageOf(doc),
  };
}

/** html[lang] and html[dir], or what the body says. */
export function languageOf(doc: Document): { lang: string | null; dir: 'ltr' | 'rtl' | null } {
  const root = rootOf(doc);
  const body = bodyOf(doc);
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

function madeBy(meta: PageMeta, described: Described): { author: string | null; publishedAt: string | null } {
  const named =
    described.author ??
    meta.get('author', 'article:author', 'dc.creator', 'citation_author', 'parsely-author', 'twitter:creator');
  const author = line(named, LIMITS.name);
  const date =
    described.publishedAt ??
    meta.get('article:published_time', 'date', 'dc.date', 'citation_publication_date', 'parsely-pub-date');
  const unnamed = author === null || /^https?:\/\//i.test(author);
  const body = unnamed || date === null ? meta.inBody() : { author: null, date: null };
  const name = unnamed ? line(body.author, LIMITS.name) : author;
  return { author: name?.replace(/^by\s+/i, '') ?? null, publishedAt: date ?? body.date };
}
