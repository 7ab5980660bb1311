/** Finds Contentjet's API behind whatever address a person has at hand: the API itself, its documentation, the host. */
import { string } from 'valibot';
import type { DestinationError } from '../../core/errors.ts';
import { addressFault, originPattern } from '../address.ts';
import type { Discovery, Io } from '../destination.ts';
import { allowingHttp, foldersOf, nearest, pathNames, refusalOf } from '../probing.ts';
import { ContentjetClient } from './client.ts';
import { contentjetError } from './errors.ts';
import type { ContentjetSettings } from './settings.ts';

/** At most this many folders of the address are tried, and `api/` in each of them. */
const MAX_FOLDERS = 4;

/** First names of the API's own paths, and of the pages where people edit. */
const OF_THE_API =
  /^(spec|swagger|authenticate|token-refresh|user|media|projects?|sign-up|login|profile|invites?|account)$/i;

/**
 * Asks only by GET, without credentials, and only at the host of this address. The API itself says neither its name nor
 * its version: the one that its document (`spec`) states is the document's own.
 * @throws DestinationError not_this_system with `contentjet_ui_address` where a page answers, else with
 *   `contentjet_none_here`; insufficient_scope with `contentjet_gate` where something in front keeps us out; redirected
 *   with `contentjet_forwards`; whatever the host as a whole fails with
 */
export async function discoverContentjet(url: URL, io: Io): Promise<Discovery> {
  const fault = addressFault(url.href, true);
  if (fault !== undefined) throw contentjetError('not_this_system', fault);
  const refusals: DestinationError[] = [];
  for (const root of candidateRoots(url)) {
    try {
      await new ContentjetClient(io.http, root).greet();
      return toDiscovery(root, url);
    } catch (error) {
      refusals.push(refusalOf(error));
    }
  }
  throw await whyNot(url, refusals, io);
}

/**
 * Where the API may be for this address, likeliest first, each with its slash: what comes before a path of its own or of
 * the pages, then the folders above; in each of them, `api/` as well.
 */
export function candidateRoots(url: URL): string[] {
  const names = pathNames(url);
  const folders = nearest(foldersOf(url, names.slice(0, ownAt(names))), MAX_FOLDERS);
  return [...new Set(folders.flatMap((folder) => [folder, `${folder}api/`]))];
}

/** Where a path of Contentjet's own begins; the number of names where none does. */
function ownAt(names: readonly string[]): number {
  const at = names.findIndex((name) => OF_THE_API.test(name));
  return at === -1 ? names.length : at;
}

/** `…/projects` and `…/project/1/entries/2/3` are pages; the API has `project/` and `project/1/entry/`. */
function pagesRoot({ origin, pathname }: URL): string | null {
  const [, folder] = /^(.*?\/)(?:projects|project\/\d+\/entries)(?:\/|$)/.exec(pathname) ?? [];
  return folder === undefined ? null : `${origin}${folder}`;
}

function toDiscovery(root: string, url: URL): Discovery & { settings: ContentjetSettings } {
  const api = new URL(root);
  return {
    siteUrl: root,
    apiUrl: root,
    title: api.host,
    version: '',
    origins: [originPattern(api)],
    settings: {
      ...{ project: null, entryType: null, mapping: {} },
      uiUrl: pagesRoot(url),
      ...{ images: 'copy', renewal: 'while_open' },
      ...allowingHttp(api),
    },
  };
}

/** The most telling of what was answered. */
async function whyNot(url: URL, refusals: DestinationError[], io: Io): Promise<DestinationError> {
  const telling =
    refusals.find(({ reason }) => reason === 'contentjet_gate') ?? refusals.find(({ code }) => code === 'server_error');
  if (telling !== undefined) return telling;
  if (refusals.some(({ code }) => code === 'redirected')) return contentjetError('redirected', 'contentjet_forwards');
  const isPage = pagesRoot(url) !== null || (await isHtml(url, io));
  return contentjetError('not_this_system', isPage ? 'contentjet_ui_address' : 'contentjet_none_here');
}

async function isHtml(url: URL, { http }: Io): Promise<boolean> {
  try {
    const request = { method: 'GET', url: url.href, as: 'text', expect: [200], schema: string() } as const;
    const { body } = await http.request({ ...request, anonymous: true });
    return /<(!doctype html|html)\b/i.test(body);
  } catch {
    return false;
  }
}
