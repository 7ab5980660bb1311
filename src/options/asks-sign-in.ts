import type { ErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';

/** Whether only a new sign-in helps. */
export function asksForSignIn(failure: ErrorView | null, report: CheckReport | null = null): boolean {
  const errors = [failure, ...(report?.steps ?? []).map((step) => step.error)];
  return errors.some((error) => error?.code === 'credentials_rejected' || error?.code === 'reauthorization_required');
}
