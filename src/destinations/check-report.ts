/** What the connection doctor found. Plain JSON. */
import type { ErrorView } from '../core/errors.ts';

/** One line of the connection doctor. */
export interface CheckStep {
  /** Text key `check_<id>`. */
  id: string;
  /** A note is a fact to know of: as the account is set up, and nothing to be cured. */
  outcome: 'ok' | 'failed' | 'skipped' | 'warning' | 'note';
  error?: ErrorView;
  /** Shown beside the step: a version, a name. */
  detail?: string;
}

export interface CheckReport {
  steps: CheckStep[];
  ok: boolean;
  identity: AccountIdentity | null;
  /** ISO 8601: when the credentials end, where the site says so and nothing renews them. */
  credentialsEndAt?: string;
}

/** Who the account is at the site, as shown to the person. */
export interface AccountIdentity {
  siteTitle: string;
  userName: string | null;
  role: string | null;
}
