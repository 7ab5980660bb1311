import type { Discovery } from '../../destinations/destination.ts';

/**
 * A page of the site's admin, from `wp-admin/` on. Core may stand in a folder of its own (`siteurl` beside `home`): where
 * the site has named one of its admin's pages, the others are beside it.
 */
export function adminPage({ authorizeUrl, siteUrl }: Discovery, page: string): string {
  return new URL(page, authorizeUrl ?? new URL('wp-admin/', siteUrl)).href;
}
