/**
 * Reads GitHub's refusals by status, headers and message (REST API 2022-11-28 and what it is seen to answer). Bodies are
 * looked at and never kept: they name repositories, organisations and addresses.
 */
import { type InferInput, is, nullish, object, string } from 'valibot';
import { type ErrorCode, type ErrorView, errorsOf } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { NOT_FAST_FORWARD, readGitRefusal, saidIn } from './git-refusals.ts';
import { rateLimitOf } from './rate-limit.ts';

type Reading = Pick<ErrorView, 'code' | 'reason' | 'retryAfter'>;

/** A token that is wrong, revoked or has ended: GitHub does not tell which. One made anew may do. */
export const BAD_CREDENTIALS = 'github_bad_credentials';
/** The times in an App's signature do not suit GitHub's clock. */
export const CLOCK = 'github_clock';
/** GitHub can't read an App's signature, or finds no App by it. */
export const APP_KEY = 'github_app_key';
/** GitHub's own "there is no such thing", also where the account may not see it; not a page's or a proxy's. */
export const NOT_FOUND = 'github_not_found';
/** A request that reached GitHub without its token. */
export const HEADER_LOST = 'github_header_lost';
/** Something in front of GitHub asks for a sign-in. */
export const GATE = 'github_gate';
/** A page where the API was looked for. */
export const NO_API_HERE = 'github_no_api_here';
export const NO_CONTENTS_PERMISSION = 'github_no_contents_permission';
export const NO_PULL_PERMISSION = 'github_no_pull_permission';

/** The user may only read. */
export const NOT_WRITER = 'github_not_writer';
export const ARCHIVED = 'github_archived';
/** The App is suspended by whoever installed it. */
export const SUSPENDED_HERE = 'github_installation_suspended';
export const INSTALLATION_GONE = 'github_installation_gone';
/** The App is installed, but not for this repository. */
export const NOT_INSTALLED_HERE = 'github_not_installed_here';

/** The App was given less where it is installed than a token was asked to be good for. */
export const LACKS_PERMISSIONS = 'github_app_permissions';

export const githubError = errorsOf('github');

/** Reads an error answer; undefined leaves it to the status table. */
export function explainGitHub(failure: HttpFailure): ErrorView | undefined {
  const reading = read(failure);
  return reading && { ...reading, destination: 'github', status: failure.status };
}

const Refusal = object({ message: string(), documentation_url: nullish(string(), '') });
type Refusal = InferInput<typeof Refusal>;

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
  const said = saidIn(json);
  return (
    readBy(ROWS, status, said) ??
    readGitRefusal(failure) ??
    missingPermission(failure, said, json) ??
    readBy(REST, status, said)
  );
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

type Row = readonly [statuses: readonly number[], pattern: RegExp, code: ErrorCode, reason: string];

/** By status and what the message holds; the first that fits. */
const ROWS: readonly Row[] = [
  [[401], /^Bad credentials/, 'credentials_rejected', BAD_CREDENTIALS],
  [[401], /claim \('?(exp|iat)'?\)/, 'credentials_rejected', CLOCK],
  [[401], /JSON web token|claim \('?iss'?\)|public key/i, 'credentials_rejected', APP_KEY],
  // Of a server in private mode: "Must authenticate to access this API."
  [[401], /authenticat/i, 'credentials_rejected', HEADER_LOST],
  [[404], /^Integration not found/, 'credentials_rejected', APP_KEY],
  [[403, 404], /installation has been suspended/, 'insufficient_scope', SUSPENDED_HERE],
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
  [[403], /was archived/, 'insufficient_scope', ARCHIVED],
  [[403, 409, 422], /secret detected|cannot contain secrets/i, 'draft_rejected', 'github_secret'],
  [[422], /permissions requested are not granted/, 'insufficient_scope', LACKS_PERMISSIONS],
  [[422], /not accessible to the parent installation/, 'not_found', NOT_INSTALLED_HERE],
  [[422], /submitted too quickly/, 'rate_limited', 'github_secondary_limit'],
  [[413, 422], /too large/i, 'too_large', 'github_too_large'],
];

/** What is left when nothing narrower was said. */
const REST: readonly Row[] = [
  [
    [403, 409, 422],
    /rule violations|verified signatures|creations being restricted/i,
    'insufficient_scope',
    'github_rules',
  ],
  [[403], /push access|write access|admin rights/i, 'insufficient_scope', NOT_WRITER],
  [[404], /^/, 'not_found', NOT_FOUND],
  [[409], /^/, 'conflict', NOT_FAST_FORWARD],
];

function readBy(rows: readonly Row[], status: number, text: string): Reading | undefined {
  const row = rows.find(([statuses, pattern]) => statuses.includes(status) && pattern.test(text));
  if (row === undefined) return undefined;
  const [, , code, reason] = row;
  return code === 'rate_limited' ? { code, reason, retryAfter: 60_000 } : { code, reason };
}

/**
 * "Resource not accessible by integration", "… by personal access token": a header names what would be needed
 * (`pull_requests=write`, lists by commas, choices by semicolons); older servers send none, then the documentation's
 * address tells what was asked for.
 */
function missingPermission({ status, headers }: HttpFailure, said: string, refusal: Refusal): Reading | undefined {
  if (status !== 403 || !/not accessible by/.test(said)) return undefined;
  const needed = headers.get('x-accepted-github-permissions') ?? '';
  const named = needed === '' ? (refusal.documentation_url ?? '') : needed;
  if (/pull_requests|\/pulls\b/.test(named)) return { code: 'insufficient_scope', reason: NO_PULL_PERMISSION };
  if (/contents|\/git\/|\/commits\b/.test(named)) return { code: 'insufficient_scope', reason: NO_CONTENTS_PERMISSION };
  return { code: 'insufficient_scope', reason: 'github_no_permission' };
}
