/**
 * Reads GitHub's refusals by status, headers and message (REST API 2022-11-28 and what it is seen to answer). Bodies are
 * looked at and never kept: they name repositories, organisations and addresses.
 */
import { type InferOutput, is, nullish, object, string, unknown } from 'valibot';
import { type ErrorCode, type ErrorView, errorsOf } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { rateLimitOf } from './rate-limit.ts';

type Reading = Pick<ErrorView, 'code' | 'reason' | 'retryAfter'>;

/** A token that is wrong, revoked or has ended: GitHub does not tell which. One made anew may do. */
export const BAD_CREDENTIALS = 'github_bad_credentials';
/** The times in an App's signature do not suit GitHub's clock. */
export const CLOCK = 'github_clock';
/** GitHub's own "there is no such thing", also where the account may not see it; not a page's or a proxy's. */
export const NOT_FOUND = 'github_not_found';
/** A request that reached GitHub without its token. */
export const HEADER_LOST = 'github_header_lost';
/** Something in front of GitHub asks for a sign-in. */
export const GATE = 'github_gate';
/** A page where the API was looked for. */
export const NO_API_HERE = 'github_no_api_here';
export const EMPTY_REPOSITORY = 'github_empty_repository';
export const NO_CONTENTS_PERMISSION = 'github_no_contents_permission';
export const NO_PULL_PERMISSION = 'github_no_pull_permission';
/** Changes to the branch are taken by pull requests only. */
export const PROTECTED_BRANCH = 'github_protected_branch';
/** The branch is there already. */
export const REF_EXISTS = 'github_ref_exists';
/** The branch is no longer where it was when we looked: a commit came between. */
export const MOVED_ON = 'github_moved_on';
export const BRANCH_GONE = 'github_branch_gone';
export const NO_DRAFT_PULLS = 'github_no_draft_pulls';
export const PULL_EXISTS = 'github_pull_exists';
/** Head and base of a pull request are the same commit. */
export const NO_COMMITS = 'github_no_commits';

export const githubError = errorsOf('github');

/** Reads an error answer; undefined leaves it to the status table. */
export function explainGitHub(failure: HttpFailure): ErrorView | undefined {
  const reading = read(failure);
  return reading && { ...reading, destination: 'github', status: failure.status };
}

const Refusal = object({ message: string(), documentation_url: nullish(unknown()), errors: nullish(unknown()) });
type Refusal = InferOutput<typeof Refusal>;

function read(failure: HttpFailure): Reading | undefined {
  const { status, json, headers } = failure;
  // GitHub's own trouble is told by a page with a unicorn.
  if (status >= 500) return { code: 'server_error', reason: 'github_down' };
  if (!is(Refusal, json)) return readForeignAnswer(status);
  if (status === 403 || status === 429) {
    const limit = rateLimitOf(failure, json.message);
    if (limit !== undefined) return { code: 'rate_limited', ...limit };
    if (headers.has('x-github-sso')) return { code: 'insufficient_scope', reason: 'github_sso' };
  }
  const text = textOf(json);
  return byText(status, text) ?? (status === 403 ? missingPermission(text, json, headers) : undefined);
}

/** A page, or another's JSON: a firewall, a company's sign-in, a captive portal. */
function readForeignAnswer(status: number): Reading | undefined {
  switch (status) {
    case 401:
    case 403:
      return { code: 'insufficient_scope', reason: GATE };
    case 404:
      return { code: 'not_found', reason: NO_API_HERE };
    default:
      return undefined;
  }
}

/** The message, and what `Validation Failed` says of each field: `custom base: A pull request already exists`. */
function textOf({ message, errors }: Refusal): string {
  const details = Array.isArray(errors) ? errors : [];
  return [message, ...details.map((detail: unknown) => (typeof detail === 'string' ? detail : fieldText(detail)))].join(
    '\n',
  );
}

const FieldError = object({
  field: nullish(string(), ''),
  code: nullish(string(), ''),
  message: nullish(string(), ''),
});
const fieldText = (detail: unknown): string =>
  is(FieldError, detail) ? `${detail.code} ${detail.field}: ${detail.message ?? ''}` : '';

type Row = readonly [statuses: readonly number[], pattern: RegExp, code: ErrorCode, reason: string];

