/** The two ways to sign in: a person's own token as it is, or a GitHub App's key for tokens of its installation. */
import { createAppTokenAuthorizer } from '../../auth/app-token.ts';
import type { AppPrivateKeyCredentials, Credentials } from '../../auth/credentials.ts';
import { inspectPersonalAccessToken } from '../../auth/personal-access-token-format.ts';
import type { AuthDeps, Authorizer } from '../destination.ts';
import { APP_KEY, CLOCK, githubError } from './errors.ts';
import { createInstallationAuthorizer } from './installation-token.ts';
import type { GitHubSettings } from './settings.ts';

/**
 * A person's own token, or a token of the App's installation, narrowed to the one repository.
 * @throws DestinationError credentials_rejected where the credentials are not of this system
 */
export async function createGitHubAuthorizer(
  credentials: Credentials,
  settings: GitHubSettings,
  deps: AuthDeps,
): Promise<Authorizer> {
  if (credentials.method === 'app_private_key') {
    return createInstallationAuthorizer(appAuthorizer(credentials), settings, deps);
  }
  if (credentials.method !== 'personal_access_token') throw githubError('credentials_rejected');
  const inspected = inspectPersonalAccessToken(credentials.token);
  if (!inspected.ok) throw githubError('credentials_rejected', inspected.reason);
  return {
    authorize: async (headers) => headers.set('authorization', `Bearer ${inspected.token}`),
    cureOf: () => null,
  };
}

/** The App itself, by its signature: it may only look at itself and its installations. Null for a person's own token. */
export const createGitHubReader = (credentials: Credentials): Authorizer | null =>
  credentials.method === 'app_private_key' ? appAuthorizer(credentials) : null;

/** GitHub can't read a signature, or says nothing better, also where it is of another time than its own. */
const appAuthorizer = (credentials: AppPrivateKeyCredentials): Authorizer =>
  createAppTokenAuthorizer(credentials, { destination: 'github', staleReasons: [CLOCK, APP_KEY] });
