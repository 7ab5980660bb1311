import { describe, expect, test } from 'vitest';
import { type Refusal, refusal } from '../../../test/fixtures/github-refusal.ts';
import type { HttpFailure } from '../destination.ts';
import { explainGitHub } from './errors.ts';

const CANNOT = 'Resource not accessible by personal access token';

const shown = (failed: HttpFailure): string => {
  const view = explainGitHub(failed);
  return [view?.code, view?.reason].join(' ');
};

describe('limits name the time to wait', () => {
  const NOW = Date.UTC(2026, 10, 21, 12);
  const date = new Date(NOW).toUTCString();
  const waitOf = (answer: Refusal): [string | undefined, number | undefined] => {
    const view = explainGitHub(refusal(answer));
    expect(view?.code).toBe('rate_limited');
    return [view?.reason, view?.retryAfter];
  };
  const reset = (seconds: number) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(NOW / 1000 + seconds),
    date,
  });
  const message = 'API rate limit exceeded for user ID 1. If you reach out to GitHub Support, please include …';

  test.each([403, 429])('until the reset, by the clock of the same answer (%i)', (status) => {
    expect(waitOf({ status, message, headers: reset(1800) })).toEqual(['github_rate_limit', 1_801_000]);
  });

  test.each([
    ['a reset that is over', reset(-500), 1000],
    ['a reset in years', reset(100_000_000), 90 * 60_000],
    ['no clock', { ...reset(100), date: '' }, 60_000],
    ['no reset', { 'x-ratelimit-remaining': '0', date }, 60_000],
    ['nonsense', { ...reset(1), 'x-ratelimit-reset': 'soon' }, 60_000],
    ['nothing but the message', {}, 60_000],
  ])('%s', (_name, headers, expected) => {
    expect(waitOf({ status: 403, message, headers })).toEqual(['github_rate_limit', expected]);
  });

  const secondary =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out …';

  test.each([
    secondary,
    'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.',
  ])('a minute where a secondary limit names none: %s', (text) => {
    for (const headers of [{ 'x-ratelimit-remaining': '4000', ...{ 'x-ratelimit-reset': '9', date } }, {}]) {
      expect(waitOf({ status: 403, message: text, headers })).toEqual(['github_secondary_limit', 60_000]);
    }
  });

  test('a Retry-After is left to whoever reads it for all systems', () => {
    const headers = { 'retry-after': '47', ...reset(1800) };
    expect(waitOf({ status: 403, message: secondary, headers })).toEqual(['github_secondary_limit', undefined]);
    expect(waitOf({ status: 429, message, headers })).toEqual(['github_rate_limit', undefined]);
  });

  test('sign-ins that are locked', () => {
    const text = 'Maximum number of login attempts exceeded. Please try again later.';
    expect(waitOf({ status: 403, message: text })).toEqual(['github_locked_out', 600_000]);
  });

  test('what was submitted too quickly', () => {
    const errors = [{ resource: 'PullRequest', code: 'custom', message: 'was submitted too quickly' }];
    expect(waitOf({ status: 422, message: 'Validation Failed', errors })).toEqual(['github_secondary_limit', 60_000]);
  });

  test('a permission that is missing is no limit, however few requests are left', () => {
    const headers = { 'x-ratelimit-remaining': '1', 'x-accepted-github-permissions': 'contents=write' };
    expect(shown(refusal({ status: 403, message: CANNOT, headers }))).toBe(
      'insufficient_scope github_no_contents_permission',
    );
  });
});
