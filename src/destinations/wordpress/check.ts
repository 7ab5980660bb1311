/** The connection doctor for WordPress. */
import { array, unknown } from 'valibot';
import { DestinationError, type ErrorView } from '../../core/errors.ts';
import type { CheckReport, Session } from '../destination.ts';
import { examine } from '../examine.ts';
import { WordPressClient, type WordPressRoot, type WordPressUser } from './client.ts';
import { HEADER_LOST_REASON, NO_API_REASON, NOT_SIGNED_IN_REASON, REST_BLOCKED_REASON } from './errors.ts';
import type { WordPressSettings } from './settings.ts';
import { whyNoApi } from './why-no-api.ts';
import { whyStranger } from './why-stranger.ts';

const STEPS = ['reach', 'is_wordpress', 'credentials', 'may_write', 'may_upload', 'identity'] as const;
type StepId = (typeof STEPS)[number];

/** One line per step, in order; after a failure the rest is skipped. */
export function checkWordPress(session: Session<WordPressSettings>): Promise<CheckReport> {
  const client = new WordPressClient(session.http, session.apiUrl);
  return examine<StepId>({
    steps: STEPS,
    gate: 'wordpress_gate',
    explain: (step, error) => explain(step, error, session),
    async run(done, lines) {
      const open = await openRoot(client);
      done('reach');
      done('is_wordpress', apiPath(session.apiUrl));
      const user = await whoAmI(client, open, session);
      done('credentials');
      const mayWrite = await mayPost(client, 'posts', user);
      if (!mayWrite) throw new DestinationError(roleTooLow('wordpress_role_may_not_write'));
      done('may_write');
      const mayUpload = await mayPost(client, 'media', user);
      if (mayUpload) done('may_upload');
      else lines.push({ id: 'may_upload', outcome: 'warning', error: roleTooLow('wordpress_role_may_not_upload') });
      const siteTitle = (open ?? (await closedRoot(client)))?.name || new URL(session.siteUrl).host;
      done('identity', user.name);
      return { siteTitle, userName: user.name, role: roleName(user) };
    },
  });
}

/** Null where the site keeps its API for those who are signed in: then only they can tell more. */
async function openRoot(client: WordPressClient): Promise<WordPressRoot | null> {
  try {
    return await client.root();
  } catch (error) {
    // JWT Auth by useful-team asks everyone for a header at the root.
    const closed = [REST_BLOCKED_REASON, HEADER_LOST_REASON];
    if (error instanceof DestinationError && closed.includes(error.reason ?? '')) return null;
    throw error;
  }
}

const closedRoot = (client: WordPressClient): Promise<WordPressRoot | null> => client.root('account').catch(() => null);

/** `/wp-json/`, or `/index.php?rest_route=/` where permalinks are plain. */
const apiPath = (apiUrl: string): string => new URL(apiUrl).href.slice(new URL(apiUrl).origin.length);

async function whoAmI(
  client: WordPressClient,
  root: WordPressRoot | null,
  session: Session<WordPressSettings>,
): Promise<WordPressUser> {
  try {
    return await client.me();
  } catch (error) {
    if (!(error instanceof DestinationError) || error.reason !== NOT_SIGNED_IN_REASON) throw error;
    throw new DestinationError({ ...error.toView(), reason: await whyStranger(client, root, session) });
  }
}

/** What WordPress itself says may be done there (RFC 9110 §10.2.1); a proxy may have taken it away. */
async function mayPost(client: WordPressClient, route: 'posts' | 'media', user: WordPressUser): Promise<boolean> {
  const url = `wp/v2/${route}?per_page=1&_fields=id`;
  const { headers } = await client.call({ method: 'GET', url, expect: [200], schema: array(unknown()) });
  const allowed = headers.get('allow');
  if (allowed === null) return user.capabilities.has(route === 'posts' ? 'edit_posts' : 'upload_files');
  return /\bPOST\b/.test(allowed);
}

const roleTooLow = (reason: string): ErrorView => ({ code: 'insufficient_scope', destination: 'wordpress', reason });

/** `shop_manager` as people read it; sites name their roles as they like, and tell only this. */
function roleName({ roles: [role = ''] }: WordPressUser): string | null {
  const words = role.replace(/[_-]+/g, ' ').trim();
  return words === '' ? null : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What a general failure means at this step. */
async function explain(step: StepId, error: ErrorView, session: Session<WordPressSettings>): Promise<ErrorView> {
  if (error.code === 'redirected') return { ...error, reason: 'wordpress_forwards' };
  const isAnotherPage = error.code === 'unexpected_response' || error.reason === NO_API_REASON;
  return step === 'is_wordpress' && isAnotherPage ? whyNoApi(error, session) : error;
}
