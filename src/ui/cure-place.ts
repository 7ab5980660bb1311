import { ERROR_RULES, type ErrorView } from '../core/errors.ts';

/** The place in the options page where what keeps a draft from going out can be cured (see route.ts there). */
export function curePlace({ accountId, error }: { accountId: string | null; error: ErrorView | null }): string {
  if (accountId === null) return '#add';
  const action = error === null ? 'none' : ERROR_RULES[error.code].action;
  if (action === 'grant_access') return `#grant-${accountId}`;
  return action === 'sign_in_again' ? `#sign-in-${accountId}` : `#edit-${accountId}`;
}
