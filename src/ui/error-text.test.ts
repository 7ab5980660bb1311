import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import type { FieldIssue } from '../core/errors.ts';
import { errorText, issueText } from './error-text.ts';

test.each<[FieldIssue, string]>([
  [{ field: 'excerpt', rule: 'too_long', limit: 300 }, 'Excerpt: at most 300 characters.'],
  [{ field: 'excerpt', rule: 'too_long', limit: 1 }, 'Excerpt: at most 1 character.'],
  [{ field: 'title', rule: 'too_long', limit: 60, label: 'Headline' }, 'Headline: at most 60 characters.'],
  [{ field: 'body', rule: 'too_short', limit: 1500 }, 'Text: at least 1,500 characters.'],
  [{ field: 'body', rule: 'too_short' }, 'Text: too short.'],
  [{ field: 'source', rule: 'format' }, 'Source address: the site does not accept what stands there.'],
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
