import { ERROR_RULES, type ErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';

/** Whether only a new sign-in helps. */
export function asksForSignIn(failure: ErrorView | null, report: CheckReport | null = null): boolean {
  const errors = [failure, ...(report?.steps ?? []).map((step) => step.error)];
  return errors.some((error) => error && ERROR_RULES[error.code].action === 'sign_in_again');
}
