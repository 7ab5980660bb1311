import { ERROR_RULES, type ErrorView, type FieldIssue } from '../core/errors.ts';
import { t, tCount, tIfAny } from './t.ts';

/** The sentence for an error, cure included, and what is said of each field. It takes no draft for granted: see keptText. */
export const errorText = (view: ErrorView): string =>
  [errorSentence(view), ...(view.issues ?? []).map(issueText)].join(' ');

/** The sentence alone: the narrow text of its reason where there is one, else its code's. */
export const errorSentence = ({ reason, code }: ErrorView): string =>
  (reason && tIfAny(`error_${reason}`)) || t(`error_${code}`);

/**
 * What becomes of a draft that the error keeps from going out; '' where the error speaks of the draft itself.
 * looking: nobody knows whether it arrived. waiting: it goes again by itself. attention: it waits for the person.
 */
export function keptText({ code }: ErrorView, how: 'looking' | 'waiting' | 'attention'): string {
  return how === 'attention' && ERROR_RULES[code].action === 'edit' ? '' : t(`kept_${how}`);
}

/** What is wrong with one field, by the name that the site gives it, else by our own for this part of a draft. */
export function issueText({ field, label, rule, limit }: FieldIssue): string {
  const name = label ?? tIfAny(`field_${field}`) ?? field;
  if (rule === 'too_long') return limit === undefined ? t('issue_format', name) : tCount('issue_too_long', limit, name);
  if (rule === 'too_short' && limit !== undefined) return tCount('issue_at_least', limit, name);
  return t(`issue_${rule}`, name);
}
