import type { GitHubClient, RepoName } from './client.ts';
import { githubError } from './errors.ts';
import { parentOf } from './file-name.ts';
import { filesOf } from './files.ts';
import { hidesCommits } from './presets.ts';
import type { GitHubSettings } from './settings.ts';
import { publishesDrafts } from './shown-drafts.ts';

/**
 * @param path of the file, where it was chosen already: the account may have been set up otherwise since
 * @throws DestinationError insufficient_scope, as the settings are to be changed, where a commit to the site's branch
 * would be shown to its readers
 */
export function refuseToPublish(settings: GitHubSettings, path?: string): void {
  if (settings.delivery === 'commit' && !hidesCommits(settings, path && parentOf(path)))
    throw githubError('insufficient_scope', 'github_would_publish');
}

/**
 * What hides drafts by itself may be switched off in the site's own configuration. Whoever has given their word that the
 * site hides them is believed.
 * @param commit that the site is made from
 * @throws DestinationError insufficient_scope, as above; as any request
 */
export async function refuseShownDrafts(
  client: GitHubClient,
  repo: RepoName,
  commit: string,
  { delivery, hidesDrafts, layout: { generator } }: GitHubSettings,
): Promise<void> {
  if (delivery !== 'commit' || hidesDrafts || (generator !== 'jekyll' && generator !== 'hugo')) return;
  if (await publishesDrafts(generator, filesOf(client, repo, commit)))
    throw githubError('insufficient_scope', 'github_shows_drafts');
}
