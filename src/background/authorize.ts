/** "Connect with WordPress": one click at the site gives a password of our own, and the set-up goes on with it. */
import { applicationPasswordUrl, readApplicationPassword } from '../auth/application-password.ts';
import { authorizationError } from '../auth/authorization.ts';
import { DestinationError } from '../core/errors.ts';
import { addressFault, isSameSite } from '../destinations/address.ts';
import type { AuthorizeRequest, ConnectResult } from '../messages/contract.ts';
import type { Authorizations } from './authorization.ts';
import type { Connect } from './connect.ts';
import { readExtraHeaders } from './sessions.ts';

export interface AuthorizeDeps {
  /** Whether the person has granted these match patterns. */
  mayReach(origins: string[]): Promise<boolean>;
  authorizations: Authorizations;
  connect: Connect;
}

export function createAuthorize({ mayReach, authorizations, connect }: AuthorizeDeps) {
  return async (request: AuthorizeRequest): Promise<ConnectResult> => {
    const { destination, discovery } = request;
    const isOwnSite = (url: URL): boolean => isSameSite(url, new URL(discovery.siteUrl));
    const authorizeUrl = discovery.authorizeUrl ?? '';
    // A site may have named a stranger's page; the person would sign in there.
    if (addressFault(authorizeUrl, false) !== undefined || !isOwnSite(new URL(authorizeUrl))) {
      throw authorizationError(destination, 'authorization_failed');
    }
    // Whatever would stop the set-up afterwards is said before the site makes a password for us.
    readExtraHeaders(destination, request.extraHeaders ?? '');
    if (!(await mayReach(discovery.origins))) {
      throw new DestinationError({ code: 'host_permission_missing', destination });
    }
    const given = await authorizations.run({
      destination,
      path: 'application-password',
      url: (attempt) => applicationPasswordUrl({ ...attempt, authorizeUrl }),
      read: (answer) => readApplicationPassword(answer, { destination, isOwnSite }),
    });
    return connect({ ...request, credentials: { method: 'application_password', ...given } }, { madeForUs: true });
  };
}
