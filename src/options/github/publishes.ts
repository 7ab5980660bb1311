import { hidesCommits } from '../../destinations/github/presets.ts';
import type { GitHubSettings, Layout } from '../../destinations/github/settings.ts';
import type { Delivery } from './layouts.ts';

/** Why a commit would publish the clip; each ends the key of a text. Null where it would not. */
export function publishes(
  delivery: Delivery,
  layout: Layout,
  hidesDrafts: boolean,
): 'unconfirmed' | 'no_draft_key' | null {
  if (delivery === 'pull_request' || hidesCommits({ layout, hidesDrafts })) return null;
  return layout.keys.draft === null ? 'no_draft_key' : 'unconfirmed';
}

/** What the person's word, that a site hides its drafts, is given of: it says nothing of another site or another line. */
export const wordOf = (repository: GitHubSettings['repository'], { generator, keys }: Layout): string =>
  JSON.stringify([repository?.owner.toLowerCase(), repository?.name.toLowerCase(), generator, keys.draft]);
