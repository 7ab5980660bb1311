import type { Session } from '../destination.ts';
import { GitHubClient, type RepoName } from './client.ts';
import { githubError } from './errors.ts';
import { BRANCH_GONE } from './git-refusals.ts';
import type { GitHubSettings } from './settings.ts';

/** Where the account's drafts go. */
export interface Target {
  client: GitHubClient;
  repo: RepoName;
  /** The branch that the site is made from. */
  base: string;
}

/** @throws DestinationError not_found where none was chosen yet */
export function repositoryOf({ repository }: GitHubSettings): RepoName {
  if (repository === null) throw githubError('not_found', 'github_no_repository');
  const { owner, name } = repository;
  return { owner, name };
}

/** @throws DestinationError not_found where no repository was chosen yet */
export function targetOf({ http, apiUrl, settings }: Session<GitHubSettings>): Target {
  return { client: new GitHubClient(http, apiUrl), repo: repositoryOf(settings), base: settings.branch };
}

/**
 * The commit that a branch points at; null where there is no such branch in the repository.
 * @throws DestinationError not_found where the repository itself can't be seen
 */
export async function headOf(client: GitHubClient, repo: RepoName, branch: string): Promise<string | null> {
  const head = branch === '' ? null : await client.head(repo, branch);
  // GitHub says 404 of both.
  if (head === null) await client.repository(repo);
  return head;
}

/** @throws DestinationError not_found with BRANCH_GONE, and as `headOf` */
export async function headOfBase({ client, repo, base }: Target): Promise<string> {
  const head = await headOf(client, repo, base);
  if (head === null) throw githubError('not_found', BRANCH_GONE);
  return head;
}
