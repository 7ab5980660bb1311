import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { ERROR_RULES, type ErrorCode, type FieldIssue } from '../core/errors.ts';
import { errorText, issueText, keptText } from './error-text.ts';

test.each<[FieldIssue, string]>([
  [{ field: 'excerpt', rule: 'too_long', limit: 300 }, 'Excerpt: at most 300 characters.'],
  [{ field: 'excerpt', rule: 'too_long', limit: 1 }, 'Excerpt: at most 1 character.'],
  [{ field: 'title', rule: 'too_long', limit: 60, label: 'Headline' }, 'Headline: at most 60 characters.'],
  [{ field: 'body', rule: 'too_short', limit: 1500 }, 'Text: at least 1,500 characters.'],
  [{ field: 'body', rule: 'too_short' }, 'Text: too short.'],
  [{ field: 'source', rule: 'format' }, 'Address of the page: the site does not accept what stands there.'],
  [{ field: 'image', rule: 'required', label: 'Hero' }, 'Hero: must not be empty.'],
  [{ field: 'their_own', rule: 'unknown' }, 'their_own: the site does not know this.'],
])('%o is said by the name that the site gives the field, else by ours', (issue, text) => {
  expect(issueText(issue)).toBe(text);
});

test('an error is told with its cure and all its fields; a narrow text goes before that of the code', () => {
  const issues: FieldIssue[] = [
    { field: 'title', rule: 'required' },
    { field: 'tags', rule: 'format' },
  ];
  expect(errorText({ code: 'draft_rejected', destination: 'contentjet', issues })).toBe(
    'The site refused this draft. Change what is named here and send it again. Title: must not be empty. Tag: the site does not accept what stands there.',
  );
  expect(errorText({ code: 'conflict', destination: 'clipdraft', reason: 'entry_moved_on' })).toContain('moved on');
});

test('no error takes it for granted that a draft is kept or goes again: in the set-up there is none', () => {
  const promises = Object.entries(messages).filter(
    ([key, { message }]) => key.startsWith('error_') && /draft is (kept|sent|looked|tried)/i.test(message),
  );
  expect(promises).toEqual([]);
});

test('what becomes of a draft is said of every error, unless the draft itself is to be changed', () => {
  for (const [code, { action }] of Object.entries(ERROR_RULES)) {
    const said = keptText({ code: code as ErrorCode, destination: 'ghost' }, 'attention');
    expect(said, code).toBe(action === 'edit' ? '' : 'The draft is kept.');
  }
});
