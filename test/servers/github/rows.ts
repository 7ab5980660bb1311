/** How people, repositories and Apps are shown. */
import { roleOf } from './access.ts';
import type { Actor, Call } from './api.ts';
import type { Account, App, Installation } from './records.ts';
import type { Repository } from './repository.ts';

type Row = Record<string, unknown>;

/** ISO 8601 in whole seconds. */
export const time = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
export const nodeId = (kind: string, id: number | string): string =>
  `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
/** In a path: slashes stay. */
export const inPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

export function simpleUser({ world, apiUrl }: Call, { id, login, type }: Account): Row {
  const api = `${apiUrl}/users/${encodeURIComponent(login)}`;
  return {
    ...{ login, id, node_id: nodeId('U', id), avatar_url: `${world.url}/avatars/u/${id}`, gravatar_id: '' },
    ...{ url: api, html_url: `${world.url}/${encodeURIComponent(login)}`, followers_url: `${api}/followers` },
    ...{ following_url: `${api}/following{/other_user}`, gists_url: `${api}/gists{/gist_id}` },
    ...{ starred_url: `${api}/starred{/owner}{/repo}`, subscriptions_url: `${api}/subscriptions` },
    ...{ organizations_url: `${api}/orgs`, repos_url: `${api}/repos`, events_url: `${api}/events{/privacy}` },
    ...{
      received_events_url: `${api}/received_events`,
      type: login.endsWith('[bot]') ? 'Bot' : type,
      site_admin: false,
    },
  };
}

export function privateUser(call: Call, user: Account): Row {
  const own = call.world.repositories.filter(({ owner }) => owner === user);
  const hidden = own.filter(({ isPrivate }) => isPrivate).length;
  return {
    ...simpleUser(call, user),
    ...{ name: user.name, company: null, blog: '', location: null, email: null, hireable: null, bio: null },
    ...{ twitter_username: null, public_repos: own.length - hidden, public_gists: 0, followers: 0, following: 0 },
    ...{ created_at: time(user.createdAt), updated_at: time(user.createdAt), private_gists: 0 },
    ...{ total_private_repos: hidden, owned_private_repos: hidden, disk_usage: 0, collaborators: 0 },
    ...{ two_factor_authentication: true },
    plan: { name: user.plan, space: 976_562_499, collaborators: 0, private_repos: 10_000 },
  };
}

/** Of the person behind the token, whatever the token itself was given; an installation has none. */
function permissionsFor(actor: Actor, repository: Repository): Row {
  const role = actor.kind === 'user' ? roleOf(repository, actor.token.user) : undefined;
  const push = role === 'admin' || role === 'write';
  const pull = actor.kind === 'user' && (role !== undefined || !repository.isPrivate);
  return { admin: role === 'admin', maintain: role === 'admin', push, triage: push, pull };
}

/** Addresses of what belongs to a repository, by the name of their member. */
const BELOW: Record<string, string> = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
};

export const repositoryApi = ({ apiUrl }: Call, { owner, name }: Repository): string =>
  `${apiUrl}/repos/${owner.login}/${name}`;
export const repositoryPage = ({ world }: Call, { fullName }: Repository): string => `${world.url}/${fullName}`;

export function repositoryRow(call: Call, repository: Repository): Row {
  const api = repositoryApi(call, repository);
  const page = repositoryPage(call, repository);
  const { id, name, fullName, owner, isPrivate, archived, defaultBranch } = repository;
  const open = repository.pulls.filter(({ state }) => state === 'open').length;
  const below = Object.fromEntries(Object.entries(BELOW).map(([member, path]) => [member, `${api}/${path}`]));
  return {
    ...{ id, node_id: nodeId('R', id), name, full_name: fullName, private: isPrivate, owner: simpleUser(call, owner) },
    ...{ html_url: page, description: null, fork: false, url: api, ...below },
    ...{ git_url: `${page.replace(/^https?/, 'git')}.git`, ssh_url: `git@${new URL(page).hostname}:${fullName}.git` },
    ...{ clone_url: `${page}.git`, svn_url: page, mirror_url: null, homepage: null, language: null, license: null },
    ...{ forks_count: 0, stargazers_count: 0, watchers_count: 0, size: 1, default_branch: defaultBranch },
    ...{ open_issues_count: open, has_issues: true, has_projects: true, has_wiki: true, has_pages: false },
    ...{ has_downloads: true, has_discussions: false, archived, disabled: false, is_template: false, topics: [] },
    ...{ visibility: isPrivate ? 'private' : 'public', pushed_at: time(repository.pushedAt), forks: 0 },
    ...{ created_at: time(repository.createdAt), updated_at: time(repository.pushedAt), open_issues: open },
    ...{ watchers: 0, allow_forking: true, web_commit_signoff_required: false },
    ...(call.actor.kind === 'anonymous' ? {} : { permissions: permissionsFor(call.actor, repository) }),
  };
}

export function appRow(call: Call, app: App): Row {
  const { id, clientId, slug, name, owner, permissions, createdAt } = app;
  const installations = call.world.installations.filter((one) => one.app === app).length;
  return {
    ...{ id, slug, client_id: clientId, node_id: nodeId('A', id), owner: simpleUser(call, owner), name },
    ...{ description: '', external_url: 'https://example.com/', html_url: `${call.world.url}/apps/${slug}` },
    ...{ created_at: time(createdAt), updated_at: time(createdAt), permissions, events: [] },
    installations_count: installations,
  };
}

export function installationRow(call: Call, installation: Installation): Row {
  const { id, app, account, repositories, permissions, suspendedAt, createdAt } = installation;
  const { world, apiUrl } = call;
  const settings = account.type === 'User' ? 'settings' : `organizations/${account.login}/settings`;
  return {
    ...{ id, client_id: app.clientId, account: simpleUser(call, account), app_id: app.id, app_slug: app.slug },
    ...{ repository_selection: repositories === 'all' ? 'all' : 'selected', events: [], single_file_name: null },
    access_tokens_url: `${apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${apiUrl}/installation/repositories`,
    ...{ html_url: `${world.url}/${settings}/installations/${id}`, target_id: account.id, target_type: account.type },
    ...{ permissions, created_at: time(createdAt), updated_at: time(createdAt) },
    suspended_by: suspendedAt === null ? null : simpleUser(call, app.owner),
    suspended_at: suspendedAt === null ? null : time(suspendedAt),
  };
}
