/** What the connection doctor says of a sign-in through an authorization server, beside what it says of the site. */
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { CheckReport, CheckStep } from '../destinations/destination.ts';

/** The check of every site that is about the sign-in. */
const SIGN_IN = 'credentials';

export interface SignInChecks {
  destination: string;
  /** Gets an access token where there is none that lasts. Throws what keeps us from one. */
  authorize(): Promise<void>;
  /** The sign-in outlives its access token. */
  isRenewable(): Promise<boolean>;
}

/** Without a token the site is not asked anything: then nothing is said of it. */
export async function checkSignIn(
  ofSite: () => Promise<CheckReport>,
  { destination, authorize, isRenewable }: SignInChecks,
): Promise<CheckReport> {
  try {
    await authorize();
  } catch (thrown) {
    return { steps: [refusal(toErrorView(thrown))], ok: false, identity: null };
  }
  const report = await ofSite();
  if (!report.ok) return inItsPlace(report);
  return (await isRenewable()) ? report : { ...report, steps: [...report.steps, noRefreshToken(destination)] };
}

/** The very first request goes with a token already. That it is refused says nothing of what that request was to find out. */
function inItsPlace(report: CheckReport): CheckReport {
  const { id, error } = report.steps.find(({ outcome }) => outcome === 'failed') ?? {};
  const ofToken = error?.reason === 'oauth_token_refused' || error?.reason === 'oauth_scope_too_small';
  if (!ofToken || !report.steps.some((step) => step.id === SIGN_IN && step.outcome === 'skipped')) return report;
  const steps = report.steps.map((step): CheckStep => {
    if (step.id === SIGN_IN) return refusal(error);
    return step.id === id ? { id, outcome: 'skipped' } : step;
  });
  return { ...report, steps };
}

const refusal = (error: ErrorView): CheckStep => ({ id: SIGN_IN, outcome: 'failed', error });

const noRefreshToken = (destination: string): CheckStep => ({
  id: 'stay_signed_in',
  outcome: 'warning',
  error: { code: 'insufficient_scope', destination, reason: 'oauth_no_refresh_token' },
});
