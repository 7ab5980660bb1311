import type { ErrorView, FieldIssue } from '../core/errors.ts';
import { t, tCount, tIfAny } from './t.ts';

/** The sentence for an error, cure included: the narrow text of its reason where there is one, else its code's. */
export function errorText(view: ErrorView): string {
  const sentence = (view.reason && tIfAny(`error_${view.reason}`)) || t(`error_${view.code}`);
  const issues = (view.issues ?? []).map(issueText);
  return [sentence, ...issues].join(' ');
}

function issueText(issue: FieldIssue): string {
  const field = issue.label ?? tIfAny(`field_${issue.field}`) ?? issue.field;
  if (issue.rule === 'too_long' && issue.limit !== undefined) return tCount('issue_too_long', issue.limit, field);
  return t(`issue_${issue.rule === 'too_long' ? 'format' : issue.rule}`, field);
}
