/** The connection doctor for Ghost. */
import { DestinationError } from '../../core/errors.ts';
import type { AccountIdentity, CheckReport, CheckStep, Session } from '../destination.ts';
import { examine } from '../examine.ts';
import { clockOffset } from '../server-clock.ts';
import { GhostClient } from './client.ts';
import type { GhostSettings } from './settings.ts';

const STEPS = ['reach', 'is_ghost', 'credentials', 'clock', 'may_write', 'identity'] as const;
type StepId = (typeof STEPS)[number];

/** Ghost refuses tokens older than this; we cure it with the server's clock, but say so. */
const CLOCK_WARNING_MS = 5 * 60_000;
/** One line per step, in order; after a failure the rest is skipped. */
export function checkGhost({ http, apiUrl, settings, clock }: Session<GhostSettings>): Promise<CheckReport> {
  const client = new GhostClient(http, apiUrl, settings.apiVersion);
  return examine<StepId>({
    steps: STEPS,
    async run(done, lines) {
      const { site, headers } = await client.site();
      const offset = clockOffset(headers, clock.now()) ?? 0;
      done('reach');
      done('is_ghost', site.version);
      await client.config();
      done('credentials');
      lines.push(clockStep(offset));
      await client.probePosts();
      done('may_write');
      const identity = await whoAmI(client, site.title);
      done('identity', identity.userName ?? identity.siteTitle);
      return identity;
    },
  });
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
