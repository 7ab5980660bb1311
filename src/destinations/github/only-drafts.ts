import { githubError } from './errors.ts';
import { hidesCommits } from './presets.ts';
import type { GitHubSettings } from './settings.ts';

/** @throws DestinationError draft_rejected where a commit to the site's branch would be shown to its readers */
export function refuseToPublish(settings: GitHubSettings): void {
  if (settings.delivery === 'commit' && !hidesCommits(settings))
    throw githubError('draft_rejected', 'github_would_publish');
}
