import { CAPS } from './allow-list.ts';
import { type ClipSource, NO_SOURCE, type PageSource } from './clip.ts';
import { publicUrl } from './public-url.ts';
import { line } from './text.ts';
import { withFragment } from './text-fragment.ts';
import { cleanTitle } from './title.ts';
import { trustedCanonical, withoutTracking } from './url-clean.ts';

/** UTF-16 units. */
const LIMITS = { title: 500, name: 200, lang: 35 };
const LANG = /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,6}$/i;

/**
 * What a page says of itself as the source of a clip: only addresses that any reader can open, without tracking and
 * secrets; a title without the site; lines cleaned and capped. Nothing a page says makes it throw.
 */
export function sourceFrom(said: PageSource | null): ClipSource {
  if (said === null) return NO_SOURCE;
  const page = URL.parse(said.page) ?? new URL('about:blank');
  const isPublic = publicUrl(page.href) !== null;
  const siteName = line(said.siteName, LIMITS.name);
  const lang = line(said.lang, LIMITS.lang);
  return {
    ...(isPublic ? addressesOf(said, page) : { url: null, fragmentUrl: null, canonicalUrl: null }),
    title: titleOf(said, [siteName ?? '', page.hostname, line(said.applicationName, LIMITS.name) ?? '']),
    siteName: siteName ?? (isPublic ? page.hostname.replace(/^www\./, '') : null),
    author: line(said.author, LIMITS.name),
    publishedAt: said.publishedAt === null ? null : toIso(said.publishedAt),
    lang: lang !== null && LANG.test(lang) ? lang : null,
    dir: said.dir,
  };
}

function addressesOf(said: PageSource, page: URL): Pick<ClipSource, 'url' | 'fragmentUrl' | 'canonicalUrl'> {
  const canonical = cleaned(trustedCanonical(said.canonical, page));
  const url = cleaned(URL.parse(said.permalink ?? '')) ?? canonical ?? cleaned(page);
  const fragment = said.permalink === null && said.fragment?.startsWith(':~:') ? said.fragment : null;
  return {
    url: url?.href ?? null,
    fragmentUrl:
      url === null || fragment === null ? null : (short(publicUrl(withFragment(url, fragment)))?.href ?? null),
    canonicalUrl: said.permalink === null ? (canonical?.href ?? null) : null,
  };
}

function cleaned(url: URL | null): URL | null {
  const open = url === null ? null : publicUrl(url.href);
  return open === null ? null : short(withoutTracking(open));
}

function short(url: URL | null): URL | null {
  return url === null || url.href.length > CAPS.url ? null : url;
}

function titleOf({ title, heading }: PageSource, names: readonly string[]): string {
  const short = line(heading, LIMITS.title);
  return line(cleanTitle(line(title, LIMITS.title) ?? short ?? '', names, short), LIMITS.title) ?? '';
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
