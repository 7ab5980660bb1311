/** Finds WordPress' REST API behind whatever address a person has at hand: the site, a post, wp-admin, the API itself. */
import { is } from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import { addressFault, isLoopback, isSameSite, originPattern } from '../address.ts';
import type { Discovery, Io } from '../destination.ts';
import { allowingHttp, ends, foldersOf, nearest, pathNames, refusalOf } from '../probing.ts';
import { proposable } from '../proposable.ts';
import { twinOf } from '../twin.ts';
import { authorizePage, WordPressClient, type WordPressRoot } from './client.ts';
import { HEADER_LOST_REASON, REST_BLOCKED_REASON, wordPressError } from './errors.ts';
import { DEFAULT_JWT_NAMESPACE, JwtNamespace, type WordPressSettings } from './settings.ts';
import { isGhost, readSitePage, type SitePage } from './site-page.ts';

/** At most this many folders of the address are tried. */
const MAX_FOLDERS = 4;

/** What one host has answered. `refusals` in the order in which they came. */
interface Look {
  url: URL;
  found: { apiUrl: string; root: WordPressRoot } | null;
  page: SitePage | null;
  refusals: { apiUrl: string; error: DestinationError }[];
}

/**
 * Asks only by GET, without credentials, and only at the host of this address and its twin with or without `www.`.
 * Where something else has to be asked, it is proposed in `needs`; the discovery then goes on there, and what answers
 * must be the API of `site`: no page can put a stranger's in its place.
 * @param site the address the person gave, where `url` was proposed at it
 * @throws DestinationError not_this_system (`wordpress_none_here`, `wordpress_is_ghost`, `wordpress_other_site`);
 *   insufficient_scope where the API is kept from us (`wordpress_rest_blocked`, `wordpress_gate`); redirected with
 *   `wordpress_forwards` where the address forwards and nothing says where to
 */
export async function discoverWordPress(url: URL, io: Io, site?: URL): Promise<Discovery> {
  const fault = addressFault(url.href, true);
  if (fault !== undefined) throw wordPressError('not_this_system', fault);
  const look = await lookAt(url, io);
  const here = toDiscovery(look, site);
  if (here !== null) return here;
  const twin = forwards(look) && site === undefined ? twinOf(url) : null;
  const there = twin === null ? null : await lookAt(twin, io).then(toDiscovery, () => null);
  if (there !== null) return there;
  const proposed = site === undefined ? proposal(look) : null;
  if (proposed !== null) return proposed;
  throw whyNot(look);
}

/** @throws DestinationError where the host as a whole can't be asked */
async function lookAt(url: URL, io: Io): Promise<Look> {
  const folders = candidateFolders(url);
  const [likeliest = url.href] = folders;
  const look: Look = { url, found: null, page: null, refusals: [] };
  const page = await readSitePage(likeliest, io);
  if (page instanceof DestinationError) look.refusals.push({ apiUrl: likeliest, error: refusalOf(page) });
  else look.page = page;
  for (const apiUrl of candidateRoots(look, folders)) {
    try {
      return { ...look, found: { apiUrl, root: await new WordPressClient(io.http, apiUrl).root() } };
    } catch (error) {
      look.refusals.push({ apiUrl, error: refusalOf(error) });
    }
  }
  return look;
}

/**
 * Where WordPress may stand for this address, likeliest first, each with its closing slash: what comes before a path of
 * WordPress' own, then the folders above it.
 */
export function candidateFolders(url: URL): string[] {
  const names = pathNames(url);
  const own = names.findIndex((name) =>
    /^(wp-(json|admin|content|includes|[\w-]+\.php)|index\.php|xmlrpc\.php)$/.test(name),
  );
  return nearest(foldersOf(url, own === -1 ? names : names.slice(0, own)), MAX_FOLDERS);
}

/** What the page names on its own host (by the scheme that was given: no page takes the encryption away), then guesses. */
function candidateRoots({ url, page }: Look, folders: string[]): string[] {
  const named = (page?.roots ?? []).filter((root) => isSameSite(root, url)).map((root) => withScheme(root, url));
  return [
    ...new Set([
      ...named,
      ...folders.map((folder) => `${folder}wp-json/`),
      ...ends(folders).flatMap((folder) => [`${folder}?rest_route=/`, `${folder}index.php?rest_route=/`]),
    ]),
  ];
}

function withScheme(address: URL, { protocol }: URL): string {
  const own = new URL(address);
  own.protocol = protocol;
  return own.href;
}

const forwards = ({ refusals }: Look): boolean => refusals.some(({ error }) => error.code === 'redirected');

