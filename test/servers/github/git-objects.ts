/** The git database: blobs and trees. What is written here belongs to no branch. */
import * as v from 'valibot';
import type { Answer, RepositoryCall } from './api.ts';
import { ApiError, isEmpty, notFound, validationFailed } from './errors.ts';
import { EMPTY_TREE } from './objects.ts';
import { read } from './request-body.ts';
import { nodeId, repositoryApi } from './rows.ts';
import { type Change, entriesOf, entryAt, isPath, typeOf, withChanges } from './trees.ts';

/** Bytes that a blob may have through the API. */
const LARGEST_BLOB = 40_000_000;

const NewBlob = v.object({ content: v.string(), encoding: v.exactOptional(v.string(), 'utf-8') });

/** Base64 as GitHub takes it: line ends are left out. @throws 422 where it is none */
export function fromBase64(content: string): Buffer {
  const bare = content.replaceAll(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(bare) || bare.length % 4 !== 0) {
    throw new ApiError(422, 'content is not valid Base64');
  }
  return Buffer.from(bare, 'base64');
}

export function createBlob(call: RepositoryCall): Answer {
  const { repository } = call;
  if (repository.isEmpty) throw isEmpty();
  const { content, encoding } = read(NewBlob, call);
  if (encoding !== 'utf-8' && encoding !== 'base64') {
    throw validationFailed({ resource: 'Blob', code: 'invalid', field: 'encoding' });
  }
  const bytes = encoding === 'base64' ? fromBase64(content) : Buffer.from(content);
  if (bytes.length > LARGEST_BLOB) throw validationFailed({ resource: 'Blob', code: 'too_large', field: 'data' });
  const sha = repository.objects.writeBlob(bytes);
  const url = `${repositoryApi(call, repository)}/git/blobs/${sha}`;
  return { status: 201, headers: { location: url }, body: { sha, url } };
}

export function getBlob(call: RepositoryCall): Answer {
  const { repository, params, headers } = call;
  const { file_sha: sha = '' } = params;
  const bytes = repository.objects.blob(sha);
  if (bytes === undefined) throw notFound();
  if (headers.accept?.includes('raw')) return { body: bytes };
  const url = `${repositoryApi(call, repository)}/git/blobs/${sha}`;
  const content = bytes.toString('base64').replaceAll(/(.{60})(?!$)/g, '$1\n');
  return {
    body: { sha, node_id: nodeId('B', sha), size: bytes.length, url, content: `${content}\n`, encoding: 'base64' },
  };
}

const Entry = v.object({
  path: v.exactOptional(v.string(), ''),
  mode: v.exactOptional(v.picklist(['100644', '100755', '040000', '160000', '120000']), '100644'),
  type: v.exactOptional(v.picklist(['blob', 'tree', 'commit'])),
  sha: v.exactOptional(v.nullable(v.string())),
  content: v.exactOptional(v.string()),
});
const NewTree = v.object({ tree: v.array(Entry), base_tree: v.exactOptional(v.string()) });

export function createTree(call: RepositoryCall): Answer {
  const { repository } = call;
  if (repository.isEmpty) throw isEmpty();
  const { tree, base_tree: base } = read(NewTree, call);
  const root = base === undefined ? EMPTY_TREE : rootOf(call, base);
  if (tree.length === 0) throw new ApiError(422, 'Invalid tree info');
  const changes = tree.map((entry) => toChange(call, root, entry));
  const sha = withChanges(repository.objects, root, changes);
  return { status: 201, headers: { location: urlOf(call, sha) }, body: treeRow(call, sha, sha, false) };
}

/** A commit stands for its tree. */
function rootOf({ repository }: RepositoryCall, sha: string): string {
  const { objects } = repository;
  if (objects.kindOf(sha) === 'tree') return sha;
  const commit = objects.commit(sha);
  if (commit === undefined) throw new ApiError(422, 'base_tree is not a valid tree oid');
  return commit.tree;
}

function toChange({ repository }: RepositoryCall, root: string, entry: v.InferOutput<typeof Entry>): Change {
  const { objects } = repository;
  const { path, mode, sha, content } = entry;
  if (path.startsWith('/')) throw new ApiError(422, 'tree.path cannot start with a slash');
  if (!isPath(path)) throw new ApiError(422, 'tree.path contains a malformed path component');
  if (sha !== undefined && content !== undefined)
    throw new ApiError(422, 'Must supply either tree.sha or tree.content');
  if (sha === null) {
    if (entryAt(objects, root, path) === undefined) throw new ApiError(422, 'GitRPC::BadObjectState');
    return { path, mode, sha };
  }
  if (content !== undefined) return { path, mode, sha: objects.writeBlob(content) };
  if (sha === undefined) throw new ApiError(422, 'Must supply either tree.sha or tree.content');
  const kind = objects.kindOf(sha);
  if (kind !== typeOf(mode)) throw new ApiError(422, `tree.sha ${sha} is not a valid ${typeOf(mode)}`);
  return { path, mode, sha };
}

export function getTree(call: RepositoryCall): Answer {
  const { repository, params, query } = call;
  if (repository.isEmpty) throw isEmpty();
  const { tree_sha: named = '' } = params;
  const commit = repository.resolve(named);
  const sha = commit === undefined ? named : repository.treeOf(commit);
  if (repository.objects.kindOf(sha) !== 'tree') throw notFound();
  return { body: treeRow(call, sha, commit ?? sha, query.has('recursive')) };
}

const urlOf = (call: RepositoryCall, sha: string): string => `${repositoryApi(call, call.repository)}/git/trees/${sha}`;

/** @param shown what it was asked for by: of a commit its own sha stands at the top, as GitHub has it */
function treeRow(call: RepositoryCall, tree: string, shown: string, recursive: boolean): Record<string, unknown> {
  const { repository } = call;
  const api = `${repositoryApi(call, repository)}/git`;
  const entries = entriesOf(repository.objects, tree, recursive);
  const kept = entries.slice(0, repository.treeLimit);
  return {
    ...{ sha: shown, url: urlOf(call, shown), truncated: kept.length < entries.length },
    tree: kept.map(({ path, mode, type, sha, size }) => ({
      ...{ path, mode, type, sha },
      ...(size === undefined ? {} : { size }),
      ...(type === 'commit' ? {} : { url: `${api}/${type}s/${sha}` }),
    })),
  };
}