/** By status and what the message holds; the first that fits. */
const ROWS: readonly Row[] = [
  [[401], /^Bad credentials/, 'credentials_rejected', BAD_CREDENTIALS],
  [[401], /claim \('?(exp|iat)'?\)/, 'credentials_rejected', CLOCK],
  [[401], /JSON web token|claim \('?iss'?\)|public key/i, 'credentials_rejected', 'github_app_key'],
  // Of a server in private mode: "Must authenticate to access this API."
  [[401], /authenticat/i, 'credentials_rejected', HEADER_LOST],
  [[404], /^Integration not found/, 'credentials_rejected', 'github_app_key'],
  [[404], /^Branch not found/, 'not_found', BRANCH_GONE],
  [[404], /^/, 'not_found', NOT_FOUND],
  [[403, 404], /installation has been suspended/, 'insufficient_scope', 'github_installation_suspended'],
  [
    [403],
    /account was suspended|account is suspended|app has been suspended/i,
    'insufficient_scope',
    'github_suspended',
  ],
  [[403, 451], /access blocked|unavailable due to/i, 'insufficient_scope', 'github_blocked'],
  [[403], /SAML|single sign.on/i, 'insufficient_scope', 'github_sso'],
  [[403], /IP allow list|IP address is not permitted/, 'insufficient_scope', 'github_ip_not_allowed'],
  [[403], /token's lifetime/, 'insufficient_scope', 'github_token_life'],
  [[403], /forbids access via/, 'insufficient_scope', 'github_token_kind'],
  [[403], /was archived/, 'insufficient_scope', 'github_archived'],
  [[409], /repository is empty/i, 'conflict', EMPTY_REPOSITORY],
  [[403, 409, 422], /secret detected|cannot contain secrets/i, 'draft_rejected', 'github_secret'],
  [
    [403, 409, 422],
    /protected (branch|ref)|through a pull request|through the merge queue|approving review|required status check|not authorized to push to this branch|locked branch/i,
    'insufficient_scope',
    PROTECTED_BRANCH,
  ],
  [
    [403, 409, 422],
    /rule violations|verified signatures|creations being restricted/i,
    'insufficient_scope',
    'github_rules',
  ],
  [[422], /Reference already exists/, 'conflict', REF_EXISTS],
  [[422], /Reference does not exist|invalid base:/, 'not_found', BRANCH_GONE],
  [[422], /not a fast forward/i, 'conflict', MOVED_ON],
  [[409], /^/, 'conflict', MOVED_ON],
  [[422], /Draft pull requests are not supported/, 'insufficient_scope', NO_DRAFT_PULLS],
  [[422], /pull request already exists/i, 'conflict', PULL_EXISTS],
  [[422], /No commits between/i, 'conflict', NO_COMMITS],
  [[422], /permissions requested are not granted/, 'insufficient_scope', 'github_app_permissions'],
  [[422], /not accessible to the parent installation/, 'not_found', 'github_not_installed_here'],
  [[422], /submitted too quickly/, 'rate_limited', 'github_secondary_limit'],
  [[413, 422], /too large/i, 'too_large', 'github_too_large'],
  [[403], /push access|write access|admin rights/i, 'insufficient_scope', 'github_not_writer'],
];

function byText(status: number, text: string): Reading | undefined {
  const row = ROWS.find(([statuses, pattern]) => statuses.includes(status) && pattern.test(text));
  if (row === undefined) return undefined;
  const [, , code, reason] = row;
  return code === 'rate_limited' ? { code, reason, retryAfter: 60_000 } : { code, reason };
}

/**
 * "Resource not accessible by integration", "… by personal access token": a header names what would be needed
 * (`pull_requests=write`, lists by commas, choices by semicolons); older servers send none, then the documentation's
 * address tells what was asked for.
 */
function missingPermission(text: string, { documentation_url }: Refusal, headers: Headers): Reading | undefined {
  if (!/not accessible by/.test(text)) return undefined;
  const needed = headers.get('x-accepted-github-permissions') ?? '';
  const page = typeof documentation_url === 'string' ? documentation_url : '';
  const named = needed === '' ? page : needed;
  if (/pull_requests|\/pulls\b/.test(named)) return { code: 'insufficient_scope', reason: NO_PULL_PERMISSION };
  if (/contents|\/git\/|\/commits\b/.test(named)) return { code: 'insufficient_scope', reason: NO_CONTENTS_PERMISSION };
  return { code: 'insufficient_scope', reason: 'github_no_permission' };
}
