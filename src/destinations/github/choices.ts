import { DestinationError } from '../../core/errors.ts';
import type {
  GuessedSite,
  Installation,
  Repository,
  RepositoryChoices,
  RepositoryDetails,
  Session,
} from '../destination.ts';
import { fullName } from './api.ts';
import { GitHubAppClient } from './app-client.ts';
import { GitHubClient, type RepoName } from './client.ts';
import { filesOf } from './files.ts';
import { guessSite } from './guess-site.ts';
import type { GitHubSettings } from './settings.ts';
import type { GitHubRepo } from './shapes.ts';

/**
 * What an account can be set up with: for a person's own token all repositories that they may push to, for an App those
 * of one installation. A fine-grained token lists public ones, too, that it may not write to itself: only writing tells.
 * @throws DestinationError not_found or insufficient_scope where the repository of the settings can't be reached
 */
export async function choicesOf(session: Session<GitHubSettings>): Promise<RepositoryChoices> {
  const { settings, reader, siteUrl, apiUrl } = session;
  const client = new GitHubClient(session.http, apiUrl);
  const lists =
    reader === undefined ? await ofPerson(client) : await ofApp(new GitHubAppClient(reader, apiUrl), client, settings);
  const { userName, ...others } = lists;
  const repository = settings.repository && (await detailsOf(client, settings.repository, settings.branch));
  const siteTitle = repository === null ? new URL(siteUrl).host : fullName(repository);
  return { identity: { siteTitle, userName, role: null }, ...others, repository };
}

type Lists = Pick<RepositoryChoices, 'installations' | 'installation' | 'repositories'> & { userName: string };

async function ofPerson(client: GitHubClient): Promise<Lists> {
  const { login } = await client.me();
  const repositories = (await client.repositories()).filter(({ mayPush }) => mayPush !== false);
  return { userName: login, installations: null, installation: null, repositories: shown(repositories) };
}

async function ofApp(app: GitHubAppClient, client: GitHubClient, settings: GitHubSettings): Promise<Lists> {
  const { name } = await app.app();
  const installations = (await app.installations()).map(({ id, account, suspended }) => ({ id, account, suspended }));
  const installation = await chosenOf(installations, settings, app);
  const isOpen = installation !== null && !installation.suspended;
  const repositories = isOpen ? shown(await client.installedRepositories()) : [];
  return { userName: name, installations, installation, repositories };
}

/** As the token is made for: that of the settings; where it is gone or none is, their repository's; with neither, the only one. */
async function chosenOf(
  installations: Installation[],
  { installation, repository }: GitHubSettings,
  app: GitHubAppClient,
): Promise<Installation | null> {
  const withId = (id: number): Installation | null => installations.find((one) => one.id === id) ?? null;
  const chosen = installation && withId(installation.id);
  if (chosen !== null) return chosen;
  if (repository !== null) return withId((await app.installationOf(repository)).id);
  return installation === null && installations.length === 1 ? (installations[0] ?? null) : null;
}

/** Those that can be written to, the one with the latest push first. */
const shown = (repositories: GitHubRepo[]): Repository[] =>
  repositories
    .filter(({ archived }) => !archived)
    .sort((a, b) => (b.pushedAt ?? '').localeCompare(a.pushedAt ?? ''))
    .map(toRepository);

const toRepository = ({ owner, name, isPrivate, defaultBranch }: GitHubRepo): Repository => ({
  ...{ owner, name, isPrivate, defaultBranch },
});

/** @param wanted the branch of the settings; '' where none is chosen */
async function detailsOf(client: GitHubClient, name: RepoName, wanted: string): Promise<RepositoryDetails> {
  const repository = await client.repository(name);
  const { defaultBranch } = repository;
  const all = await client.branches(repository);
  const branches = [
    ...all.filter((branch) => branch === defaultBranch),
    ...all.filter((branch) => branch !== defaultBranch),
  ];
  const branch = branches.includes(wanted) ? wanted : branches[0];
  const site = branch === undefined ? null : await siteOf(client, repository, branch);
  return { ...toRepository(repository), branches, site };
}

/** It is only a help: what can't be read tells nothing. */
async function siteOf(client: GitHubClient, repository: GitHubRepo, branch: string): Promise<GuessedSite | null> {
  const { owner, name, hasPages } = repository;
  const isProject = hasPages && name.toLowerCase() !== `${owner}.github.io`.toLowerCase();
  try {
    const commit = await client.head(repository, branch);
    return commit === null ? null : await guessSite(filesOf(client, repository, commit), isProject ? `/${name}` : '');
  } catch (error) {
    if (error instanceof DestinationError) return null;
    throw error;
  }
}
