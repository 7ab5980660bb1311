/** Sign-ins in windows of their own, put together: what the pages ask for, and what a new background finds left behind. */
import type {
  AuthorizationServerMetadata,
  AuthorizationServerRequest,
  AuthorizeRequest,
  ConnectResult,
  InterruptedSignIn,
} from '../messages/contract.ts';
import { type AuthorizationDeps, createAuthorizations } from './authorization.ts';
import { createFindServer } from './authorization-server.ts';
import { type AuthorizeDeps, createAuthorize } from './authorize.ts';

export interface SignIns {
  authorize(request: AuthorizeRequest): Promise<ConnectResult>;
  authorizationServer(request: AuthorizationServerRequest): Promise<AuthorizationServerMetadata | null>;
  interrupted(): Promise<InterruptedSignIn[]>;
  repeat(input: { id: string }): Promise<ConnectResult>;
  forgetInterrupted(input: { id: string }): Promise<null>;
  /** At the start of a background. */
  findInterrupted(): Promise<void>;
}

export function createSignIns(deps: AuthorizationDeps & Omit<AuthorizeDeps, 'authorizations'>): SignIns {
  const authorizations = createAuthorizations(deps);
  const { interrupted } = authorizations;
  const authorize = createAuthorize({ ...deps, authorizations });

  /** Those of an account that was removed meanwhile have nothing to come back to. */
  async function findInterrupted(): Promise<void> {
    await interrupted.find();
    for (const { id, accountId } of await interrupted.list()) {
      if (accountId !== null && (await deps.vault.getAccount(accountId)) === null) await interrupted.forget(id);
    }
  }

  return {
    authorize,
    authorizationServer: createFindServer(deps),
    findInterrupted: interrupted.find,
    async interrupted() {
      await findInterrupted();
      return interrupted.list();
    },
    async repeat({ id }) {
      await interrupted.find();
      return authorize(await interrupted.requestOf(id));
    },
    async forgetInterrupted({ id }) {
      await interrupted.find();
      await interrupted.forget(id);
      return null;
    },
  };
}
