/** Commits: as git's objects, and as the site shows them. */
import * as v from 'valibot';
import { authorOf } from './access.ts';
import type { Answer, RepositoryCall } from './api.ts';
import { ApiError, isEmpty, notFound } from './errors.ts';
import { type ChangedFile, changedFiles, logOf } from './history.ts';
import type { Signature } from './objects.ts';
import { paged } from './paging.ts';
import { read } from './request-body.ts';
import { inPath, nodeId, repositoryApi, repositoryPage, simpleUser, time } from './rows.ts';

type Row = Record<string, unknown>;

const person = ({ name, email, at }: Signature): Row => ({ name, email, date: time(at * 1000) });
const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** As one of git's objects. @throws 404 where there is none */
export function gitCommitRow(call: RepositoryCall, sha: string): Row {
  const { repository } = call;
  const commit = repository.objects.commit(sha);
  if (commit === undefined) throw notFound();
  const api = `${repositoryApi(call, repository)}/git`;
  const page = `${repositoryPage(call, repository)}/commit`;
  return {
    ...{ sha, node_id: nodeId('C', sha), url: `${api}/commits/${sha}`, html_url: `${page}/${sha}` },
    ...{ author: person(commit.author), committer: person(commit.committer), message: commit.message },
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    parents: commit.parents.map((one) => ({ sha: one, url: `${api}/commits/${one}`, html_url: `${page}/${one}` })),
    verification: UNSIGNED,
  };
}

/** With the accounts of those who made it. @throws 404 where there is none */
export function commitRow(call: RepositoryCall, sha: string): Row {
  const { repository, world } = call;
  const commit = repository.objects.commit(sha);
  if (commit === undefined) throw notFound();
  const api = repositoryApi(call, repository);
  const page = `${repositoryPage(call, repository)}/commit`;
  const account = ({ email }: Signature): Row | null => {
    const found = world.accounts.find(({ id, login }) => email === `${id}+${login}@users.noreply.github.com`);
    return found === undefined ? null : simpleUser(call, found);
  };
  return {
    ...{ sha, node_id: nodeId('C', sha), url: `${api}/commits/${sha}`, html_url: `${page}/${sha}` },
    comments_url: `${api}/commits/${sha}/comments`,
    commit: {
      ...{ author: person(commit.author), committer: person(commit.committer), message: commit.message },
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      ...{ url: `${api}/git/commits/${sha}`, comment_count: 0, verification: UNSIGNED },
    },
    ...{ author: account(commit.author), committer: account(commit.committer) },
    parents: commit.parents.map((one) => ({ sha: one, url: `${api}/commits/${one}`, html_url: `${page}/${one}` })),
  };
}

/** With the files that it changed, against its first parent. */
export function getCommit(call: RepositoryCall): Answer {
  const { repository, params } = call;
  if (repository.isEmpty) throw isEmpty();
  const sha = repository.resolve(params.ref ?? '');
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${params.ref}`);
  const parent = repository.objects.commit(sha)?.parents[0];
  const files = changedFiles(repository.objects, repository.treeOf(parent), repository.treeOf(sha));
  const lines = (name: 'additions' | 'deletions'): number => files.reduce((sum, file) => sum + file[name], 0);
  const [additions, deletions] = [lines('additions'), lines('deletions')];
  return {
    body: {
      ...commitRow(call, sha),
      stats: { additions, deletions, total: additions + deletions },
      files: files.map((file) => fileRow(call, sha, file)),
    },
  };
}

function fileRow(call: RepositoryCall, commit: string, file: ChangedFile): Row {
  const { repository, world } = call;
  const { path, before, status, sha, additions, deletions } = file;
  const place = `${commit}/${inPath(path)}`;
  return {
    ...{ sha, filename: path, status, additions, deletions, changes: additions + deletions },
    blob_url: `${repositoryPage(call, repository)}/blob/${place}`,
    raw_url: `${world.url}/${repository.fullName}/raw/${place}`,
    contents_url: `${repositoryApi(call, repository)}/contents/${inPath(path)}?ref=${commit}`,
    ...(status === 'renamed' ? { previous_filename: before } : {}),
  };
}

export const getGitCommit = (call: RepositoryCall): Answer => {
  if (call.repository.isEmpty) throw isEmpty();
  return { body: gitCommitRow(call, call.params.commit_sha ?? '') };
};

const Author = v.object({ name: v.string(), email: v.string(), date: v.exactOptional(v.string()) });
/** What is missing is as in the author. */
const Committer = v.partial(Author);
const NewCommit = v.object({
  message: v.string(),
  tree: v.string(),
  parents: v.exactOptional(v.array(v.string()), []),
  author: v.exactOptional(Author),
  committer: v.exactOptional(Committer),
});

export function createCommit(call: RepositoryCall): Answer {
  const { repository } = call;
  if (repository.isEmpty) throw isEmpty();
  const { message, tree, parents, author, committer } = read(NewCommit, call);
  const { objects } = repository;
  if (objects.kindOf(tree) !== 'tree') throw new ApiError(422, 'Tree SHA does not exist');
  if (parents.some((sha) => objects.kindOf(sha) !== 'commit')) {
    throw new ApiError(422, 'Parent SHA does not exist or is not a commit object');
  }
  const own = repository.signatureOf(authorOf(call));
  const written = author === undefined ? own : signed(author, own);
  const sha = objects.writeCommit({
    ...{ tree, parents, message, author: written },
    committer: committer === undefined ? written : signed(committer, written),
  });
  const row = gitCommitRow(call, sha);
  return { status: 201, headers: { location: String(row.url) }, body: row };
}

function signed({ name, email, date }: v.InferOutput<typeof Committer>, own: Signature): Signature {
  const at = date === undefined ? own.at : Math.floor(Date.parse(date) / 1000);
  if (Number.isNaN(at)) throw new ApiError(422, 'Invalid request.\n\nNot a valid date.');
  return { name: name ?? own.name, email: email ?? own.email, at };
}

export function listCommits(call: RepositoryCall): Answer {
  const { repository, query } = call;
  if (repository.isEmpty) throw isEmpty();
  const head = repository.resolve(query.get('sha') ?? repository.defaultBranch);
  if (head === undefined) throw notFound();
  const found = logOf(repository.objects, head, query.get('path')?.replace(/\/$/, '') ?? '').filter((sha) => {
    const at = (repository.objects.commit(sha)?.committer.at ?? 0) * 1000;
    const [since, until] = [query.get('since'), query.get('until')];
    return (since === null || at >= Date.parse(since)) && (until === null || at <= Date.parse(until));
  });
  return paged(call, `/repos/${repository.fullName}/commits`, found, (page) => page.map((sha) => commitRow(call, sha)));
}
