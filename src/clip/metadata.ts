import type { ClipSource } from './clip.ts';
import { attribute, baseURI, bodyOf, rootOf, viewOf } from './dom.ts';
import { type Described, readJsonLd } from './json-ld.ts';
import { PageMeta } from './page-meta.ts';
import { nearestPermalink } from './permalink.ts';
import { publicUrl } from './public-url.ts';
import { line } from './text.ts';
import { type Passage, textFragment, withFragment } from './text-fragment.ts';
import { cleanTitle } from './title.ts';
import { trustedCanonical, withoutTracking } from './url-clean.ts';

/** UTF-16 units. */
const LIMITS = { title: 500, name: 200, lang: 35 };

/** Where the passage stands: the element nearest to it, and its words for the text fragment. */
export interface Spot {
  anchor: Element | null;
  /** Null where no fragment can lead there: a frame's text, an image. */
  passage: Passage | null;
}

/** The page as a source: everything a reader needs to find and name it. Reads only; never throws on odd metadata. */
export function readSource(doc: Document, { anchor, passage }: Spot): ClipSource {
  const page = URL.parse(addressOf(doc)) ?? new URL('about:blank');
  const meta = new PageMeta(doc);
  const described = readJsonLd(meta.jsonLd());
  const ownUrl = publicUrl(page.href);
  const permalink = ownUrl === null || anchor === null ? null : nearestPermalink(anchor, page);
  const canonical = ownUrl === null ? null : publicOf(trustedCanonical(meta.canonical() ?? meta.get('og:url'), page));
  const url = ownUrl === null ? null : (publicOf(URL.parse(permalink ?? '')) ?? canonical ?? withoutTracking(ownUrl));
  const fragment = url === null || permalink !== null || passage === null ? null : textFragment(passage);
  const siteName = siteNameOf(meta, described);
  return {
    url: url?.href ?? null,
    fragmentUrl: url === null || fragment === null ? null : withFragment(url, fragment),
    canonicalUrl: permalink === null ? (canonical?.href ?? null) : null,
    title: titleOf(meta, described, siteName, page),
    siteName: siteName ?? (ownUrl === null ? null : page.hostname.replace(/^www\./, '')),
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

function publicOf(url: URL | null): URL | null {
  const open = url === null ? null : publicUrl(url.href);
  return open === null ? null : withoutTracking(open);
}

function titleOf(meta: PageMeta, described: Described, siteName: string | null, page: URL): string {
  const shared = meta.get('og:title', 'twitter:title') ?? described.headline ?? meta.heading();
  const heading = line(shared, LIMITS.title);
  const names = [siteName ?? '', page.hostname, meta.get('application-name') ?? ''];
  return cleanTitle(meta.title(LIMITS.title) ?? heading ?? '', names, heading);
}

function siteNameOf(meta: PageMeta, described: Described): string | null {
  return line(meta.get('og:site_name') ?? described.siteName ?? meta.get('application-name'), LIMITS.name);
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
  const said = date ?? body.date;
  return { author: name?.replace(/^by\s+/i, '') ?? null, publishedAt: said === null ? null : toIso(said) };
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
