import { ERROR_RULES, type ErrorView } from '../core/errors.ts';
import type { Account, EntryView } from '../messages/contract.ts';
import { type Arrival, arrivalOf } from '../ui/arrival.ts';
import { shortTime } from '../ui/dates.ts';
import { errorSentence, errorText, issueText, keptText } from '../ui/error-text.ts';
import { imagesLeft } from '../ui/image-lines.ts';
import { t, tIfAny } from '../ui/t.ts';
import type { Delivery } from './delivery.ts';

/** One short line on how a delivery stands: "Draft in Clip Lab", "Draft pull request in you/blog", "Waiting until 14:05". */
export function deliveryLine(delivery: Delivery, site: string, now: number, arrival: Arrival | null = null): string {
  if (delivery.key === 'delivered' && arrival !== null) return t(`delivered_${arrival}`, site);
  if (delivery.key === 'waiting' && delivery.waitUntil !== null && delivery.waitUntil > now) {
    return t('delivery_waiting_until', shortTime(delivery.waitUntil, now));
  }
  return t(`delivery_${delivery.key}`, site);
}

/** The sentence with the cure, and what becomes of the draft, where there is something to say beyond the line. */
export function deliveryHelp({ key, error }: Delivery): string | null {
  if (error === null) return key === 'no_account' ? t('delivery_no_account_help') : null;
  const kept = keptText(error, key === 'looking' || key === 'waiting' ? key : 'attention');
  return kept === '' ? errorSentence(error) : `${errorSentence(error)} ${kept}`;
}

/** What a draft is at a site that knows no drafts, and how it is found where there is no link to it. */
export function standing(entry: EntryView, account: Account | undefined): string[] {
  const { state, editUrl } = entry;
  if (state !== 'delivered' || account === undefined) return [];
  const { destination } = account;
  const arrival = arrivalOf(entry, destination);
  const is = tIfAny(`draft_is_${arrival ?? destination}`);
  const where = editUrl === null ? tIfAny(`draft_where_${destination}`) : null;
  return [is, where].filter((sentence) => sentence !== null);
}

/** What the site refused, or what did not go as it was asked for although the draft arrived: a sentence for each. */
export function lossLines({ state, ignored, images, error }: EntryView): string[] {
  if (state === 'needs_attention') return (error?.issues ?? []).map(issueText);
  if (state !== 'delivered') return [];
  return [
    ...ignored.map((field) => t(`ignored_${field}`)),
    ...(error === null || images?.copying ? [] : [notAdded(error)]),
    ...(images === null || images.copying ? [] : imagesLeft(images)),
  ];
}

/** Why copies did not get into a delivered draft. What may pass has passed often enough: the person tries again. */
const notAdded = (error: ErrorView): string =>
  ERROR_RULES[error.code].retryable ? t('images_not_added') : errorText(error);
