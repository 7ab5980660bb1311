import { array, type InferOutput, nullable, number, object, parse, picklist, string } from 'valibot';
import type { IgnoredField, Receipt, Session } from '../destination.ts';
import { fullName } from './api.ts';
import type { GitHubSettings } from './settings.ts';
import { GitHubId, Sha } from './shapes.ts';

/** What a receipt keeps for update and undo: the account may be set up with another repository by then. */
const Remote = object({
  repository: object({ owner: string(), name: string() }),
  mode: picklist(['pull_request', 'commit']),
  nonce: string(),
  branch: string(),
  /** That the pull request is against; of a commit, `branch` itself. */
  base: string(),
  /** Of the file. */
  path: string(),
  /** ms since the epoch: the date in the post. */
  date: number(),
  /** Of the file's blob and of the commit as we left them; null where the draft was found again and is not ours alone. */
  fileSha: nullable(Sha),
  commitSha: nullable(Sha),
  pull: nullable(GitHubId),
  images: array(object({ path: string(), sha: Sha })),
});
export type Remote = InferOutput<typeof Remote>;

export const remoteOf = (receipt: Receipt): Remote => parse(Remote, receipt.remote);

export function toReceipt(
  remote: Remote,
  { siteUrl }: Pick<Session<GitHubSettings>, 'siteUrl'>,
  { leftOut = [], ignored = [] }: { leftOut?: string[]; ignored?: IgnoredField[] } = {},
): Receipt {
  const { repository, branch, commitSha, date } = remote;
  return {
    v: 1,
    remoteId: `${fullName(repository)}:${branch}:${remote.path}`,
    ...(commitSha === null ? {} : { revision: commitSha }),
    remote,
    editUrl: new URL(pageOf(remote), siteUrl).href,
    createdAt: new Date(date).toISOString(),
    leftOut,
    ...(ignored.length === 0 ? {} : { ignored }),
  };
}

/** The pull request, the branch where there is none, or the file in its editor: made of our own parts. */
function pageOf({ repository, mode, branch, path, pull }: Remote): string {
  const root = `${encoded(repository.owner)}/${encoded(repository.name)}`;
  if (pull !== null) return `${root}/pull/${pull}`;
  return mode === 'commit' ? `${root}/edit/${encoded(branch)}/${encoded(path)}` : `${root}/tree/${encoded(branch)}`;
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
