/** GitHub's REST API as far as Clipdraft speaks it (version 2022-11-28). Every answer is parsed. */
import { array, unknown } from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import type { Schema } from '../destination.ts';
import { GitHubApi, PER_PAGE, type RepoName, root, segments } from './api.ts';
import { GATE, githubError, NOT_FOUND } from './errors.ts';
import { REF_GONE } from './git-refusals.ts';
import {
  Branch,
  Commit,
  Content,
  type GitHubCommit,
  type GitHubPull,
  type GitHubRepo,
  type GitHubTree,
  type GitHubUser,
  Greeting,
  InstalledOn,
  Logged,
  type LoggedCommit,
  Made,
  NamedRef,
  Pull,
  Ref,
  Repo,
  Rule,
  Tree,
  User,
} from './shapes.ts';
import { scopesOf, tokenEnd } from './token-headers.ts';

export type { RepoName } from './api.ts';

/** One entry of a new tree. `sha` null takes away what stands at the path. */
export type TreeEntry = { path: string } & ({ content: string } | { sha: string | null });

/** Milliseconds. A large image takes long on a slow line. */
const WRITE_TIMEOUT_MS = 120_000;

export class GitHubClient extends GitHubApi {
  /**
   * Resolves where GitHub answers a stranger. Costs nothing of the limits.
   * @returns the version of a server of one's own, '' on GitHub itself
   * @throws DestinationError as any request; insufficient_scope with GATE where somebody else asks for a sign-in
   */
  async greet(): Promise<string> {
    const request = { url: 'rate_limit', expect: [200, 401, 404], schema: Greeting, anonymous: true };
    try {
      const { headers } = await this.call({ method: 'GET', ...request });
      return headers.get('x-github-enterprise-version') ?? '';
    } catch (error) {
      const isOther = error instanceof DestinationError && error.code === 'unexpected_response' && error.status === 401;
      throw isOther ? githubError('insufficient_scope', GATE) : error;
    }
  }

  /** Whose token it is. 403 for an installation of an App. */
  async me(): Promise<GitHubUser & { tokenEndsAt: string | null; scopes: string[] | null }> {
    const { body, headers } = await this.call({ method: 'GET', url: 'user', expect: [200], schema: User });
    return { ...body, tokenEndsAt: tokenEnd(headers), scopes: scopesOf(headers) };
  }

  /** Of a person's own token: what they have something to say in, the one with the latest push first. */
  repositories(): Promise<GitHubRepo[]> {
    return this.list('user/repos?affiliation=owner,collaborator,organization_member&sort=pushed', array(Repo));
  }

  /** Of an installation's token, in no order. */
  async installedRepositories(): Promise<GitHubRepo[]> {
    const pages = await this.pages('installation/repositories', InstalledOn, (body) => [body]);
    return pages.flatMap(({ repositories }) => repositories);
  }

  repository(repo: RepoName): Promise<GitHubRepo> {
    return this.get(root(repo), Repo);
  }

  async branches(repo: RepoName): Promise<string[]> {
    return (await this.list(`${root(repo)}/branches`, array(Branch))).map(({ name }) => name);
  }

  /** The names of the branches that begin so. */
  async branchesFrom(repo: RepoName, start: string): Promise<string[]> {
    const refs = await this.get(`${root(repo)}/git/matching-refs/heads/${segments(start)}`, array(NamedRef));
    return refs.map(({ ref }) => ref.replace('refs/heads/', ''));
  }

  /**
   * The commit that a branch points at; null where there is no such branch.
   * @throws DestinationError with EMPTY_REPOSITORY where nothing was ever committed
   */
  async head(repo: RepoName, branch: string): Promise<string | null> {
    const ref = await unlessGone(this.get(`${root(repo)}/git/ref/heads/${segments(branch)}`, Ref));
    return ref?.object.sha ?? null;
  }

  /** As far as GitHub tells it. Who may pass by what protects a branch, it does not. */
  async isProtected(repo: RepoName, branch: string): Promise<boolean> {
    const { protected: told } = await this.get(`${root(repo)}/branches/${segments(branch)}`, Branch);
    return (
      told || (await this.get(`${root(repo)}/rules/branches/${segments(branch)}`, array(Rule))).some(refusesCommits)
    );
  }

  commit(repo: RepoName, sha: string): Promise<GitHubCommit> {
    return this.get(`${root(repo)}/git/commits/${segments(sha)}`, Commit);
  }

  /** @param sha of a tree or a commit, or a branch without slashes */
  tree(repo: RepoName, sha: string, recursive = false): Promise<GitHubTree> {
    return this.get(`${root(repo)}/git/trees/${segments(sha)}${recursive ? '?recursive=1' : ''}`, Tree);
  }

  /**
   * The file at a path; null where none is. Its text is null where it is larger than 1 MB.
   * @param ref a branch or a commit
   */
  async file(repo: RepoName, path: string, ref: string): Promise<{ sha: string; text: string | null } | null> {
    const url = `${root(repo)}/contents/${segments(path)}?${new URLSearchParams({ ref })}`;
    const found = await unlessGone(this.get(url, Content));
    if (found === null || Array.isArray(found) || found.type !== 'file') return null;
    return { sha: found.sha, text: found.encoding === 'base64' ? textOf(found.content) : null };
  }

