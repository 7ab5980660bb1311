import { githubError } from './errors.ts';
import { parentOf } from './file-name.ts';
import { hidesCommits } from './presets.ts';
import type { GitHubSettings } from './settings.ts';

/**
 * @param path of the file, where it was chosen already: the account may have been set up otherwise since
 * @throws DestinationError insufficient_scope, as the settings are to be changed, where a commit to the site's branch
 * would be shown to its readers
 */
export function refuseToPublish(settings: GitHubSettings, path?: string): void {
  if (settings.delivery === 'commit' && !hidesCommits(settings, path && parentOf(path)))
    throw githubError('insufficient_scope', 'github_would_publish');
}
