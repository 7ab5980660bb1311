import type { Receipt, RemoteDraft, Session } from '../destination.ts';
import { GitHubClient } from './client.ts';
import { toDeliveryKey } from './delivery-key.ts';
import { githubError, NOT_FOUND } from './errors.ts';
import { pullTitle } from './message.ts';
import { remoteOf } from './receipt.ts';
import type { GitHubSettings } from './settings.ts';
import type { GitHubPull } from './shapes.ts';

/**
 * The file as it is now; `html` is all of it. `status` is `draft`, or what became of the pull request: `merged`, `closed`.
 * @throws DestinationError not_found where the file is gone
 */
export async function getDraft(receipt: Receipt, session: Session<GitHubSettings>): Promise<RemoteDraft> {
  const remote = remoteOf(receipt);
  const client = new GitHubClient(session.http, session.apiUrl);
  const { repository, branch, base, path } = remote;
  const pulls = remote.mode === 'commit' ? [] : await client.pullsFrom(repository, branch);
  const pull = pulls.find(({ number }) => number === remote.pull) ?? pulls[0];
  const status = statusOf(pull);
  const file = await client.file(repository, path, status === 'merged' ? base : branch);
  if (file === null) throw githubError('not_found', NOT_FOUND);
  const text = file.text ?? '';
  return { title: titleOf(text, session.settings, pull), html: text, status, slug: toDeliveryKey(remote) };
}

function statusOf(pull: GitHubPull | undefined): RemoteDraft['status'] {
  if (pull === undefined || pull.state === 'open') return 'draft';
  return pull.merged_at === null ? 'closed' : 'merged';
}

/** That of the front matter, unless somebody has given the pull request another one. */
function titleOf(text: string, { layout }: GitHubSettings, pull: GitHubPull | undefined): string {
  const key = layout.keys.title;
  const front = /^---\n(.*?)\n---\n/s.exec(text)?.[1] ?? '';
  const line = key === null ? undefined : front.split('\n').find((candidate) => candidate.startsWith(`${key}: `));
  const written = line === undefined || key === null ? null : unquoted(line.slice(key.length + 2));
  if (pull !== undefined && (written === null || pull.title !== pullTitle(written))) return pull.title;
  return written ?? '';
}

/** What YAML's writer puts in quotes on one line. */
function unquoted(value: string): string {
  if (value.startsWith("'")) return value.slice(1, -1).replaceAll("''", "'");
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}
