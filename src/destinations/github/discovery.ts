/** Finds GitHub, and the repository, behind whatever address a person has at hand. */
import { DestinationError } from '../../core/errors.ts';
import { addressFault, originPattern } from '../address.ts';
import type { Discovery, Io } from '../destination.ts';
import { allowingHttp, refusalOf } from '../probing.ts';
import { type RepositoryAddress, repositoryAddress } from './address.ts';
import { fullName } from './api.ts';
import { GitHubClient, unlessGone } from './client.ts';
import { GATE, githubError } from './errors.ts';
import { presetOf } from './presets.ts';
import type { GitHubSettings } from './settings.ts';

/**
 * Asks only by GET and without credentials, at the API of this address, for what costs nothing of the sixty requests an
 * hour that strangers have; GitHub itself too, so that a network's own page is told apart from it. Whether the repository
 * is there is not asked: to a stranger, a private one is not.
 * @throws DestinationError not_this_system with `github_none_here`; insufficient_scope with `github_gate` where something
 *   in front keeps us out; redirected with `github_forwards`; whatever the host as a whole fails with
 */
export async function discoverGitHub(url: URL, io: Io): Promise<Discovery & { settings: GitHubSettings }> {
  const fault = addressFault(url.href, true);
  if (fault !== undefined) throw githubError('not_this_system', fault);
  const address = repositoryAddress(url);
  const client = new GitHubClient(io.http, address.apiUrl);
  const version = await client.greet().catch((thrown: unknown) => Promise.reject(whyNot(refusalOf(thrown), address)));
  return toDiscovery(address, version, await repositoryOf(address, client));
}

/** What else answers in GitHub's own place is the network's; at another host it is whatever stands there. */
function whyNot(refusal: DestinationError, { isEnterpriseServer }: RepositoryAddress): DestinationError {
  const { code, reason } = refusal;
  if (code === 'server_error' || reason === GATE) return refusal;
  if (!isEnterpriseServer) return githubError('insufficient_scope', GATE);
  if (code === 'redirected') return githubError('redirected', 'github_forwards');
  const isGitHub = code === 'insufficient_scope' && reason !== undefined;
  return isGitHub ? refusal : githubError('not_this_system', 'github_none_here');
}

/** `you.github.io/blog` is a repository of that name, where everybody can see one; else a page of `you.github.io`. */
async function repositoryOf(
  { repository, instead }: RepositoryAddress,
  client: GitHubClient,
): Promise<RepositoryAddress['repository']> {
  if (instead === null) return repository;
  try {
    return (await unlessGone(client.repository(instead))) === null ? repository : instead;
  } catch (error) {
    if (error instanceof DestinationError) return repository;
    throw error;
  }
}

function toDiscovery(
  { siteUrl, apiUrl }: RepositoryAddress,
  version: string,
  repository: RepositoryAddress['repository'],
): Discovery & { settings: GitHubSettings } {
  const api = new URL(apiUrl);
  return {
    ...{ siteUrl, apiUrl, version },
    title: repository === null ? new URL(siteUrl).host : fullName(repository),
    origins: [originPattern(api)],
    settings: {
      installation: null,
      // Until somebody who may see it says more, it is taken for one that anyone can read.
      repository: repository && { ...repository, isPrivate: false },
      branch: '',
      ...{ delivery: 'pull_request', hidesDrafts: false, images: 'copy' },
      layout: presetOf('plain', 'pull_request'),
      ...allowingHttp(api),
    },
  };
}
