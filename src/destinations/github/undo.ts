import type { Receipt, Session } from '../destination.ts';
import { GitHubClient, type TreeEntry, unlessGone } from './client.ts';
import { changeBranch, commitOn } from './commit.ts';
import { githubError } from './errors.ts';
import { readSnapshot } from './folders.ts';
import { revertMessage } from './message.ts';
import { type Remote, remoteOf } from './receipt.ts';
import { headOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';

/** Somebody has worked on the draft, or moved it. */
export const changedMeanwhile = () => githubError('conflict', 'github_changed_meanwhile');

/**
 * Takes a draft back, as long as it is as we left it. GitHub deletes a branch without asking where it points by then: what
 * somebody pushes in the moment between our look and the deletion is lost.
 * @throws DestinationError conflict with `github_changed_meanwhile` or `github_merged`; as any request
 */
export async function deleteDraft(receipt: Receipt, session: Session<GitHubSettings>): Promise<void> {
  const remote = remoteOf(receipt);
  const client = new GitHubClient(session.http, session.apiUrl);
  await (remote.mode === 'commit' ? removeFiles(client, remote, session) : removeBranch(client, remote));
}

async function removeBranch(client: GitHubClient, { repository, branch, commitSha }: Remote): Promise<void> {
  const pulls = await client.pullsFrom(repository, branch);
  if (pulls.some(({ merged_at }) => merged_at !== null)) throw githubError('conflict', 'github_merged');
  const head = await client.head(repository, branch);
  if (head !== null && head !== commitSha) throw changedMeanwhile();
  for (const { number, state } of pulls) if (state === 'open') await client.closePull(repository, number);
  if (head !== null) await unlessGone(client.deleteBranch(repository, branch));
}

async function removeFiles(client: GitHubClient, remote: Remote, { words }: Session<GitHubSettings>): Promise<void> {
  const { repository: repo, branch, path, fileSha, images } = remote;
  if ((await headOf(client, repo, branch)) === null) return;
  await changeBranch({ client, repo, base: branch }, async (head) => {
    const parent = await readSnapshot(client, repo, head);
    const place = await parent.at(path);
    if (place.kind !== 'taken') {
      if (await wasMoved(client, remote)) throw changedMeanwhile();
      return { commit: null, result: undefined };
    }
    if (place.sha !== fileSha) throw changedMeanwhile();
    const entries: TreeEntry[] = [{ path, sha: null }];
    for (const image of images) {
      const there = await parent.at(image.path);
      if (there.kind === 'taken' && there.sha === image.sha) entries.push({ path: image.path, sha: null });
    }
    return {
      commit: await commitOn(client, repo, parent, { entries, message: revertMessage(path, words) }),
      result: undefined,
    };
  });
}

/** A file that was moved is no draft that is gone: it may well be published (Jekyll's `_drafts` to `_posts`). */
async function wasMoved(client: GitHubClient, { repository, branch, path, fileSha }: Remote): Promise<boolean> {
  const [last] = await client.commitsOf(repository, branch, path);
  if (last === undefined) return false;
  const { files } = await client.logged(repository, last.sha);
  return files.some(
    ({ status, sha, previous_filename }) => previous_filename === path || (status === 'added' && sha === fileSha),
  );
}
