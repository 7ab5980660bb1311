import type { Draft } from '../../draft/draft.ts';
import type { DeliveryKey, Receipt, Session, UploadedImages } from '../destination.ts';
import { draftTexts } from '../draft-texts.ts';
import { blobShaOf, changeBranch, commitPost, keyTaken, type PostOrder } from './commit.ts';
import { type GitHubKey, isOwnBranch, parseDeliveryKey, toDeliveryKey } from './delivery-key.ts';
import { githubDescriptor } from './descriptor.ts';
import { parentOf } from './file-name.ts';
import { findDraft } from './find.ts';
import { readSnapshot } from './folders.ts';
import { imagesIn } from './images.ts';
import { refuseToPublish } from './only-drafts.ts';
import { hidesCommits } from './presets.ts';
import { deliverAsPullRequest } from './pull-request.ts';
import { toReceipt } from './receipt.ts';
import { type Target, targetOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';

/**
 * One commit, made out of sight, and then one act that anybody sees: a branch of its own begins there, or the site's branch
 * moves on to it. Called again after it was killed anywhere, it goes on from there and doubles nothing.
 * @throws DestinationError conflict with KEY_TAKEN; insufficient_scope where the commit would publish; draft_rejected where a
 * field is at fault; as any request
 */
export async function createDraft(
  draft: Draft,
  key: DeliveryKey,
  session: Session<GitHubSettings>,
  images: UploadedImages,
): Promise<Receipt> {
  // Before anything is asked.
  draftTexts(draft, githubDescriptor);
  const parsed = parseDeliveryKey(key);
  const target = targetOf(session);
  const order = { draft, session, path: parsed.path, nonce: parsed.nonce, date: session.clock.now() };
  const copies = imagesIn(target.repo, images);
  return isOwnBranch(parsed)
    ? deliverAsPullRequest(parsed, target, order, copies)
    : deliverAsCommit(parsed, target, order, copies);
}

async function deliverAsCommit(
  key: GitHubKey,
  target: Target,
  order: PostOrder,
  images: UploadedImages,
): Promise<Receipt> {
  const { session } = order;
  // Set up otherwise since the key was made: a new key goes where drafts go now.
  const { settings } = session;
  if (settings.delivery !== 'commit' || key.branch !== target.base) throw keyTaken();
  refuseToPublish(settings);
  if (!hidesCommits(settings, parentOf(key.path))) throw keyTaken();
  return changeBranch(target, async (head) => {
    const parent = await readSnapshot(target.client, target.repo, head);
    const made = await commitPost(target, parent, order, images);
    if (made === null) {
      const found = await findDraft(toDeliveryKey(key), session);
      if (found === null) throw keyTaken();
      return { commit: null, result: found };
    }
    const { commit, post } = made;
    const left = { commitSha: commit, fileSha: await blobShaOf(post.text), date: order.date, images: post.images };
    const place = { mode: 'commit' as const, repository: target.repo, base: key.branch, pull: null };
    return { commit, result: toReceipt({ ...key, ...left, ...place }, session, post) };
  });
}
