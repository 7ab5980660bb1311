/** What an account signs in with may end, and nothing renews it: a person's own token. */
import type { Account } from '../messages/contract.ts';
import { shortTime } from './dates.ts';
import { t } from './t.ts';

/** So long before the end a new one is asked for: ms. */
const AHEAD_MS = 7 * 24 * 3_600_000;

/** When it ends, ms since the epoch; and whether that is still to come. */
export interface Ending {
  at: number;
  state: 'soon' | 'ended';
}

/** Null where nothing ends within a week, or nobody knows. @param now ms since the epoch */
export function endsSoon({ credentialsEndAt }: Account, now: number): Ending | null {
  if (credentialsEndAt === undefined) return null;
  const at = Date.parse(credentialsEndAt);
  if (now >= at) return { at, state: 'ended' };
  return now >= at - AHEAD_MS ? { at, state: 'soon' } : null;
}

/** When there is something else to say of the account than now; null where that won't be. */
export function nextEnding({ credentialsEndAt }: Account, now: number): number | null {
  const at = Date.parse(credentialsEndAt ?? '');
  return [at - AHEAD_MS, at].find((moment) => moment > now) ?? null;
}

/** A sentence or two, for a card or a notice that names the account. */
export const endingText = ({ at, state }: Ending): string =>
  state === 'ended' ? t('credentials_ended') : t('credentials_end_soon', shortTime(at, at + AHEAD_MS));
