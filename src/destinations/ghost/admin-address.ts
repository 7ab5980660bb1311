/** Where a site's own pages say that its admin lives. */
import { isSameSite } from '../address.ts';
import { proposable } from '../proposable.ts';
import { type Attributes, startTags } from '../start-tags.ts';

/** Characters. Ghost writes its scripts into the head. */
const MAX_PAGE = 1_000_000;
const CONTENT_API = /\/ghost\/api\/(?:(?:v\d|canary)\/)?content\/?$/;

/**
 * Reads it from the scripts that Ghost writes into every page (recorded from Ghost 6.65 and 5.130, `ghost_head`): the
 * portal names its site and the content API, which stands beside the admin's; the search names the admin.
 * The answer is a proposal by a page: a place of its own, https (or loopback, for a site on loopback), with a name, at
 * which nothing has been asked yet.
 * @param site the address the person gave
 */
export function adminNamedBy(page: string, site: URL): URL | null {
  const tags = startTags(page.slice(0, MAX_PAGE), 'script');
  const named = [...tags.map((tag) => namedByPortal(tag, site)), ...tags.map((tag) => tag.get('data-sodo-search'))];
  for (const address of named) {
    const admin = address === undefined ? null : proposable(address, site);
    if (admin !== null) return admin;
  }
  return null;
}

/** A page may hold the portal of another site too: that one's admin is not ours. The comments' script is written alike. */
function namedByPortal(tag: Attributes, site: URL): string | undefined {
  const of = tag.get('data-ghost') ?? tag.get('data-ghost-comments') ?? '';
  const api = tag.get('data-api') ?? '';
  const ours = URL.canParse(of) && isSameSite(new URL(of), site);
  return ours && CONTENT_API.test(api) ? api.replace(CONTENT_API, '/') : undefined;
}
