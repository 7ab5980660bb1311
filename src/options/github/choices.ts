/** What an account is set up with, in the form and as it is stored. */
import type { Discovery, RepositoryChoices, RepositoryDetails, Settings } from '../../destinations/destination.ts';
import { DRAFT_BRANCHES } from '../../destinations/github/layout-parts.ts';
import type { GitHubSettings, Layout } from '../../destinations/github/settings.ts';
import type { Account } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import { type Terms, termsOf } from '../terms.ts';

export type Named = Pick<NonNullable<GitHubSettings['repository']>, 'owner' | 'name'>;

/** Where lists are read: null until it is chosen. */
export type Place = Pick<GitHubSettings, 'installation' | 'repository'>;

export interface Choices extends Omit<GitHubSettings, 'layout' | 'allowHttp'> {
  /** Null until somebody has seen what the repository holds. */
  layout: Layout | null;
}

export const fullName = ({ owner, name }: Named): string => `${owner}/${name}`;

/** GitHub's names are the same in small and in capital letters. */
export const isSame = (a: Named | null, b: Named | null): boolean =>
  a !== null && b !== null && fullName(a).toLowerCase() === fullName(b).toLowerCase();

/** Where an account's repository is looked up again. */
export function addressOf({ siteUrl, settings }: Account): string {
  const repository = repositoryIn(settings);
  return repository === null ? siteUrl : `${siteUrl}${fullName(repository)}`;
}

/**
 * What the account has, else what was found. A repository that the address names is the wanted one, even where the
 * account has another.
 */
export function storedChoices(account: Account | null, discovery: Discovery): Choices {
  const settings: Settings = account?.settings ?? discovery.settings;
  const had = repositoryIn(settings);
  const named = repositoryIn(discovery.settings);
  const same = named === null || isSame(named, had);
  const { installation, branch, delivery, hidesDrafts, layout, images } = settings;
  return {
    installation: isInstallation(installation) ? installation : null,
    repository: same ? had : named,
    branch: same && typeof branch === 'string' ? branch : '',
    delivery: delivery === 'commit' ? 'commit' : 'pull_request',
    hidesDrafts: hidesDrafts === true,
    layout: account !== null && isLayout(layout) ? layout : null,
    images: images === 'link' ? 'link' : 'copy',
  };
}

// The background has parsed the whole of it before it was stored: these tell only whether there is anything.
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isInstallation = (value: unknown): value is NonNullable<GitHubSettings['installation']> =>
  isObject(value) && 'id' in value && 'account' in value;
const isRepository = (value: unknown): value is NonNullable<GitHubSettings['repository']> =>
  isObject(value) && 'owner' in value && 'name' in value;
const isLayout = (value: unknown): value is Layout => isObject(value) && 'generator' in value;
const repositoryIn = ({ repository }: Settings) => (isRepository(repository) ? repository : null);

/** The choices as an account has them; what nobody has chosen yet stays as it was found. */
export function githubTerms(account: Account | null, found: Found, { layout, ...choices }: Choices): Terms {
  return termsOf('github', account, found, { ...choices, ...(layout === null ? {} : { layout }) });
}

/**
 * The repository that is wanted and can't be reached with this sign-in, or only be read as everybody can; null where all
 * is well.
 */
export function lostFrom({ repository }: Place, lists: RepositoryChoices): string | null {
  if (repository === null) return null;
  const isListed = lists.repositories.some((one) => isSame(one, lists.repository));
  return isListed ? null : fullName(repository);
}

/** What is stored, as the site has it now; null where somebody has to look at it first. */
export function settledChoices(stored: Choices, { installation, repository }: RepositoryChoices): Choices | null {
  if (repository === null || stored.layout === null || !isSame(repository, stored.repository)) return null;
  if (!repository.branches.includes(stored.branch)) return null;
  return { ...stored, ...placeOf(installation, repository) };
}

/**
 * What a site may be made from: no branch that a draft has to itself. Where nothing was ever committed, there will be the
 * default one.
 * @param chosen stays, whatever its name
 */
export function branchesOf({ branches, defaultBranch }: RepositoryDetails, chosen: string): string[] {
  if (branches.length === 0) return [defaultBranch];
  return branches.filter((name) => name === chosen || !name.startsWith(DRAFT_BRANCHES));
}

/** The branch that the account has, where this is its repository; else the one that GitHub shows first. */
export const branchOf = (stored: Choices, repository: RepositoryDetails): string =>
  isSame(stored.repository, repository) && repository.branches.includes(stored.branch)
    ? stored.branch
    : repository.defaultBranch;

/** As it is stored. */
export function placeOf(installation: Place['installation'], repository: Place['repository']): Place {
  return {
    installation: installation && { id: installation.id, account: installation.account },
    repository: repository && { owner: repository.owner, name: repository.name, isPrivate: repository.isPrivate },
  };
}

/** At most this many are shown at once: whoever looks for another one types more of its name. */
export const SHOWN = 100;

/** Those whose name holds every word that was typed, in their order. */
export function matching<R extends Named>(repositories: readonly R[], typed: string): R[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return repositories.filter((repository) => {
    const name = fullName(repository).toLowerCase();
    return words.every((word) => name.includes(word));
  });
}
