import type { DeliveryKey, Receipt, Session } from '../destination.ts';
import { type GitHubClient, type RepoName, unlessGone } from './client.ts';
import { type GitHubKey, isOwnBranch, parseDeliveryKey } from './delivery-key.ts';
import { readDelivered } from './message.ts';
import { type Remote, toReceipt } from './receipt.ts';
import { headOf, targetOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';
import type { LoggedCommit } from './shapes.ts';

/** What a commit of ours left in the repository. */
export type Left = Pick<Remote, 'commitSha' | 'fileSha' | 'date' | 'images'>;

/**
 * What became of a delivery. On a branch of its own, its pull request says it, merged or closed as well; a branch without
 * one is not delivered yet. Else a commit in the file's history whose message names the delivery, whatever the file holds
 * now and wherever it was moved.
 */
export async function findDraft(key: DeliveryKey, session: Session<GitHubSettings>): Promise<Receipt | null> {
  const parsed = parseDeliveryKey(key);
  return isOwnBranch(parsed) ? findPull(parsed, session) : findCommit(parsed, session);
}

async function findPull(key: GitHubKey, session: Session<GitHubSettings>): Promise<Receipt | null> {
  const { client, repo } = targetOf(session);
  const pulls = await client.pullsFrom(repo, key.branch);
  const pull = pulls.find(({ state }) => state === 'open') ?? pulls[0];
  if (pull === undefined) return null;
  const left = await leftBy(client, repo, pull.head.sha, key, session);
  const mode = 'pull_request' as const;
  return toReceipt({ ...key, ...left, mode, repository: repo, base: pull.base.ref, pull: pull.number }, session);
}

async function findCommit(key: GitHubKey, session: Session<GitHubSettings>): Promise<Receipt | null> {
  const { client, repo, base } = targetOf(session);
  let isSomeThere = false;
  // The branch may have got another name since.
  for (const branch of new Set([key.branch, base])) {
    const commits = await unlessGone(client.commitsOf(repo, branch, key.path));
    isSomeThere ||= commits !== null;
    const ours = commits?.find(({ message }) => readDelivered(message, key.nonce) !== null);
    if (ours === undefined) continue;
    const left = await leftBy(client, repo, ours.sha, key, session);
    const mode = 'commit' as const;
    return toReceipt({ ...key, ...left, mode, repository: repo, branch, base: branch, pull: null }, session);
  }
  // Without its branches a repository holds nothing of ours; one that can't be seen says nothing.
  if (!isSomeThere) await headOf(client, repo, base);
  return null;
}

/** Of a commit that is not ours (any more), nothing is known but that it is there. */
export async function leftBy(
  client: GitHubClient,
  repo: RepoName,
  sha: string,
  key: Pick<GitHubKey, 'nonce' | 'path'>,
  { clock }: Pick<Session<GitHubSettings>, 'clock'>,
): Promise<Left> {
  const commit = await unlessGone(client.logged(repo, sha));
  const ours = commit === null ? null : readDelivered(commit.message, key.nonce);
  if (commit === null || ours === null) return { commitSha: null, fileSha: null, date: clock.now(), images: [] };
  const files = filesOf(commit);
  const fileSha = files.find(({ path }) => path === key.path)?.sha ?? null;
  return { commitSha: sha, fileSha, date: ours.date, images: files.filter(({ path }) => path !== key.path) };
}

/** What stands there since. */
const filesOf = ({ files }: LoggedCommit): { path: string; sha: string }[] =>
  files.flatMap(({ filename, status, sha }) => (status === 'removed' || sha === null ? [] : [{ path: filename, sha }]));
