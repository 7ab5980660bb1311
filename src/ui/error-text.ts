import type { ErrorView, FieldIssue } from '../core/errors.ts';
import { t, tCount, tIfAny } from './t.ts';

/** The sentence for an error, cure included, and what is said of each field. */
export const errorText = (view: ErrorView): string =>
  [errorSentence(view), ...(view.issues ?? []).map(issueText)].join(' ');

/** The sentence alone: the narrow text of its reason where there is one, else its code's. */
export const errorSentence = ({ reason, code }: ErrorView): string =>
  (reason && tIfAny(`error_${reason}`)) || t(`error_${code}`);

/** What is wrong with one field, by the name that the site gives it, else by our own for this part of a draft. */
export function issueText({ field, label, rule, limit }: FieldIssue): string {
  const name = label ?? tIfAny(`field_${field}`) ?? field;
  if (rule === 'too_long') return limit === undefined ? t('issue_format', name) : tCount('issue_too_long', limit, name);
  if (rule === 'too_short' && limit !== undefined) return tCount('issue_at_least', limit, name);
  return t(`issue_${rule}`, name);
}
