import { hidesCommits } from '../../destinations/github/presets.ts';
import type { Layout } from '../../destinations/github/settings.ts';
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
