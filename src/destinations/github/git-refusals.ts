/**
 * What GitHub refuses of branches, commits and pull requests, by how its messages begin: the status alone does not part
 * them, and none of them is shown or kept.
 */
import { is, object, string } from 'valibot';
import type { ErrorView } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';

export const REF_EXISTS = 'github_ref_exists';
export const REF_GONE = 'github_ref_gone';
/** Somebody else has written to the branch since it was read. */
export const NOT_FAST_FORWARD = 'github_not_fast_forward';
export const EMPTY_REPOSITORY = 'github_empty_repository';
export const PROTECTED_BRANCH = 'github_protected_branch';
/** A tree names a blob that is not, or no longer, in the repository. */
export const BLOB_GONE = 'github_blob_gone';
export const PULL_EXISTS = 'github_pull_exists';
/** The pull request's branch holds nothing that its base lacks. */
export const NOTHING_TO_PULL = 'github_nothing_to_pull';
/** The repository's plan has no draft pull requests. */
export const NO_DRAFT_PULLS = 'github_no_draft_pulls';
/** The branch that the site is made from is not there. */
export const BRANCH_GONE = 'github_branch_gone';

type Reading = Pick<ErrorView, 'code' | 'reason'>;

/** Of protected branches and of rulesets: only what another way of delivering may get around. */
const PROTECTED =
  /protected (branch|ref)|through (a pull request|the merge queue)|approving review|required status check|not authorized to push to this branch|locked branch/i;

const REFUSALS: readonly [statuses: readonly number[], said: RegExp, Reading][] = [
  [[403, 409, 422], PROTECTED, { code: 'insufficient_scope', reason: PROTECTED_BRANCH }],
  [[409], /repository is empty/i, { code: 'conflict', reason: EMPTY_REPOSITORY }],
  [[422], /reference already exists/i, { code: 'conflict', reason: REF_EXISTS }],
  [[422], /reference does not exist/i, { code: 'not_found', reason: REF_GONE }],
  [[422], /not a fast[ -]forward/i, { code: 'conflict', reason: NOT_FAST_FORWARD }],
  [[422], /is not a valid blob|BadObjectState/i, { code: 'draft_rejected', reason: BLOB_GONE }],
  [[422], /a pull request already exists/i, { code: 'conflict', reason: PULL_EXISTS }],
  [[422], /no commits between/i, { code: 'conflict', reason: NOTHING_TO_PULL }],
  [[422], /draft pull requests are not supported/i, { code: 'draft_rejected', reason: NO_DRAFT_PULLS }],
  [[422], /PullRequest:base:invalid/i, { code: 'not_found', reason: BRANCH_GONE }],
  // The branch was made a moment ago, and not all of GitHub knows of it yet.
  [[422], /PullRequest:head:invalid/i, { code: 'server_error' }],
];

/** Undefined where the refusal is of another kind. */
export function readGitRefusal({ status, json }: HttpFailure): Reading | undefined {
  const said = saidIn(json);
  return REFUSALS.find(([statuses, pattern]) => statuses.includes(status) && pattern.test(said))?.[2];
}

const Message = object({ message: string() });
const Named = object({ resource: string(), field: string(), code: string() });

/** The message, those of its parts, and which field of what was refused how. */
export function saidIn(json: unknown): string {
  const errors = typeof json === 'object' && json !== null && 'errors' in json ? json.errors : [];
  const parts: unknown[] = [json, ...(Array.isArray(errors) ? errors : [errors])];
  return parts
    .flatMap((part) => [
      ...(typeof part === 'string' ? [part] : []),
      ...(is(Message, part) ? [part.message] : []),
      ...(is(Named, part) ? [`${part.resource}:${part.field}:${part.code}`] : []),
    ])
    .join('\n');
}