function toDiscovery({ url, found, page, refusals }: Look, site?: URL): Discovery | null {
  if (found === null) {
    const kept = refusals.find(({ error }) => isForMembers(error));
    if (kept === undefined || site !== undefined) return null;
    // What keeps all for those who are signed in keeps the sign-in of a plugin too; JWT Auth by useful-team does not.
    const jwt = kept.error.reason === HEADER_LOST_REASON ? (['jwt_login'] as const) : [];
    return { ...atRoot(kept.apiUrl), title: url.host, version: '', authMethods: [...jwt, 'application_password'] };
  }
  const { apiUrl, root } = found;
  if (site !== undefined && ![apiUrl, root.home, root.url].some((one) => isSameAddress(one, site))) {
    throw wordPressError('not_this_system', 'wordpress_other_site');
  }
  return {
    ...atRoot(apiUrl, root),
    title: root.name || new URL(apiUrl).host,
    version: page?.generator.replace(/^\D+/, '') ?? '',
    ...waysIn(apiUrl, root),
  };
}

/** The API answers, but not to a stranger. */
const isForMembers = ({ status, reason }: DestinationError): boolean =>
  reason === HEADER_LOST_REASON || (status === 401 && reason === REST_BLOCKED_REASON);

const isSameAddress = (address: string, site: URL): boolean =>
  URL.canParse(address) && isSameSite(new URL(address), site);

type Place = Pick<Discovery, 'siteUrl' | 'apiUrl' | 'origins'> & { settings: WordPressSettings };

function atRoot(apiUrl: string, root?: WordPressRoot): Place {
  const api = new URL(apiUrl);
  const twin = twinOf(api);
  // Where wp-admin is; never on another host, whatever the site says.
  const stated = root !== undefined && isSameAddress(root.url, api) ? withScheme(new URL(root.url), api) : null;
  const siteUrl =
    stated ?? new URL(api.searchParams.has('rest_route') ? '.' : '..', `${api.origin}${api.pathname}`).href;
  return {
    siteUrl: siteUrl.replace(/\/?$/, '/'),
    apiUrl,
    origins: [api, ...(twin === null ? [] : [twin])].map(originPattern),
    settings: { jwtNamespace: jwtNamespaceOf(root), images: 'copy', ...allowingHttp(api) },
  };
}

/** A fork of the plugin may have a namespace of its own. */
function jwtNamespaceOf(root: WordPressRoot | undefined): string {
  const named = root?.namespaces.filter((name) => name.includes('jwt-auth') && is(JwtNamespace, name)) ?? [];
  return named.includes(DEFAULT_JWT_NAMESPACE) ? DEFAULT_JWT_NAMESPACE : (named[0] ?? DEFAULT_JWT_NAMESPACE);
}

/** What the root says of itself; a root that says nothing leaves it to the person. */
function waysIn(apiUrl: string, root: WordPressRoot): Pick<Discovery, 'authMethods' | 'authorizeUrl'> {
  const authorizeUrl = authorizePage(root);
  const byPassword = authorizeUrl === undefined ? [] : (['application_password'] as const);
  const byToken = root.namespaces.includes(jwtNamespaceOf(root)) ? (['jwt_login'] as const) : [];
  const authMethods = [...byPassword, ...byToken];
  const isOwn = authorizeUrl !== undefined && isSameAddress(authorizeUrl, new URL(apiUrl));
  return {
    ...(authMethods.length === 0 ? {} : { authMethods }),
    ...(isOwn && addressFault(authorizeUrl, false) === undefined ? { authorizeUrl } : {}),
  };
}

/** The same site encrypted where it forwards its http, else where the page says that its API is. */
function proposal(look: Look): Discovery | null {
  const { url, page } = look;
  const isPlain = url.protocol === 'http:' && url.port === '' && !isLoopback(url.hostname);
  const https = isPlain && forwards(look) ? `https://${url.host}${url.pathname}` : null;
  const elsewhere = page?.roots.find((root) => !isSameSite(root, url))?.href ?? null;
  const [address, reason] = https === null ? [elsewhere, 'needs_wordpress_api_host'] : [https, 'needs_wordpress_https'];
  const proposed = address === null ? null : proposable(address, url);
  if (proposed === null) return null;
  return {
    ...atRoot(proposed.href),
    title: url.host,
    version: '',
    origins: [originPattern(proposed)],
    needs: { url: proposed.href, reason },
  };
}

/** The most telling of what was answered. A gate before guessed places says nothing where the page itself was open. */
function whyNot(look: Look): DestinationError {
  const { page, refusals } = look;
  const errors = refusals.map(({ error }) => error);
  const told = (reason: string) => errors.find((error) => error.reason === reason);
  const isClosed = page === null || page.looksLikeWordPress;
  const telling =
    told(REST_BLOCKED_REASON) ??
    (isClosed ? (told('wordpress_gate') ?? errors.find((error) => error.code === 'server_error')) : undefined);
  if (telling !== undefined) return telling;
  if (page !== null && isGhost(page)) return wordPressError('not_this_system', 'wordpress_is_ghost');
  if (forwards(look)) return wordPressError('redirected', 'wordpress_forwards');
  if (page?.looksLikeWordPress) return wordPressError('insufficient_scope', REST_BLOCKED_REASON);
  return wordPressError('not_this_system', 'wordpress_none_here');
}
