import type { Clock } from '../../core/ports.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { DraftPreview } from '../destination.ts';
import type { GitHubSettings } from './settings.ts';

export function previewGitHub(
  _draft: Draft,
  _settings: GitHubSettings,
  _clock: Clock,
  _words: BodyWords,
): DraftPreview {
  throw new Error('not built yet');
}
