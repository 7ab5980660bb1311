/** Every request this GitHub answers. */
import { getUser, listOwnRepositories } from './accounts.ts';
import type { Route } from './api.ts';
import * as apps from './apps.ts';
import { createCommit, getCommit, getGitCommit, listCommits } from './commits.ts';
import { deleteContents, getContents, putContents } from './contents.ts';
import { createBlob, createTree, getBlob, getTree } from './git-objects.ts';
import { getMeta, getRateLimit } from './meta.ts';
import { createPull, getPull, listPulls, updatePull } from './pulls.ts';
import { createRef, deleteRef, getRef, listMatchingRefs, updateRef } from './refs.ts';
import { getBranch, getRepository, listBranches, listBranchRules } from './repositories.ts';
import { route, within } from './router.ts';

const R = '/repos/{owner}/{repo}';

export const routes: Route[] = [
  route('GET', '/meta', getMeta),
  route('GET', '/rate_limit', getRateLimit),
  route('GET', '/user', getUser),
  route('GET', '/user/repos', listOwnRepositories),

  route('GET', '/app', apps.getApp),
  route('GET', '/app/installations', apps.listInstallations),
  route('GET', '/app/installations/{installation_id}', apps.getInstallation),
  route('POST', '/app/installations/{installation_id}/access_tokens', apps.createInstallationToken),
  route('GET', `${R}/installation`, apps.getRepositoryInstallation),
  route('GET', '/installation/repositories', apps.listInstallationRepositories),

  within('metadata:read', 'GET', R, getRepository),
  within('contents:read', 'GET', `${R}/branches`, listBranches),
  within('contents:read', 'GET', `${R}/branches/{branch}`, getBranch),
  within('metadata:read', 'GET', `${R}/rules/branches/{branch}`, listBranchRules),
  within('contents:read', 'GET', `${R}/commits`, listCommits),
  within('contents:read', 'GET', `${R}/commits/{ref}`, getCommit),

  within('contents:read', 'GET', `${R}/git/ref/{ref}`, getRef),
  within('contents:read', 'GET', `${R}/git/matching-refs/{ref}`, listMatchingRefs),
  within('contents:write', 'POST', `${R}/git/refs`, createRef),
  within('contents:write', 'PATCH', `${R}/git/refs/{ref}`, updateRef),
  within('contents:write', 'DELETE', `${R}/git/refs/{ref}`, deleteRef),
  within('contents:read', 'GET', `${R}/git/commits/{commit_sha}`, getGitCommit),
  within('contents:write', 'POST', `${R}/git/commits`, createCommit),
  within('contents:read', 'GET', `${R}/git/trees/{tree_sha}`, getTree),
  within('contents:write', 'POST', `${R}/git/trees`, createTree),
  within('contents:read', 'GET', `${R}/git/blobs/{file_sha}`, getBlob),
  within('contents:write', 'POST', `${R}/git/blobs`, createBlob),

  within('contents:read', 'GET', `${R}/contents/{path}`, getContents),
  within('contents:write', 'PUT', `${R}/contents/{path}`, putContents),
  within('contents:write', 'DELETE', `${R}/contents/{path}`, deleteContents),

  within('pull_requests:read', 'GET', `${R}/pulls`, listPulls),
  within('pull_requests:write', 'POST', `${R}/pulls`, createPull),
  within('pull_requests:read', 'GET', `${R}/pulls/{pull_number}`, getPull),
  within('pull_requests:write', 'PATCH', `${R}/pulls/{pull_number}`, updatePull),
];
