import type { Draft } from '../../draft/draft.ts';
import type { Receipt, Session, UploadedImages } from '../destination.ts';
import { GitHubClient } from './client.ts';
import { blobShaOf, changeBranch, commitOn, entriesOf, fits, render } from './commit.ts';
import { leftBy } from './find.ts';
import { readSnapshot } from './folders.ts';
import { imagesIn } from './images.ts';
import { commitMessage } from './message.ts';
import { refuseToPublish } from './only-drafts.ts';
import { remoteOf, toReceipt } from './receipt.ts';
import { headOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';
import { changedMeanwhile } from './undo.ts';

/**
 * One more commit on the draft's branch, with the copies of images that came later, as long as the file is the one that we
 * left. Where it is already what it would become, an answer was lost, and nothing is written.
 * @throws DestinationError conflict with `github_changed_meanwhile`; insufficient_scope where it would be published; as any
 * request
 */
export async function updateDraft(
  receipt: Receipt,
  draft: Draft,
  session: Session<GitHubSettings>,
  images: UploadedImages,
): Promise<Receipt> {
  const remote = remoteOf(receipt);
  const { repository: repo, branch, path, mode } = remote;
  const client = new GitHubClient(session.http, session.apiUrl);
  if (mode === 'pull_request') {
    const pulls = await client.pullsFrom(repo, branch);
    if (pulls.length > 0 && pulls.every(({ state }) => state !== 'open')) throw changedMeanwhile();
  }
  if ((await headOf(client, repo, branch)) === null) throw changedMeanwhile();
  // As it was delivered, whatever the account does by now: the line that hides it stays.
  const settings = { ...session.settings, delivery: mode };
  refuseToPublish(settings, path);
  const order = { ...remote, draft, session: { ...session, settings } };
  const post = render(order, imagesIn(repo, images));
  const fileSha = await blobShaOf(post.text);
  const updated = (commitSha: string | null): Receipt =>
    toReceipt({ ...remote, fileSha, commitSha, images: post.images }, session, {
      leftOut: post.leftOut,
      ...(receipt.ignored === undefined ? {} : { ignored: receipt.ignored }),
    });

  return changeBranch({ client, repo, base: branch }, async (head) => {
    const parent = await readSnapshot(client, repo, head);
    const place = await parent.at(path);
    if (place.kind !== 'taken') throw changedMeanwhile();
    if (place.sha === fileSha) {
      const { commitSha } = await leftBy(client, repo, head, remote, session);
      return { commit: null, result: updated(commitSha ?? remote.commitSha) };
    }
    if (place.sha !== remote.fileSha) throw changedMeanwhile();
    for (const image of post.images) if (!(await fits(parent.at, image))) throw changedMeanwhile();
    const message = commitMessage(draft, remote, session.words);
    const commit = await commitOn(client, repo, parent, { entries: entriesOf(post), message });
    return { commit, result: updated(commit) };
  });
}
