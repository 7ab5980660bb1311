import type { CheckReport, Session } from '../destination.ts';
import type { GitHubSettings } from './settings.ts';

export async function checkGitHub(_session: Session<GitHubSettings>): Promise<CheckReport> {
  throw new Error('not built yet');
}
