/** What the options page says of drafts that wait for the person. */
import type { AttentionView } from '../messages/contract.ts';
import { errorText } from '../ui/error-text.ts';
import { tCount } from '../ui/t.ts';
import { asksForSignIn } from './asks-sign-in.ts';

/** Ids of the accounts whose drafts wait for a new sign-in. */
export const endedAmong = (attention: readonly AttentionView[]): ReadonlySet<string> =>
  new Set(attention.flatMap(({ accountId, error }) => (accountId !== null && asksForSignIn(error) ? accountId : [])));

/**
 * Why the latest draft of an account waits, cure included, and how many wait for that; null where none does.
 * @param attention of one account, the newest first
 */
export function notSentText(attention: readonly AttentionView[]): string | null {
  const [text, ...others] = attention.flatMap(({ error }) => (error === null ? [] : errorText(error)));
  return text === undefined
    ? null
    : `${tCount('not_sent', 1 + others.filter((other) => other === text).length)} ${text}`;
}
