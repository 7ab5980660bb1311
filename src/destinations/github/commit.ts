import type { DestinationError } from '../../core/errors.ts';
import { toHex } from '../../core/hex.ts';
import type { Draft } from '../../draft/draft.ts';
import { KEY_TAKEN, type Session, type UploadedImages } from '../destination.ts';
import { type GitHubClient, hasReason, type RepoName, type TreeEntry } from './client.ts';
import { githubError } from './errors.ts';
import type { Folders, Snapshot } from './folders.ts';
import { BLOB_GONE, NOT_FAST_FORWARD } from './git-refusals.ts';
import { commitMessage, type Delivered } from './message.ts';
import { type Post, toPost } from './post.ts';
import { headOfBase, type Target } from './repository.ts';
import type { GitHubSettings } from './settings.ts';

/** So often a branch is read anew when others write to it at the same moment. */
const TRIES = 5;

/** Certainly nothing was written: the key's place is somebody else's. */
export const keyTaken = (): DestinationError => githubError('conflict', KEY_TAKEN);

/** A commit that belongs to no branch yet: nobody sees it. */
export async function commitOn(
  client: GitHubClient,
  repo: RepoName,
  parent: Snapshot,
  { entries, message }: { entries: readonly TreeEntry[]; message: string },
): Promise<string> {
  const tree = await client.createTree(repo, parent.tree, entries);
  return client.createCommit(repo, { message, tree, parent: parent.commit });
}

/**
 * Moves a branch on to what `make` puts on top of its head; once more where another commit came between.
 * A commit of null leaves the branch as it is.
 * @throws DestinationError with NOT_FAST_FORWARD where others come between again and again, and whatever `make` throws
 */
export async function changeBranch<T>(
  target: Target,
  make: (head: string) => Promise<{ commit: string | null; result: T }>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const head = await headOfBase(target);
    try {
      const { commit, result } = await make(head);
      if (commit !== null) await target.client.moveBranch(target.repo, target.base, commit);
      return result;
    } catch (error) {
      if (!hasReason(error, NOT_FAST_FORWARD) || tries === TRIES) throw error;
    }
  }
}

/** What a post is made of, but for its images. */
export interface PostOrder extends Delivered {
  draft: Draft;
  path: string;
  session: Session<GitHubSettings>;
}

export const render = ({ draft, path, date, session }: PostOrder, images: UploadedImages): Post =>
  toPost(draft, { path, date, settings: session.settings, images, words: session.words });

export interface CommittedPost {
  commit: string;
  post: Post;
}

/**
 * A post on top of `parent`, in a commit that belongs to no branch yet. Null where its place is taken there: nothing is
 * ever written over what somebody else has made.
 */
export async function commitPost(
  { client, repo }: Pick<Target, 'client' | 'repo'>,
  parent: Snapshot,
  order: PostOrder,
  images: UploadedImages,
): Promise<CommittedPost | null> {
  const post = render(order, images);
  if (!(await isFree(parent.at, post))) return null;
  const message = commitMessage(order.draft, order, order.session.words);
  try {
    return { commit: await commitOn(client, repo, parent, { entries: entriesOf(post), message }), post };
  } catch (error) {
    // Git forgets blobs that belong to nothing after some weeks: the text does not wait for them.
    if (images.size === 0 || !hasReason(error, BLOB_GONE)) throw error;
    return commitPost({ client, repo }, parent, order, new Map());
  }
}

export const entriesOf = ({ path, text, images }: Post): TreeEntry[] => [{ path, content: text }, ...images];

async function isFree(folders: Folders, { path, images }: Post): Promise<boolean> {
  if ((await folders(path)).kind !== 'free') return false;
  for (const image of images) if (!(await fits(folders, image))) return false;
  return true;
}

/** Nothing stands there, or this very image. */
export async function fits(folders: Folders, { path, sha }: Post['images'][number]): Promise<boolean> {
  const place = await folders(path);
  return place.kind === 'free' || (place.kind === 'taken' && place.sha === sha);
}

/** The name under which git has a text (gitformat: `blob <bytes>\0<content>`, SHA-1). */
export async function blobShaOf(text: string): Promise<string> {
  const { length } = new TextEncoder().encode(text);
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(`blob ${length}\0${text}`));
  return toHex(new Uint8Array(digest));
}
