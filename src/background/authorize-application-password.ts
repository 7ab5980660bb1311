/** "Connect with WordPress": one click at the site gives a password of our own, and the set-up goes on with it. */
import { applicationPasswordUrl, readApplicationPassword } from '../auth/application-password.ts';
import { answerOf, authorizationError } from '../auth/authorization.ts';
import { addressFault, isSameSite } from '../destinations/address.ts';
import type { ConnectResult } from '../messages/contract.ts';
import type { AuthorizeDeps, RequestOf } from './authorize.ts';
import { readExtraHeaders } from './read-extra-headers.ts';
import { requireAccess } from './require-access.ts';

/** A person may have to find a password first, and a second factor. */
const LIFE_MS = 30 * 60_000;

export async function authorizeApplicationPassword(
  request: RequestOf<'application_password'>,
  deps: AuthorizeDeps,
): Promise<ConnectResult> {
  const { destination, discovery } = request;
  const isOwnSite = (url: URL): boolean => isSameSite(url, new URL(discovery.siteUrl));
  const authorizeUrl = discovery.authorizeUrl ?? '';
  // A site may have named a stranger's page; the person would sign in there.
  if (addressFault(authorizeUrl, false) !== undefined || !isOwnSite(new URL(authorizeUrl))) {
    throw authorizationError(destination, 'authorization_failed');
  }
  // Whatever would stop the set-up afterwards is said before the site makes a password for us.
  readExtraHeaders(destination, request.extraHeaders ?? '');
  await requireAccess(destination, discovery.origins, deps.mayReach);
  return deps.authorizations.run({
    ...{ request, path: 'application-password', lifeMs: LIFE_MS },
    url: (attempt) => applicationPasswordUrl({ ...attempt, authorizeUrl }),
    async read(address, { state, redirectUrl }) {
      const answer = answerOf(address, { destination, redirectUrl, state });
      const given = readApplicationPassword(answer, { destination, isOwnSite });
      const credentials = { method: 'application_password', ...given } as const;
      return deps.connect({ ...request, credentials }, { madeForUs: true });
    },
  });
}
