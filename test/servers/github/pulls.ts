/** Pull requests between branches of one repository. */
import * as v from 'valibot';
import { authorOf } from './access.ts';
import type { Answer, RepositoryCall } from './api.ts';
import { ApiError, notFound, validationFailed } from './errors.ts';
import { changedFiles, missingIn } from './history.ts';
import { paged } from './paging.ts';
import type { Pull } from './repository.ts';
import { read } from './request-body.ts';
import { nodeId, repositoryApi, repositoryPage, repositoryRow, simpleUser, time } from './rows.ts';

type Row = Record<string, unknown>;

/** UTF-16 units. */
const TITLE_LENGTH = 256;
const BODY_LENGTH = 65_536;

function simplePull(call: RepositoryCall, pull: Pull): Row {
  const { repository } = call;
  const { id, number, title, body, author, state, draft, merged } = pull;
  const api = repositoryApi(call, repository);
  const url = `${api}/pulls/${number}`;
  const issue = `${api}/issues/${number}`;
  const page = `${repositoryPage(call, repository)}/pull/${number}`;
  const statuses = `${api}/statuses/${pull.headSha}`;
  const { login } = repository.owner;
  const side = (ref: string, sha: string): Row => ({
    ...{ label: `${login}:${ref}`, ref, sha, user: simpleUser(call, repository.owner) },
    repo: repositoryRow(call, repository),
  });
  const link = (href: string): Row => ({ href });
  return {
    ...{ url, id, node_id: nodeId('PR', id), html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` },
    ...{ issue_url: issue, number, state, locked: false, title, user: simpleUser(call, author), body },
    ...{ created_at: time(pull.createdAt), updated_at: time(pull.updatedAt) },
    ...{ closed_at: pull.closedAt && time(pull.closedAt), merged_at: merged && time(merged.at) },
    ...{ merge_commit_sha: merged?.sha ?? null, assignee: null, assignees: [], requested_reviewers: [] },
    ...{ requested_teams: [], labels: [], milestone: null, draft, commits_url: `${url}/commits` },
    ...{ review_comments_url: `${url}/comments`, review_comment_url: `${api}/pulls/comments{/number}` },
    ...{ comments_url: `${issue}/comments`, statuses_url: statuses, active_lock_reason: null },
    ...{ head: side(pull.head, pull.headSha), base: side(pull.base, pull.baseSha), author_association: 'OWNER' },
    auto_merge: null,
    _links: {
      ...{ self: link(url), html: link(page), issue: link(issue), comments: link(`${issue}/comments`) },
      ...{ review_comments: link(`${url}/comments`), review_comment: link(`${api}/pulls/comments{/number}`) },
      ...{ commits: link(`${url}/commits`), statuses: link(statuses) },
    },
  };
}

function pullRow(call: RepositoryCall, pull: Pull): Row {
  const { objects } = call.repository;
  const { merged, headSha, baseSha } = pull;
  const files = changedFiles(objects, call.repository.treeOf(baseSha), call.repository.treeOf(headSha));
  return {
    ...simplePull(call, pull),
    ...{ merged: merged !== null, merged_by: merged && simpleUser(call, merged.by) },
    // It is worked out later: nobody may count on it.
    ...{ mergeable: null, rebaseable: null, mergeable_state: 'unknown', comments: 0, review_comments: 0 },
    ...{ maintainer_can_modify: false, commits: missingIn(objects, headSha, baseSha).length },
    ...{ additions: 0, deletions: 0, changed_files: files.length },
  };
}

export function listPulls(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const { login } = repository.owner;
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const sort = query.get('sort') ?? 'created';
  const direction = query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc');
  // A head without its owner is not understood, and asks for nothing.
  const isNamed = head?.includes(':') ?? false;
  const found = repository.pulls
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => !isNamed || head?.toLowerCase() === `${login}:${pull.head}`.toLowerCase())
    .filter((pull) => base === null || pull.base === base)
    .toSorted((one, other) => (sort === 'updated' ? one.updatedAt - other.updatedAt : one.number - other.number));
  const ordered = direction === 'desc' ? found.reverse() : found;
  return paged(call, `/repos/${repository.fullName}/pulls`, ordered, (page) =>
    page.map((pull) => simplePull(call, pull)),
  );
}

const NewPull = v.object({
  title: v.string(),
  head: v.string(),
  base: v.string(),
  body: v.exactOptional(v.nullable(v.string()), null),
  draft: v.exactOptional(v.boolean(), false),
});

export function createPull(call: RepositoryCall): Answer {
  const { repository } = call;
  const { title, head: named, base, body, draft } = read(NewPull, call);
  const { login, plan } = repository.owner;
  const [owner, head] = named.includes(':') ? named.split(':') : [login, named];
  const headSha = owner?.toLowerCase() === login.toLowerCase() ? repository.head(head) : undefined;
  const baseSha = repository.head(base);
  const wrong = [
    ...(headSha === undefined ? [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] : []),
    ...(baseSha === undefined ? [{ resource: 'PullRequest', field: 'base', code: 'invalid' }] : []),
  ];
  if (head === undefined || headSha === undefined || baseSha === undefined) throw validationFailed(...wrong);
  checkTexts(title, body);
  if (missingIn(repository.objects, headSha, baseSha).length === 0)
    throw custom(`No commits between ${base} and ${head}`);
  if (repository.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base)) {
    throw custom(`A pull request already exists for ${login}:${head}.`);
  }
  if (draft && repository.isPrivate && plan !== 'team') {
    throw new ApiError(422, 'Draft pull requests are not supported in this repository.');
  }
  const pull = repository.openPull({ title, body, author: authorOf(call), head, base, draft });
  const row = pullRow(call, pull);
  return { status: 201, headers: { location: String(row.url) }, body: row };
}

function checkTexts(title: string, body: string | null): void {
  if (title.trim() === '') throw validationFailed({ resource: 'PullRequest', field: 'title', code: 'missing_field' });
  if (title.length > TITLE_LENGTH) throw custom(`title is too long (maximum is ${TITLE_LENGTH} characters)`);
  if ((body?.length ?? 0) > BODY_LENGTH) throw custom(`body is too long (maximum is ${BODY_LENGTH} characters)`);
}

const custom = (message: string): ApiError => validationFailed({ resource: 'PullRequest', code: 'custom', message });

function pullOf({ repository, params }: RepositoryCall): Pull {
  const pull = repository.pulls.find(({ number }) => String(number) === params.pull_number);
  if (pull === undefined) throw notFound();
  return pull;
}

export const getPull = (call: RepositoryCall): Answer => ({ body: pullRow(call, pullOf(call)) });

const Change = v.object({
  title: v.exactOptional(v.string()),
  body: v.exactOptional(v.nullable(v.string())),
  state: v.exactOptional(v.picklist(['open', 'closed'])),
});

export function updatePull(call: RepositoryCall): Answer {
  const { repository } = call;
  const pull = pullOf(call);
  const { title = pull.title, body = pull.body, state = pull.state } = read(Change, call);
  checkTexts(title, body);
  if (state === 'open' && pull.state === 'closed') {
    if (pull.merged !== null || repository.head(pull.head) === undefined) {
      throw custom('state cannot be changed. The pull request cannot be reopened.');
    }
    repository.reopen(pull.number);
  }
  if (state === 'closed') repository.close(pull.number);
  Object.assign(pull, { title, body, updatedAt: call.world.now() });
  return { body: pullRow(call, pull) };
}
