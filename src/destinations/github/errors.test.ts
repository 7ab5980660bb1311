import { describe, expect, test } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { DOCS, type Refusal, refusal } from '../../../test/fixtures/github-refusal.ts';
import type { HttpFailure } from '../destination.ts';
import { explainGitHub } from './errors.ts';

const CANNOT = 'Resource not accessible by personal access token';
const RULES = 'Repository rule violations found\n\n';
const GIT = `${DOCS}/git/blobs#create-a-blob`;

const shown = (failed: HttpFailure): string => {
  const view = explainGitHub(failed);
  return [view?.code, view?.reason].join(' ');
};

test.each<[Refusal, string]>([
  [{ status: 401, message: 'Bad credentials' }, 'credentials_rejected github_bad_credentials'],
  [{ status: 401, message: 'Requires authentication' }, 'credentials_rejected github_header_lost'],
  [{ status: 401, message: 'Must authenticate to access this API.' }, 'credentials_rejected github_header_lost'],
  [
    { status: 401, message: "'Expiration time' claim ('exp') is too far in the future" },
    'credentials_rejected github_clock',
  ],
  [
    {
      status: 401,
      message:
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    },
    'credentials_rejected github_clock',
  ],
  [
    {
      status: 401,
      message: "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    },
    'credentials_rejected github_clock',
  ],
  [{ status: 401, message: 'A JSON web token could not be decoded' }, 'credentials_rejected github_app_key'],
  [{ status: 401, message: "Missing 'issuer' claim ('iss') in assertion" }, 'credentials_rejected github_app_key'],
  [{ status: 401, message: 'Integration must generate a public key' }, 'credentials_rejected github_app_key'],
  [{ status: 404, message: 'Integration not found' }, 'credentials_rejected github_app_key'],
  [
    { status: 403, message: 'This installation has been suspended' },
    'insufficient_scope github_installation_suspended',
  ],
  [{ status: 403, message: 'Sorry. Your account was suspended' }, 'insufficient_scope github_suspended'],
  [{ status: 451, message: 'Repository access blocked' }, 'insufficient_scope github_blocked'],
  [{ status: 403, message: 'Repository access blocked' }, 'insufficient_scope github_blocked'],
  [
    {
      status: 403,
      message:
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
    },
    'insufficient_scope github_sso',
  ],
  [
    {
      status: 403,
      message: 'Forbidden',
      headers: { 'x-github-sso': 'required; url=https://github.com/orgs/octo/sso?authorization_request=AAA' },
    },
    'insufficient_scope github_sso',
  ],
  [
    {
      status: 403,
      message:
        'Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    },
    'insufficient_scope github_ip_not_allowed',
  ],
  [
    {
      status: 403,
      message:
        "The 'octo' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 90 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens/1",
    },
    'insufficient_scope github_token_life',
  ],
  [
    {
      status: 403,
      message: '`octo` forbids access via a personal access token (classic). Please use a GitHub App.',
    },
    'insufficient_scope github_token_kind',
  ],
  [{ status: 403, message: 'Repository was archived so is read-only.' }, 'insufficient_scope github_archived'],
  [{ status: 403, message: 'Must have push access to repository' }, 'insufficient_scope github_not_writer'],
  [{ status: 404, message: 'Not Found' }, 'not_found github_not_found'],
  [{ status: 409, message: 'Git Repository is empty.' }, 'conflict github_empty_repository'],
  [{ status: 409, message: 'is at 0a1b but expected 2c3d' }, 'conflict github_not_fast_forward'],
  [{ status: 422, message: 'Update is not a fast forward' }, 'conflict github_not_fast_forward'],
  [{ status: 422, message: 'Reference already exists' }, 'conflict github_ref_exists'],
  [{ status: 422, message: 'Reference does not exist' }, 'not_found github_ref_gone'],
  [
    { status: 422, message: 'Draft pull requests are not supported in this repository.' },
    'draft_rejected github_no_draft_pulls',
  ],
  [
    {
      status: 422,
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequest', code: 'custom', message: 'A pull request already exists for you:x.' }],
    },
    'conflict github_pull_exists',
  ],
  [
    { status: 422, message: 'The permissions requested are not granted to this installation.' },
    'insufficient_scope github_app_permissions',
  ],
  [
    {
      status: 422,
      message: 'There is at least one repository that does not exist or is not accessible to the parent installation.',
    },
    'not_found github_not_installed_here',
  ],
  [{ status: 422, message: 'Sorry, your input was too large to consume.' }, 'too_large github_too_large'],
])('%j: %s', (answer, expected) => {
  expect(shown(refusal(answer))).toBe(expected);
});

describe('branches that are protected, and rules', () => {
  test.each<[number, string, string]>([
    [422, `${RULES}Changes must be made through a pull request.\n\n`, 'insufficient_scope github_protected_branch'],
    [409, `${RULES}Changes must be made through the merge queue`, 'insufficient_scope github_protected_branch'],
    [422, `${RULES}Cannot update this protected ref.`, 'insufficient_scope github_protected_branch'],
    [422, `${RULES}2 of 2 required status checks are expected.`, 'insufficient_scope github_protected_branch'],
    [
      409,
      'Could not create file: At least 1 approving review is required by reviewers with write access.',
      'insufficient_scope github_protected_branch',
    ],
    [
      403,
      "You're not authorized to push to this branch. Visit https://docs.github.com/articles/about-protected-branches/ for more information.",
      'insufficient_scope github_protected_branch',
    ],
    [422, 'Cannot change this locked branch', 'insufficient_scope github_protected_branch'],
    [422, `${RULES}Cannot create ref due to creations being restricted.`, 'insufficient_scope github_rules'],
    [409, `${RULES}Commits must have verified signatures.`, 'insufficient_scope github_rules'],
    [422, `${RULES}Commit message must match a given regex pattern: ^feat`, 'insufficient_scope github_rules'],
    [422, `${RULES}Secret detected in content`, 'draft_rejected github_secret'],
    [409, `${RULES}Secret detected in content`, 'draft_rejected github_secret'],
    [422, `${RULES}Push cannot contain secrets`, 'draft_rejected github_secret'],
  ])('%i %s', (status, message, expected) => {
    expect(shown(refusal({ status, message }))).toBe(expected);
  });
});

describe('the permission that is missing is named', () => {
  test.each<[string, string, string]>([
    ['contents=write', DOCS, 'github_no_contents_permission'],
    ['contents=write; contents=write,workflows=write', DOCS, 'github_no_contents_permission'],
    ['pull_requests=write', DOCS, 'github_no_pull_permission'],
    ['members=read', DOCS, 'github_no_permission'],
    ['', GIT, 'github_no_contents_permission'],
    ['', `${DOCS}/commits/commits#list-commits`, 'github_no_contents_permission'],
    ['', `${DOCS}/pulls/pulls#create-a-pull-request`, 'github_no_pull_permission'],
    ['', `${DOCS}/users/users#get-the-authenticated-user`, 'github_no_permission'],
  ])('%s %s: %s', (needed, page, reason) => {
    const headers: Record<string, string> = needed === '' ? {} : { 'x-accepted-github-permissions': needed };
    for (const message of [CANNOT, 'Resource not accessible by integration']) {
      expect(shown(refusal({ status: 403, message, page, headers }))).toBe(`insufficient_scope ${reason}`);
    }
  });
});

describe('what is not GitHub’s own', () => {
  test.each([
    [401, 'insufficient_scope github_gate'],
    [403, 'insufficient_scope github_gate'],
    [404, 'not_found github_no_api_here'],
    [500, 'server_error github_down'],
    [502, 'server_error github_down'],
    [503, 'server_error github_down'],
  ])('a page with %i', (status, expected) => {
    expect(shown({ status, json: undefined, headers: new Headers() })).toBe(expected);
  });

  test.each([400, 409, 418, 422])('a page with %i is left to the status table', (status) => {
    expect(explainGitHub({ status, json: undefined, headers: new Headers() })).toBeUndefined();
  });
});

test('GitHub’s own trouble', () => {
  expect(shown(refusal({ status: 502, message: 'Server Error' }))).toBe('server_error github_down');
});

test('a refusal of another kind is left to the status table', () => {
  const errors = [{ resource: 'PullRequest', field: 'title', code: 'missing_field' }];
  expect(explainGitHub(refusal({ status: 422, message: 'Validation Failed', errors }))).toBeUndefined();
  expect(explainGitHub(refusal({ status: 403, message: 'Something new' }))).toBeUndefined();
});

test('nothing of what GitHub wrote is in the error, and each reason has its text', () => {
  const secret = 'octo-secret-corp';
  for (const status of [401, 403, 404, 409, 422, 451, 500]) {
    for (const phrase of [
      'Bad credentials',
      'Repository access blocked',
      CANNOT,
      `${RULES}Secret detected in content`,
    ]) {
      const view = explainGitHub(refusal({ status, message: `${phrase} ${secret}`, errors: [secret] }));
      expect(JSON.stringify(view) ?? '').not.toContain(secret);
      if (view?.reason !== undefined) expect(messages).toHaveProperty(`error_${view.reason}`);
    }
  }
});
