/** The connection doctor for Ghost. */
import { DestinationError, toErrorView } from '../../core/errors.ts';
import type { AccountIdentity, CheckReport, CheckStep, Session } from '../destination.ts';
import { clockOffset } from '../server-clock.ts';
import { GhostClient } from './client.ts';
import type { GhostSettings } from './settings.ts';

const STEPS = ['reach', 'is_ghost', 'credentials', 'clock', 'may_write', 'identity'] as const;
type StepId = (typeof STEPS)[number];

/** Ghost refuses tokens older than this; we cure it with the server's clock, but say so. */
const CLOCK_WARNING_MS = 5 * 60_000;
/** Failures before anything that could be Ghost has answered. */
const NOT_REACHED = ['offline', 'timeout', 'redirected', 'server_error', 'rate_limited', 'host_permission_missing'];

/** One line per step, in order; after a failure the rest is skipped. */
export async function checkGhost(session: Session<GhostSettings>): Promise<CheckReport> {
  const client = new GhostClient(session.http, session.apiUrl, session.settings.apiVersion);
  const steps: CheckStep[] = [];
  let identity: AccountIdentity | null = null;
  let current: StepId = 'reach';
  const done = (id: StepId, detail?: string): void => {
    steps.push({ id, outcome: 'ok', ...(detail === undefined ? {} : { detail }) });
  };
  try {
    const { site, headers } = await client.site();
    const offset = clockOffset(headers, session.clock.now()) ?? 0;
    done('reach');
    done('is_ghost', site.version);
    current = 'credentials';
    await client.config();
    done('credentials');
    steps.push(clockStep(offset));
    current = 'may_write';
    await client.probePosts();
    done('may_write');
    current = 'identity';
    identity = await whoAmI(client, site.title);
    done('identity', identity.userName ?? identity.siteTitle);
  } catch (thrown) {
    const error = toErrorView(thrown);
    if (current === 'reach' && !NOT_REACHED.includes(error.code) && !error.reason?.startsWith('address_')) {
      done('reach');
      current = 'is_ghost';
    }
    steps.push({ id: current, outcome: 'failed', error });
  }
  for (const id of STEPS.slice(steps.length)) steps.push({ id, outcome: 'skipped' });
  return { steps, ok: steps.every((step) => step.outcome === 'ok' || step.outcome === 'warning'), identity };
}

/** `detail`: by how many minutes the two clocks are apart. */
function clockStep(offset: number): CheckStep {
  if (Math.abs(offset) <= CLOCK_WARNING_MS) return { id: 'clock', outcome: 'ok' };
  return { id: 'clock', outcome: 'warning', detail: `${Math.round(Math.abs(offset) / 60_000)} min` };
}

/** A staff token has a user; an integration gets 404 (recorded) and acts for the site. */
async function whoAmI(client: GhostClient, siteTitle: string): Promise<AccountIdentity> {
  try {
    const user = await client.me();
    return { siteTitle, userName: user.name, role: user.roles[0]?.name ?? null };
  } catch (error) {
    if (!(error instanceof DestinationError) || error.status !== 404) throw error;
    return { siteTitle, userName: null, role: null };
  }
}
