/** A Ghost whose admin has a host of its own: the site forwards it, and browsers do not show where to. */
import { string } from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import { isLoopback, originPattern } from '../address.ts';
import type { Discovery, Io } from '../destination.ts';
import { adminNamedBy } from './admin-address.ts';
import { ghostError } from './errors.ts';
import type { GhostSettings } from './settings.ts';

export interface Elsewhere {
  /** The address the person gave. */
  url: URL;
  /** Where Ghost may stand, each with its closing slash. */
  places: string[];
  /** These forward the admin API; else it is not known yet whether they forward anything. */
  apiForwards: boolean;
}

/**
 * Proposes the admin's host where the site's own pages name it. A page is read only where the site forwards its admin.
 * @throws DestinationError not_this_system; redirected, reason `ghost_admin_elsewhere`, or one of `site_forwards…`
 *   where the pages are forwarded too
 */
export async function findAdminElsewhere({ url, places, apiForwards }: Elsewhere, io: Io): Promise<Discovery> {
  let pagesForward = false;
  for (const place of places) {
    if (!apiForwards && !(await forwardsAdmin(place, io))) continue;
    const page = await readPage(place, io);
    if (page === 'forwards') pagesForward = true;
    const admin = typeof page === 'object' ? adminNamedBy(page.text, url) : null;
    if (admin !== null) return proposal(place, admin);
  }
  if (!apiForwards) throw ghostError('not_this_system');
  const reason = pagesForward ? forwardingReason(url) : 'ghost_admin_elsewhere';
  throw ghostError('redirected', reason);
}

/** Ghost 6 forwards all of `/ghost/` (recorded from 6.65), Ghost 5 not the API below it (recorded from 5.130). */
async function forwardsAdmin(place: string, io: Io): Promise<boolean> {
  return (await readPage(`${place}ghost/`, io)) === 'forwards';
}

async function readPage(url: string, io: Io): Promise<{ text: string } | 'forwards' | 'nothing'> {
  try {
    const answer = await io.http.request({ method: 'GET', url, as: 'text', expect: [200], schema: string() });
    return { text: answer.body };
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error;
    return error.code === 'redirected' ? 'forwards' : 'nothing';
  }
}

function proposal(place: string, admin: URL): Discovery {
  const settings: GhostSettings = { apiVersion: 'unversioned' };
  return {
    siteUrl: place,
    apiUrl: admin.href,
    title: new URL(place).host,
    version: '',
    origins: [originPattern(admin)],
    needs: { url: admin.href, reason: 'needs_ghost_admin_host' },
    settings,
  };
}

/** The whole site forwards, most often to its twin: nothing may be asked there, but the person can be told. */
function forwardingReason({ protocol, hostname }: URL): string {
  if (protocol === 'http:' && !isLoopback(hostname)) return 'site_forwards_https';
  return hostname.startsWith('www.') ? 'site_forwards_www' : 'site_forwards';
}
