/** The connection doctor for GitHub. */
import type { ErrorView } from '../../core/errors.ts';
import type { CheckReport, CheckStep, Session } from '../destination.ts';
import { examine } from '../examine.ts';
import { fullName } from './api.ts';
import { GitHubAppClient } from './app-client.ts';
import { GitHubClient, hasReason, type RepoName, unlessGone } from './client.ts';
import {
  ARCHIVED,
  GATE,
  githubError,
  INSTALLATION_GONE,
  NO_PULL_PERMISSION,
  NOT_FOUND,
  NOT_INSTALLED_HERE,
  NOT_WRITER,
  SUSPENDED_HERE,
} from './errors.ts';
import { NO_DRAFT_PULLS } from './git-refusals.ts';
import { refuseShownDrafts } from './only-drafts.ts';
import { headOfBase, repositoryOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';
import type { GitHubInstallation, GitHubRepo } from './shapes.ts';

const BEFORE = ['reach', 'is_github', 'credentials'] as const;
const AFTER = ['repository', 'branch', 'may_write', 'may_open_pulls'] as const;
type StepId = (typeof BEFORE)[number] | 'installation' | (typeof AFTER)[number];

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Who signs in. */
interface Who {
  name: string;
  /** ISO 8601; null where the token has no end, or is made anew each hour. */
  endsAt: string | null;
  /** Of a classic token. */
  scopes: string[] | null;
}

/**
 * One line per step, in order; after a failure the rest is skipped. What may be written is tried by what nobody sees: an
 * empty blob that belongs to no branch, and a pull request that can't be. Where a token ends, and who can read what is
 * sent, is told when all else is well.
 */
export async function checkGitHub(session: Session<GitHubSettings>): Promise<CheckReport> {
  const { settings, reader, apiUrl } = session;
  const client = new GitHubClient(session.http, apiUrl);
  const app = reader === undefined ? null : new GitHubAppClient(reader, apiUrl);
  let who: Who | null = null;
  const report = await examine<StepId>({
    steps: [...BEFORE, ...(app === null ? [] : (['installation'] as const)), ...AFTER],
    gate: GATE,
    explain: (step, error) => explain(step, error, app === null ? (who?.scopes ?? null) : 'app'),
    async run(done, lines) {
      const version = await client.greet();
      done('reach');
      done('is_github', ...(version === '' ? [] : [version]));
      who = app === null ? await person(client) : { name: (await app.app()).name, endsAt: null, scopes: null };
      done('credentials', who.name);
      if (app !== null) done('installation', (await installationIn(app, settings)).account);
      const repository = await openRepository(client, settings);
      done('repository', fullName(repository));
      const head = await headOfBranch(client, repository, settings.branch);
      // What can't be told is no obstacle: older servers know no rules, and what else is wrong the next step finds.
      const isProtected =
        settings.delivery === 'commit' && (await client.isProtected(repository, settings.branch).catch(() => false));
      if (isProtected) lines.push({ ...warning('branch', 'github_branch_protected'), detail: settings.branch });
      else done('branch', settings.branch);
      await refuseShownDrafts(client, repository, head, settings);
      if (app === null && repository.mayPush === false) throw githubError('insufficient_scope', NOT_WRITER);
      await client.createBlob(repository, '');
      done('may_write');
      lines.push(await mayOpenPulls(client, repository, settings));
      if (!repository.isPrivate) lines.push(readByAnyone(settings));
      if (who.endsAt !== null) lines.push(tokenEnd(who.endsAt, session.clock.now()));
      return { siteTitle: fullName(repository), userName: who.name, role: null };
    },
  });
  const endsAt = endOf(who);
  return endsAt === null ? report : { ...report, credentialsEndAt: endsAt };
}

const endOf = (who: Who | null): string | null => who?.endsAt ?? null;

async function person(client: GitHubClient): Promise<Who> {
  const { login, tokenEndsAt, scopes } = await client.me();
  return { name: login, endsAt: tokenEndsAt, scopes };
}

/** @throws DestinationError where the App is not installed there, or suspended by whoever installed it */
async function installationIn(app: GitHubAppClient, settings: GitHubSettings): Promise<GitHubInstallation> {
  const found = await findInstallation(app, settings);
  if (found.suspended) throw githubError('insufficient_scope', SUSPENDED_HERE);
  return found;
}

async function findInstallation(
  app: GitHubAppClient,
  { installation, repository }: GitHubSettings,
): Promise<GitHubInstallation> {
  const chosen = installation && app.installation(installation.id);
  if (repository !== null) return (chosen && (await unlessGone(chosen))) ?? app.installationOf(repository);
  if (chosen === null) throw githubError('not_found', 'github_installation_not_chosen');
  return chosen;
}

/** @throws DestinationError where nothing can be written to it, by nobody */
async function openRepository(client: GitHubClient, settings: GitHubSettings): Promise<GitHubRepo> {
  const found = await client.repository(repositoryOf(settings));
  if (found.archived) throw githubError('insufficient_scope', ARCHIVED);
  return found;
}

async function headOfBranch(client: GitHubClient, repo: RepoName, branch: string): Promise<string> {
  if (branch === '') throw githubError('not_found', 'github_no_branch');
  return headOfBase({ client, repo, base: branch });
}

/** Without pull requests a draft still gets a branch of its own, and with no drafts of them an ordinary one. */
async function mayOpenPulls(
  client: GitHubClient,
  repository: RepoName,
  { branch, delivery }: GitHubSettings,
): Promise<CheckStep> {
  if (delivery === 'commit') return { id: 'may_open_pulls', outcome: 'skipped' };
  try {
    const draftsToo = await client.tryPull(repository, branch);
    return draftsToo ? { id: 'may_open_pulls', outcome: 'ok' } : warning('may_open_pulls', NO_DRAFT_PULLS);
  } catch (error) {
    if (hasReason(error, NO_PULL_PERMISSION)) return warning('may_open_pulls', NO_PULL_PERMISSION);
    throw error;
  }
}

/** The settings say that it is public to whoever makes them: a warning is what has become so since. */
const readByAnyone = ({ repository }: GitHubSettings): CheckStep =>
  repository?.isPrivate === true ? warning('public', 'github_public') : { id: 'public', outcome: 'note' };

const warning = (id: string, reason: string): CheckStep => ({
  ...{ id, outcome: 'warning', error: githubError('insufficient_scope', reason).toView() },
});

/** @param endsAt ISO 8601 */
function tokenEnd(endsAt: string, now: number): CheckStep {
  const isNear = Date.parse(endsAt) - now <= WEEK_MS;
  const line: CheckStep = isNear ? warning('token_end', 'github_token_ends') : { id: 'token_end', outcome: 'ok' };
  return { ...line, detail: endsAt.slice(0, 10) };
}

/**
 * What a general failure means at this step.
 * @param by an App, or a token with these scopes; null where it has permissions in place of scopes, or is not known yet
 */
function explain(step: StepId, error: ErrorView, by: 'app' | string[] | null): ErrorView {
  if (error.code === 'redirected') return { ...error, reason: 'github_forwards' };
  const isOther = error.code === 'unexpected_response' || error.code === 'not_found';
  if (step === 'is_github' && isOther) return { ...error, code: 'not_this_system', reason: 'github_none_here' };
  if (error.reason !== NOT_FOUND) return error;
  if (step === 'installation') return { ...error, reason: INSTALLATION_GONE };
  if (by === 'app') return { ...error, reason: NOT_INSTALLED_HERE };
  // A classic token is told nothing of what it may not do.
  if (by !== null && !by.includes('repo')) return { ...error, code: 'insufficient_scope', reason: 'github_no_scope' };
  return step === 'may_write' ? { ...error, code: 'insufficient_scope', reason: NOT_WRITER } : error;
}
