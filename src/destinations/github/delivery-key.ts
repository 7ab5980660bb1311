import type { Draft } from '../../draft/draft.ts';
import type { DeliveryKey, Session } from '../destination.ts';
import { githubError } from './errors.ts';
import { branchOf, pathOf } from './file-name.ts';
import { type Folders, readSnapshot } from './folders.ts';
import { titleOf } from './message.ts';
import { refuseShownDrafts, refuseToPublish } from './only-drafts.ts';
import { imagesOf } from './post-images.ts';
import { headOfBase, type Target, targetOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';

/** What a draft is found by: `nonce:branch:path`; a branch's name holds no colon. */
export interface GitHubKey {
  /** 8 hex digits: stands in the commit's message, and in the name of a branch of its own. */
  nonce: string;
  branch: string;
  /** Of the file, within the repository. */
  path: string;
}

export const toDeliveryKey = ({ nonce, branch, path }: GitHubKey): DeliveryKey => `${nonce}:${branch}:${path}`;

/** @throws where the key is none of ours */
export function parseDeliveryKey(key: DeliveryKey): GitHubKey {
  const [, nonce, branch, path] = /^([0-9a-f]{8}):([^:]+):(.+)$/s.exec(key) ?? [];
  if (nonce === undefined || branch === undefined || path === undefined) throw new Error('no key of a GitHub draft');
  return { nonce, branch, path };
}

/** Whether the draft goes to a branch that was made for it alone. */
export const isOwnBranch = ({ nonce, branch }: GitHubKey): boolean =>
  branch.startsWith('clipdraft/') && branch.endsWith(nonce);

/** Nobody has so many drafts of one title. */
const MOST_NAMES = 1000;

/**
 * A name that is free on the site's branch, and, as long as drafts wait as pull requests, on the branches of drafts with
 * the same title and day: merged, they would meet.
 * @throws DestinationError as any request; not_found where the branch is gone; draft_rejected where a part of the path is
 * a file
 */
export async function githubDeliveryKey(
  draft: Draft,
  nonce: string,
  session: Session<GitHubSettings>,
): Promise<DeliveryKey> {
  const { settings, clock, words } = session;
  refuseToPublish(settings);
  const target = targetOf(session);
  const named = { title: titleOf(draft, words), now: clock.now() };
  const head = await headOfBase(target);
  await refuseShownDrafts(target.client, target.repo, head, settings);
  const { at } = await readSnapshot(target.client, target.repo, head);
  const own = settings.delivery === 'pull_request' ? branchOf(named, nonce) : null;
  const first = own === null ? 1 : 1 + (await waiting(target, own, nonce));
  for (let attempt = first; attempt < first + MOST_NAMES; attempt += 1) {
    const path = pathOf(settings.layout, named, attempt);
    if (await isFree(at, path, imagePathsOf(draft, path, named.now, settings)))
      return toDeliveryKey({ nonce, branch: own ?? target.base, path });
  }
  throw githubError('draft_rejected', 'github_no_free_name');
}

async function isFree(folders: Folders, path: string, images: readonly string[]): Promise<boolean> {
  const places = [await folders(path), ...(await Promise.all(images.map((image) => folders(image, true))))];
  if (places.some(({ kind }) => kind === 'blocked')) throw githubError('insufficient_scope', 'github_folder_is_file');
  return places.every(({ kind }) => kind === 'free');
}

/** Where copies of its images would go, but for their endings: those of another post may stay when it is moved. */
function imagePathsOf(draft: Draft, path: string, date: number, { images, layout }: GitHubSettings): string[] {
  const wanted = images === 'copy' ? draft.images.filter(({ state }) => state === 'stored') : [];
  const unnamed = wanted.map(({ originalUrl }) => [originalUrl, { remoteId: '', url: NO_BLOB }] as const);
  return imagesOf(draft, { path, date, layout, images: new Map(unnamed) }).files.map((file) => file.path);
}

const NO_BLOB = `git-blob:${'0'.repeat(40)}/image`;

/** How many drafts have branches that differ from this one only in the nonce. */
async function waiting({ client, repo }: Target, branch: string, nonce: string): Promise<number> {
  const start = branch.slice(0, -nonce.length);
  const branches = await client.branchesFrom(repo, start);
  return branches.filter((name) => name !== branch && /^[0-9a-f]{8}$/.test(name.slice(start.length))).length;
}
