/** Sign-ins in windows of their own, put together: what the pages ask for, and what a new background finds left behind. */

import { authorizationError } from '../auth/authorization.ts';
import type {
  AuthorizationServerMetadata,
  AuthorizationServerRequest,
  AuthorizeRequest,
  ConnectResult,
  InterruptedSignIn,
} from '../messages/contract.ts';
import { type AuthorizationDeps, createAuthorizations } from './authorization.ts';
import { type AuthorizeDeps, createAuthorize } from './authorize.ts';

export interface SignIns {
  authorize(request: AuthorizeRequest): Promise<ConnectResult>;
  authorizationServer(request: AuthorizationServerRequest): Promise<AuthorizationServerMetadata | null>;
  interrupted(): Promise<InterruptedSignIn[]>;
  repeat(id: string): Promise<ConnectResult>;
  forget(id: string): Promise<null>;
  /** At the start of a background. */
  sweep(): Promise<void>;
}

export function createSignIns(deps: AuthorizationDeps & Omit<AuthorizeDeps, 'authorizations'>): SignIns {
  const authorizations = createAuthorizations(deps);
  return {
    authorize: createAuthorize({ ...deps, authorizations }),
    authorizationServer: async () => null,
    interrupted: async () => [],
    repeat: async () => Promise.reject(authorizationError('clipdraft', 'authorization_interrupted')),
    forget: async () => null,
    sweep: authorizations.sweep,
  };
}
