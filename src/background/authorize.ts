/** A sign-in in the site's own window, and the set-up with what it gives: one file for each way. */
import type { Clock, Fetch } from '../core/ports.ts';
import type { AuthorizeRequest, ConnectResult } from '../messages/contract.ts';
import type { Vault } from '../vault/vault.ts';
import type { Authorizations } from './authorization.ts';
import { authorizeApplicationPassword } from './authorize-application-password.ts';
import { authorizeCode } from './authorize-code.ts';
import type { Connect } from './connect.ts';
import { refuseMissing } from './refuse-missing.ts';

export interface AuthorizeDeps {
  /** Whether the person has granted these match patterns. */
  mayReach(origins: string[]): Promise<boolean>;
  vault: Pick<Vault, 'getAccount' | 'getCredentials'>;
  fetch: Fetch;
  clock: Clock;
  authorizations: Authorizations;
  connect: Connect;
}

export type RequestOf<M extends AuthorizeRequest['method']> = Extract<AuthorizeRequest, { method: M }>;

export function createAuthorize(deps: AuthorizeDeps) {
  return async (request: AuthorizeRequest): Promise<ConnectResult> => {
    await refuseMissing(request.accountId, deps);
    return request.method === 'authorization_code'
      ? authorizeCode(request, deps)
      : authorizeApplicationPassword(request, deps);
  };
}
