/** Why no REST API answers where it was found once. The site's own page knows. */
import type { ErrorView } from '../../core/errors.ts';
import type { Session } from '../destination.ts';
import { REST_BLOCKED_REASON } from './errors.ts';
import type { WordPressSettings } from './settings.ts';
import { isGhost, readSitePage } from './site-page.ts';

/** @param error what the API's place was answered with: a page, or that there is none */
export async function whyNoApi(error: ErrorView, session: Session<WordPressSettings>): Promise<ErrorView> {
  const page = await readSitePage(session.siteUrl, session);
  if (!('roots' in page)) return error;
  if (isGhost(page)) return { ...error, code: 'not_this_system', reason: 'wordpress_is_ghost' };
  if (!page.looksLikeWordPress) return { ...error, code: 'not_this_system', reason: 'wordpress_none_here' };
  const place = withoutScheme(session.apiUrl);
  const hasMoved = page.roots.length > 0 && page.roots.every(({ href }) => withoutScheme(href) !== place);
  return { ...error, code: 'not_found', reason: hasMoved ? 'wordpress_api_moved' : REST_BLOCKED_REASON };
}

/** Behind a proxy a site often takes itself for unencrypted. */
const withoutScheme = (address: string): string => address.replace(/^https?:/, '');
