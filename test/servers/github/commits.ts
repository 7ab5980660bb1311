/** Commits: as git's objects, and as the site shows them. */
import * as v from 'valibot';
import { authorOf } from './access.ts';
import type { Answer, RepositoryCall } from './api.ts';
import { ApiError, isEmpty, notFound } from './errors.ts';
import { changedPaths, logOf } from './history.ts';
import type { Signature } from './objects.ts';
import { paged } from './paging.ts';
import { read } from './request-body.ts';
import { inPath, nodeId, repositoryApi, repositoryPage, simpleUser, time } from './rows.ts';
import { entryAt } from './trees.ts';

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

/** With the files that it changed, against its first parent; a move is told as such. Lines are not counted here. */
export function getCommit(call: RepositoryCall): Answer {
  const { repository, params } = call;
  if (repository.isEmpty) throw isEmpty();
  const sha = repository.resolve(params.ref ?? '');
  const commit = sha === undefined ? undefined : repository.objects.commit(sha);
  if (sha === undefined || commit === undefined) throw new ApiError(422, `No commit found for SHA: ${params.ref}`);
  const files = changedFiles(call, repository.treeOf(commit.parents[0]), commit.tree, sha);
  return { body: { ...commitRow(call, sha), stats: { total: 0, additions: 0, deletions: 0 }, files } };
}

function changedFiles(call: RepositoryCall, before: string, after: string, sha: string): Row[] {
  const { objects } = call.repository;
  const paths = changedPaths(objects, before, after);
  const at = (tree: string, path: string): string | undefined => entryAt(objects, tree, path)?.sha;
  const gone = paths.filter((path) => at(after, path) === undefined);
  const moves = new Map(
    paths.flatMap((path) => {
      const from = gone.find((other) => at(before, path) === undefined && at(before, other) === at(after, path));
      return from === undefined ? [] : [[path, from] as const];
    }),
  );
  const [api, page] = [repositoryApi(call, call.repository), repositoryPage(call, call.repository)];
  const moved = [...moves.values()];
  return paths
    .filter((path) => !moved.includes(path))
    .map((filename) => {
      const from = moves.get(filename);
      const now = at(after, filename);
      const was = at(before, filename);
      const changed = was === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
      return {
        ...{ sha: now ?? was, filename, status: from === undefined ? changed : 'renamed' },
        ...(from === undefined ? {} : { previous_filename: from }),
        ...{ additions: 0, deletions: 0, changes: 0, blob_url: `${page}/blob/${sha}/${inPath(filename)}` },
        ...{ raw_url: `${page}/raw/${sha}/${inPath(filename)}` },
        contents_url: `${api}/contents/${inPath(filename)}?ref=${sha}`,
      };
    });
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
