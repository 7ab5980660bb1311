/** References, and who may move them. */
import * as v from 'valibot';
import type { Answer, RepositoryCall } from './api.ts';
import { ApiError, isEmpty, notFound } from './errors.ts';
import type { Repository } from './repository.ts';
import { read } from './request-body.ts';
import { inPath, nodeId, repositoryApi } from './rows.ts';

/** git-check-ref-format, for the part below `refs/`. */
export const isRefName = (name: string): boolean =>
  /^refs\/[^/]+\/./.test(name) && !/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$|\.lock(?:\/|$)|(?:^|\/)\./.test(name);

function refRow(call: RepositoryCall, ref: string, sha: string): Record<string, unknown> {
  const api = `${repositoryApi(call, call.repository)}/git`;
  const type = call.repository.objects.kindOf(sha) ?? 'commit';
  return {
    ...{ ref, node_id: nodeId('REF', ref), url: `${api}/${inPath(ref)}` },
    object: { sha, type, url: `${api}/${type}s/${sha}` },
  };
}

export function getRef(call: RepositoryCall): Answer {
  const { repository, params } = call;
  if (repository.isEmpty) throw isEmpty();
  const ref = `refs/${params.ref}`;
  const sha = repository.refs.get(ref);
  if (sha === undefined) throw notFound();
  return { body: refRow(call, ref, sha) };
}

export function listMatchingRefs(call: RepositoryCall): Answer {
  const { repository, params } = call;
  if (repository.isEmpty) throw isEmpty();
  const found = [...repository.refs].filter(([ref]) => ref.startsWith(`refs/${params.ref}`)).sort();
  return { body: found.map(([ref, sha]) => refRow(call, ref, sha)) };
}

export function createRef(call: RepositoryCall): Answer {
  const { repository } = call;
  if (repository.isEmpty) throw isEmpty();
  const { ref, sha } = read(v.object({ ref: v.string(), sha: v.string() }), call);
  if (!ref.startsWith('refs/') || ref.split('/').length < 3) {
    throw new ApiError(422, "Reference name must start with 'refs/' and have at least two slashes.");
  }
  if (!isRefName(ref)) throw new ApiError(422, `${ref} is not a valid ref name.`);
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw new ApiError(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
  if (repository.objects.kindOf(sha) === undefined) throw new ApiError(422, 'Object does not exist');
  if (ref.startsWith('refs/heads/') && repository.objects.kindOf(sha) !== 'commit') {
    throw new ApiError(422, 'Object is not a commit');
  }
  if (repository.refs.has(ref)) throw new ApiError(422, 'Reference already exists');
  // A file and a folder of one name: git keeps refs as paths.
  const taken = [...repository.refs.keys()].some((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`));
  if (taken) throw new ApiError(422, 'Reference update failed');
  if (repository.restrictsCreation) throw ruleViolation('Cannot create ref due to creations being restricted.');
  repository.setRef(ref, sha);
  const row = refRow(call, ref, sha);
  return { status: 201, headers: { location: String(row.url) }, body: row };
}

export function updateRef(call: RepositoryCall): Answer {
  const { repository, params } = call;
  if (repository.isEmpty) throw isEmpty();
  const { sha, force } = read(v.object({ sha: v.string(), force: v.exactOptional(v.boolean(), false) }), call);
  const ref = `refs/${params.ref}`;
  const before = repository.refs.get(ref);
  if (before === undefined) throw new ApiError(422, 'Reference does not exist');
  if (repository.objects.kindOf(sha) !== 'commit') throw new ApiError(422, 'Object does not exist');
  if (!force && !repository.canFastForward(before, sha)) throw new ApiError(422, 'Update is not a fast forward');
  refuseProtected(repository, ref);
  repository.setRef(ref, sha);
  return { body: refRow(call, ref, sha) };
}

export function deleteRef(call: RepositoryCall): Answer {
  const { repository, params } = call;
  if (repository.isEmpty) throw isEmpty();
  const ref = `refs/${params.ref}`;
  if (!repository.refs.has(ref)) throw new ApiError(422, 'Reference does not exist');
  refuseProtected(repository, ref);
  repository.deleteRef(ref);
  return { status: 204 };
}

/** @throws 422 where changes of a branch must come by a pull request */
function refuseProtected(repository: Repository, ref: string): void {
  const protection = repository.protections.get(ref.replace('refs/heads/', ''));
  if (protection === 'reviews') {
    throw new ApiError(422, 'Changes must be made through a pull request.', {
      docs: 'https://docs.github.com/articles/about-protected-branches',
    });
  }
  if (protection === 'ruleset') throw ruleViolation('Changes must be made through a pull request.');
}

const ruleViolation = (rule: string): ApiError => new ApiError(422, `Repository rule violations found\n\n${rule}\n\n`);