  /** @param content in Base64; '' for the empty blob */
  async createBlob(repo: RepoName, content: string): Promise<string> {
    return (await this.#write(`${root(repo)}/git/blobs`, { content, encoding: 'base64' }, Made)).sha;
  }

  /** The tree of `base` with these changed. */
  async createTree(repo: RepoName, base: string, entries: readonly TreeEntry[]): Promise<string> {
    const tree = entries.map((entry) => ({ ...entry, mode: '100644', type: 'blob' }));
    return (await this.#write(`${root(repo)}/git/trees`, { base_tree: base, tree }, Made)).sha;
  }

  async createCommit(repo: RepoName, commit: { message: string; tree: string; parent: string }): Promise<string> {
    const { message, tree, parent } = commit;
    return (await this.#write(`${root(repo)}/git/commits`, { message, tree, parents: [parent] }, Made)).sha;
  }

  /** @throws DestinationError with REF_EXISTS where there is such a branch */
  async createBranch(repo: RepoName, branch: string, sha: string): Promise<void> {
    await this.#write(`${root(repo)}/git/refs`, { ref: `refs/heads/${branch}`, sha }, Ref);
  }

  /** @throws DestinationError with NOT_FAST_FORWARD where the branch's head is not among the commit's parents */
  async moveBranch(repo: RepoName, branch: string, sha: string): Promise<void> {
    const json = { sha, force: false };
    const url = `${root(repo)}/git/refs/heads/${segments(branch)}`;
    await this.call({ method: 'PATCH', url, json, expect: [200], schema: Ref, timeoutMs: WRITE_TIMEOUT_MS });
  }

  /** @throws DestinationError with REF_GONE where there is none */
  async deleteBranch(repo: RepoName, branch: string): Promise<void> {
    const url = `${root(repo)}/git/refs/heads/${segments(branch)}`;
    await this.call({ method: 'DELETE', url, expect: [204], schema: unknown() });
  }

  /** From a branch of the repository itself, whatever became of them, the newest first. */
  async pullsFrom(repo: RepoName, branch: string): Promise<GitHubPull[]> {
    const query = new URLSearchParams({ head: `${repo.owner}:${branch}`, state: 'all' });
    const pulls = await this.get(`${root(repo)}/pulls?${query}`, array(Pull));
    // A filter that a server does not understand, it leaves out: nobody else's may be taken for ours, and closed.
    return pulls.filter(({ head }) => head.ref === branch);
  }

  createPull(
    repo: RepoName,
    pull: { title: string; body: string; head: string; base: string; draft: boolean },
  ): Promise<GitHubPull> {
    return this.#write(`${root(repo)}/pulls`, pull, Pull);
  }

  /**
   * Asks whether pull requests may be opened, by one that can't be: a branch has nothing that it lacks itself.
   * @returns whether they may be drafts, as far as GitHub tells it here
   * @throws DestinationError with NO_PULL_PERMISSION where none may be opened
   */
  async tryPull(repo: RepoName, branch: string): Promise<boolean> {
    const json = { title: 'Clipdraft', head: branch, base: branch, draft: true };
    const request = { url: `${root(repo)}/pulls`, json, expect: [422], schema: unknown() };
    const { body } = await this.call({ method: 'POST', ...request });
    return !/draft pull requests are not supported/i.test(JSON.stringify(body));
  }

  async closePull(repo: RepoName, number: number): Promise<void> {
    const request = { url: `${root(repo)}/pulls/${number}`, json: { state: 'closed' }, expect: [200], schema: Pull };
    await this.call({ method: 'PATCH', ...request });
  }

  /** The latest commits of a branch that touched a path, the newest first; without their files. */
  commitsOf(repo: RepoName, branch: string, path: string): Promise<LoggedCommit[]> {
    const query = new URLSearchParams({ sha: branch, path, per_page: String(PER_PAGE) });
    return this.get(`${root(repo)}/commits?${query}`, array(Logged));
  }

  /** With its message and what it changed. */
  logged(repo: RepoName, sha: string): Promise<LoggedCommit> {
    return this.get(`${root(repo)}/commits/${segments(sha)}`, Logged);
  }

  async #write<T>(url: string, json: unknown, schema: Schema<T>): Promise<T> {
    const request = { url, json, expect: [201], schema, timeoutMs: WRITE_TIMEOUT_MS };
    return (await this.call({ method: 'POST', ...request })).body;
  }
}

/** `pull_request`, `update`, `merge_queue`, `required_status_checks`; the others are about deleting it, or what a commit says. */
const refusesCommits = ({ type }: { type: string }): boolean => /pull|update|merge|status/.test(type);

/** Base64 in lines, of UTF-8. */
function textOf(content: string): string {
  const bytes = Uint8Array.from(atob(content.replace(/\s/g, '')), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** Null where GitHub itself says that there is no such thing, or none that the account may see; a page says nothing. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (hasReason(error, NOT_FOUND, REF_GONE)) return null;
    throw error;
  }
}

export const hasReason = (error: unknown, ...reasons: readonly string[]): error is DestinationError =>
  error instanceof DestinationError && error.reason !== undefined && reasons.includes(error.reason);
