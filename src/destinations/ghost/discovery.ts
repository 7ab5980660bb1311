/** Finds Ghost's admin API behind whatever address a person has at hand: the site, a post, the admin, an API url. */
import { addressFault, isSameSite, originPattern } from '../address.ts';
import type { Discovery, Io } from '../destination.ts';
import { allowingHttp, ends, foldersOf, nearest, pathNames, refusalOf } from '../probing.ts';
import { findAdminElsewhere } from './admin-elsewhere.ts';
import { GhostClient, type GhostSite } from './client.ts';
import { ghostError } from './errors.ts';
import type { GhostApiVersion, GhostSettings } from './settings.ts';

/** Asks only by GET and without credentials. At most this many folders of the address are tried. */
const MAX_BASES = 5;

/**
 * Where only the admin's own host answers, it is proposed in `needs`; the discovery then goes on there, and what stands
 * there must be the admin of `site`: no page can put a stranger's in its place.
 * @param site the address the person gave, where `url` was proposed at it
 * @throws DestinationError not_this_system where no Ghost answers (reason `ghost_too_old` before version 2,
 *   `ghost_other_site` where a proposed admin belongs to another site); redirected where the address forwards and
 *   nothing says where to (reasons `ghost_admin_elsewhere`, `site_forwards`, `site_forwards_https`,
 *   `site_forwards_www`)
 */
export async function discoverGhost(url: URL, io: Io, site?: URL): Promise<Discovery> {
  const fault = addressFault(url.href, true);
  if (fault !== undefined) throw ghostError('not_this_system', fault);
  const bases = candidateBases(url);
  const forwarding = new Set<string>();
  for (const [base, version] of attempts(bases)) {
    const answer = await siteAt(base, version, io);
    if (answer === 'forwards') forwarding.add(base);
    else if (answer !== null) return toDiscovery(base, answer, site);
  }
  // A proposal leads one step and no further.
  if (site !== undefined) {
    throw forwarding.size > 0 ? ghostError('redirected', 'ghost_admin_elsewhere') : ghostError('not_this_system');
  }
  const apiForwards = forwarding.size > 0;
  return findAdminElsewhere({ url, places: ends(apiForwards ? [...forwarding] : bases), apiForwards }, io);
}

/**
 * Where Ghost may stand for this address, likeliest first: what comes before `/ghost/` (the admin's own path, also for
 * a site in a folder), the address as given, then the folders above it. Each with its closing slash.
 */
export function candidateBases(url: URL): string[] {
  const names = pathNames(url);
  const admin = names.lastIndexOf('ghost');
  const above = admin === -1 ? [] : foldersOf(url, names.slice(0, admin)).slice(0, 1);
  return nearest([...new Set([...above, ...foldersOf(url, names)])], MAX_BASES);
}

/** The unversioned path everywhere (Ghost 5 and 6), then the versioned ones of Ghost 4, 3 and 2 at the likeliest places. */
function attempts(bases: string[]): [string, GhostApiVersion][] {
  const versioned: GhostApiVersion[] = ['v4', 'v3', 'v2'];
  return [
    ...bases.map((base): [string, GhostApiVersion] => [base, 'unversioned']),
    ...ends(bases).flatMap((base) => versioned.map((version): [string, GhostApiVersion] => [base, version])),
  ];
}

async function siteAt(base: string, version: GhostApiVersion, io: Io): Promise<GhostSite | 'forwards' | null> {
  try {
    return (await new GhostClient(io.http, base, version).site()).site;
  } catch (error) {
    return refusalOf(error, 'server_error').code === 'redirected' ? 'forwards' : null;
  }
}

function toDiscovery(base: string, found: GhostSite, site: URL | undefined): Discovery {
  const api = new URL(base);
  const publicUrl = addressFault(found.url, true) === undefined ? new URL(found.url) : api;
  if (site !== undefined && !isSameSite(publicUrl, site)) throw ghostError('not_this_system', 'ghost_other_site');
  const settings: GhostSettings = { apiVersion: apiVersionOf(found.version), ...allowingHttp(api) };
  return {
    siteUrl: publicUrl.href,
    apiUrl: base,
    title: found.title,
    version: found.version,
    origins: [originPattern(api)],
    settings,
  };
}

/** "6.65" → unversioned; "4.48" → v4. */
function apiVersionOf(version: string): GhostApiVersion {
  switch (Number.parseInt(version, 10)) {
    case 2:
      return 'v2';
    case 3:
      return 'v3';
    case 4:
      return 'v4';
    case 0:
    case 1:
      throw ghostError('not_this_system', 'ghost_too_old');
    default:
      return 'unversioned';
  }
}
