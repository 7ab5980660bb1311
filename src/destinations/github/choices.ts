import type { RepositoryChoices, Session } from '../destination.ts';
import type { GitHubSettings } from './settings.ts';

export async function choicesOf(_session: Session<GitHubSettings>): Promise<RepositoryChoices> {
  throw new Error('not built yet');
}
