/** Files by their paths: read, written and deleted one at a time. */
import * as v from 'valibot';
import { authorOf } from './access.ts';
import type { Answer, RepositoryCall } from './api.ts';
import { gitCommitRow } from './commits.ts';
import { ApiError, notFound } from './errors.ts';
import { fromBase64 } from './git-objects.ts';
import { read } from './request-body.ts';
import { inPath, repositoryApi, repositoryPage } from './rows.ts';
import { entriesOf, entryAt, isPath, type PathEntry, withChanges } from './trees.ts';

/** Bytes from which on a file's content is left out, and from which on only the raw form is given. */
const LONG = 1_000_000;
const TOO_LONG = 100_000_000;

function itemRow(call: RepositoryCall, ref: string, entry: PathEntry): Record<string, unknown> {
  const { repository, world } = call;
  const { path, type, sha, size = 0 } = entry;
  const api = repositoryApi(call, repository);
  const isFile = type === 'blob';
  const url = `${api}/contents/${inPath(path)}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${isFile ? 'blobs' : 'trees'}/${sha}`;
  const html = `${repositoryPage(call, repository)}/${isFile ? 'blob' : 'tree'}/${inPath(ref)}/${inPath(path)}`;
  return {
    ...{ name: path.split('/').at(-1), path, sha, size, url, html_url: html, git_url: git },
    download_url: isFile ? `${world.url}/raw/${repository.fullName}/${inPath(ref)}/${inPath(path)}` : null,
    ...{ type: isFile ? 'file' : 'dir', _links: { self: url, git, html } },
  };
}

export function getContents(call: RepositoryCall): Answer {
  const { repository, params, query, headers } = call;
  if (repository.isEmpty) throw new ApiError(404, 'This repository is empty.');
  const path = (params.path ?? '').replace(/\/$/, '');
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit = repository.resolve(ref);
  if (commit === undefined) throw new ApiError(404, `No commit found for the ref ${ref}`);
  const entry = entryAt(repository.objects, repository.treeOf(commit), path);
  if (entry === undefined) throw notFound();
  if (entry.type === 'tree') {
    const folder = path === '' ? '' : `${path}/`;
    return { body: entriesOf(repository.objects, entry.sha, false, folder).map((one) => itemRow(call, ref, one)) };
  }
  const bytes = repository.objects.blob(entry.sha) ?? Buffer.alloc(0);
  if (headers.accept?.includes('raw')) return { body: bytes };
  if (bytes.length > TOO_LONG) {
    throw new ApiError(
      403,
      'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.',
    );
  }
  const isLong = bytes.length > LONG;
  const content = isLong ? '' : bytes.toString('base64').replaceAll(/(.{60})/g, '$1\n');
  const row = itemRow(call, ref, entry);
  return {
    body: {
      ...row,
      content: content === '' || content.endsWith('\n') ? content : `${content}\n`,
      encoding: isLong ? 'none' : 'base64',
    },
  };
}

const Person = v.object({ name: v.string(), email: v.string(), date: v.exactOptional(v.string()) });
const Written = {
  message: v.string(),
  branch: v.exactOptional(v.string()),
  author: v.exactOptional(Person),
  committer: v.exactOptional(Person),
};
const NewContent = v.object({ ...Written, content: v.string(), sha: v.exactOptional(v.string()) });
const Deletion = v.object({ ...Written, sha: v.string() });

/** 201 for a new file, 200 for one that was there: then its blob must be named, and be the one that is there. */
export function putContents(call: RepositoryCall): Answer {
  const { repository } = call;
  const { message, content, branch = repository.defaultBranch, sha } = read(NewContent, call);
  const path = pathOf(call);
  const bytes = fromBase64(content);
  const before = entryIn(call, branch, path);
  if (before !== undefined) {
    if (sha === undefined) throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    if (before.sha !== sha) throw new ApiError(409, `${path} does not match ${sha}`);
  }
  refuseProtected(call, branch, before === undefined ? 'create' : 'update');
  const blob = repository.objects.writeBlob(bytes);
  const commit = commitTo(call, branch, path, blob, message);
  const written = entryIn(call, branch, path);
  return {
    status: before === undefined ? 201 : 200,
    body: { content: written && itemRow(call, branch, written), commit: gitCommitRow(call, commit) },
  };
}

export function deleteContents(call: RepositoryCall): Answer {
  const { repository } = call;
  const { message, branch = repository.defaultBranch, sha } = read(Deletion, call);
  const path = pathOf(call);
  const before = entryIn(call, branch, path);
  if (before === undefined) throw notFound();
  if (before.sha !== sha) throw new ApiError(409, `${path} does not match ${sha}`);
  refuseProtected(call, branch, 'delete');
  return { body: { content: null, commit: gitCommitRow(call, commitTo(call, branch, path, null, message)) } };
}

function pathOf({ params }: RepositoryCall): string {
  const { path = '' } = params;
  if (path.startsWith('/')) throw new ApiError(422, 'path cannot start with a slash');
  if (!isPath(path)) throw new ApiError(422, 'path contains a malformed path component');
  return path;
}

/** @throws 404 where the branch is not there; 422 where a folder stands at the path */
function entryIn({ repository }: RepositoryCall, branch: string, path: string): PathEntry | undefined {
  const head = repository.head(branch);
  if (head === undefined && !(repository.isEmpty && branch === repository.defaultBranch)) {
    throw new ApiError(404, `Branch ${branch} not found`);
  }
  const entry = entryAt(repository.objects, repository.treeOf(head), path);
  if (entry?.type === 'tree') throw new ApiError(422, 'The specified path is a directory.');
  return entry;
}

function commitTo(call: RepositoryCall, branch: string, path: string, sha: string | null, message: string): string {
  const { repository } = call;
  const head = repository.head(branch);
  const tree = withChanges(repository.objects, repository.treeOf(head), [{ path, mode: '100644', sha }]);
  const own = repository.signatureOf(authorOf(call));
  const parents = head === undefined ? [] : [head];
  const commit = repository.objects.writeCommit({ tree, parents, message, author: own, committer: own });
  repository.setRef(`refs/heads/${branch}`, commit);
  return commit;
}

/** @throws 409 where changes of the branch must come by a pull request */
function refuseProtected({ repository }: RepositoryCall, branch: string, verb: string): void {
  const protection = repository.protections.get(branch);
  if (protection === 'reviews') {
    throw new ApiError(409, `Could not ${verb} file: Changes must be made through a pull request.`, {
      docs: 'https://docs.github.com/articles/about-protected-branches',
    });
  }
  if (protection === 'ruleset') {
    throw new ApiError(409, 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n');
  }
}
