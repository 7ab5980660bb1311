import { DestinationError } from '../../core/errors.ts';
import type { IgnoredField, Receipt, UploadedImages } from '../destination.ts';
import { hasReason } from './client.ts';
import { blobShaOf, commitPost, keyTaken, type PostOrder, render } from './commit.ts';
import type { GitHubKey } from './delivery-key.ts';
import { GATE, SUSPENDED_HERE } from './errors.ts';
import { type Left, leftBy } from './find.ts';
import { readSnapshot } from './folders.ts';
import { NO_DRAFT_PULLS, NOTHING_TO_PULL, PULL_EXISTS, REF_EXISTS } from './git-refusals.ts';
import { pullBody, pullTitle, titleOf } from './message.ts';
import { toReceipt } from './receipt.ts';
import { headOfBase, type Target } from './repository.ts';

/**
 * A draft on a branch of its own, and its pull request. A branch that is there was made by an earlier try: it is never
 * touched again, and only what is missing is done.
 */
export async function deliverAsPullRequest(
  key: GitHubKey,
  target: Target,
  order: PostOrder,
  images: UploadedImages,
): Promise<Receipt> {
  const { client, repo, base } = target;
  const { session } = order;
  const head = await client.head(repo, key.branch);
  const started = head === null ? await startBranch(key, target, order, images) : null;
  const left = started ?? (await leftBy(client, repo, head ?? key.branch, key, session));
  const { pull, ignored } = await openPull(key, target, order);
  const { leftOut } = render({ ...order, date: left.date }, images);
  const remote = { ...key, ...left, mode: 'pull_request' as const, repository: repo, base, pull };
  return toReceipt(remote, session, { leftOut, ignored });
}

/** Null where the branch came to be meanwhile: an earlier request of ours arrived late. */
async function startBranch(
  key: GitHubKey,
  target: Target,
  order: PostOrder,
  images: UploadedImages,
): Promise<Left | null> {
  const { client, repo } = target;
  // Set up otherwise since the key was made: a new key goes where drafts go now.
  if (order.session.settings.delivery !== 'pull_request') throw keyTaken();
  const parent = await readSnapshot(client, repo, await headOfBase(target));
  const made = await commitPost(target, parent, order, images);
  if (made === null) throw keyTaken();
  try {
    await client.createBranch(repo, key.branch, made.commit);
  } catch (error) {
    if (hasReason(error, REF_EXISTS)) return null;
    throw error;
  }
  const { text, images: copies } = made.post;
  return { commitSha: made.commit, fileSha: await blobShaOf(text), date: order.date, images: copies };
}

interface Opened {
  /** Its number; null where there is none, and the branch stands alone. */
  pull: number | null;
  ignored: IgnoredField[];
}

/** A draft; an ordinary one where the repository's plan has no drafts; none where none may be opened. */
async function openPull({ branch }: GitHubKey, { client, repo, base }: Target, order: PostOrder): Promise<Opened> {
  const { draft, session } = order;
  const title = pullTitle(titleOf(draft, session.words));
  const request = { title, body: pullBody(draft, session.words), head: branch, base };
  const open = async (asDraft: boolean): Promise<Opened> => {
    const pull = await client.createPull(repo, { ...request, draft: asDraft });
    return { pull: pull.number, ignored: pull.draft ? [] : ['pull_request_draft'] };
  };
  try {
    return await open(true).catch((error: unknown) => {
      if (hasReason(error, NO_DRAFT_PULLS)) return open(false);
      throw error;
    });
  } catch (error) {
    if (hasReason(error, PULL_EXISTS)) {
      const [pull] = await client.pullsFrom(repo, branch);
      if (pull !== undefined) return { pull: pull.number, ignored: [] };
    }
    if (isRefused(error)) return { pull: null, ignored: ['pull_request'] };
    throw error;
  }
}

/** None may be opened, or there is nothing to be pulled: somebody has taken the branch over by hand already. */
const isRefused = (error: unknown): boolean =>
  hasReason(error, NOTHING_TO_PULL) ||
  (error instanceof DestinationError &&
    ['insufficient_scope', 'draft_rejected'].includes(error.code) &&
    // That was not GitHub, or says nothing of pull requests.
    !hasReason(error, GATE, SUSPENDED_HERE));
