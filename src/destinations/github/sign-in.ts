import type { Credentials } from '../../auth/credentials.ts';
import type { AuthDeps, Authorizer } from '../destination.ts';
import type { GitHubSettings } from './settings.ts';

/** A person's own token, or a token of the App's installation, narrowed to the one repository. */
export async function createGitHubAuthorizer(
  _credentials: Credentials,
  _settings: GitHubSettings,
  _deps: AuthDeps,
): Promise<Authorizer> {
  throw new Error('not built yet');
}

/** The App itself, by its signature: it may only look at itself and its installations. Null for a person's own token. */
export function createGitHubReader(
  _credentials: Credentials,
  _settings: GitHubSettings,
  _deps: AuthDeps,
): Authorizer | null {
  throw new Error('not built yet');
}
