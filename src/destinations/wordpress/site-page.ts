/** What a page of a site says about the site: whether WordPress wrote it, and where its REST API is. */
import { string } from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import { addressFault } from '../address.ts';
import type { Io } from '../destination.ts';
import { startTags } from '../start-tags.ts';

export interface SitePage {
  /** As named in the Link header, then in the page itself; nothing has been asked there yet. */
  roots: URL[];
  /** The generator's name and version, '' where the page does not tell. */
  generator: string;
  looksLikeWordPress: boolean;
}

/** Characters. WordPress writes its links into the head. */
const MAX_PAGE = 1_000_000;
const API_RELATION = 'https://api.w.org/';

/** A page that is not there is still one of the site's own, with all its links (recorded from WordPress 7.1.1). */
export async function readSitePage(url: string, io: Io): Promise<SitePage | DestinationError> {
  try {
    const request = { method: 'GET', url, as: 'text', expect: [200, 404], schema: string() } as const;
    const { body, headers } = await io.http.request({ ...request, anonymous: true });
    return describePage(url, headers.get('link') ?? '', body.slice(0, MAX_PAGE));
  } catch (error) {
    if (error instanceof DestinationError) return error;
    throw error;
  }
}

export function describePage(url: string, linkHeader: string, html: string): SitePage {
  const links = startTags(html, 'link').filter((tag) => relations(tag.get('rel')).includes(API_RELATION));
  const named = [...rootsInHeader(linkHeader), ...links.map((tag) => tag.get('href') ?? '')];
  const absolute = named.flatMap((href) => (URL.canParse(href, url) ? [new URL(href, url)] : []));
  const roots = absolute.filter(({ href }) => addressFault(href, true) === undefined);
  const generators = startTags(html, 'meta').filter((tag) => tag.get('name')?.toLowerCase() === 'generator');
  const generator = generators.map((tag) => tag.get('content') ?? '').find(isKnown) ?? '';
  const looksLikeWordPress = roots.length > 0 || generator.startsWith('W') || /\/wp-(content|includes)\//.test(html);
  return { roots, generator, looksLikeWordPress };
}

export const isGhost = ({ generator }: SitePage): boolean => generator.startsWith('Ghost');

const isKnown = (generator: string): boolean => /^(WordPress|Ghost) ?[\d.]*$/.test(generator);

/** `<https://blog.example/wp-json/>; rel="https://api.w.org/"` among others (RFC 8288 §3). */
function rootsInHeader(value: string): string[] {
  const links = [...value.matchAll(/<([^<>]*)>([^<]*)/g)];
  return links.flatMap(([, target = '', parameters = '']) => {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? [];
    return relations(quoted ?? bare).includes(API_RELATION) ? [target] : [];
  });
}

const relations = (rel = ''): string[] => rel.split(/\s+/);
