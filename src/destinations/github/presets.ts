import type { Generator, GitHubSettings, Layout } from './settings.ts';

/** How sites of this kind are laid out by their generator's own conventions. */
export function presetOf(_generator: Generator, _delivery: GitHubSettings['delivery']): Layout {
  throw new Error('not built yet');
}

/**
 * Whether a commit to the site's branch stays unpublished: Jekyll's `_drafts`, Hugo's `draft: true`, or the person's word
 * that the site hides what its front matter calls a draft.
 */
export function hidesCommits(_settings: Pick<GitHubSettings, 'layout' | 'hidesDrafts'>): boolean {
  throw new Error('not built yet');
}
