/**
 * A site and an authorization server, over real HTTP and each with a port of its own, and the set-up that connects accounts
 * there. The site is signInDestination's: a test has to put that in the registry's place.
 */
import { expect } from 'vitest';
import type { AuthorizationSettings } from '../../src/auth/authorization-settings.ts';
import type { Credentials } from '../../src/auth/credentials.ts';
import type { TokenSet } from '../../src/auth/token-source.ts';
import type { Account, ConnectRequest, ConnectResult } from '../../src/messages/contract.ts';
import { type Fault, type RecordedRequest, startFaults } from '../servers/faults.ts';
import { createAccountsWorld } from './accounts-world.ts';
import { rotatingServer } from './rotating-server.ts';

export const SECRET = 'a secret & more';

export type OAuthLab = Awaited<ReturnType<typeof startOAuthLab>>;

export async function startOAuthLab() {
  const site = await startFaults();
  const server = await startFaults();
  const world = createAccountsWorld();
  const oauth = rotatingServer(world.clock);
  oauth.secret = SECRET;

  const answer = ({ headers, ...request }: RecordedRequest): Fault => ({
    kind: 'answer',
    ...oauth.answer({ ...request, headers: new Headers({ authorization: headers.authorization ?? '' }) }),
  });
  site.set(answer);
  server.set(answer);

  const settings = (more: Partial<AuthorizationSettings> = {}): AuthorizationSettings => ({
    issuer: server.url,
    authorizationEndpoint: `${server.url}/authorize`,
    tokenEndpoint: `${server.url}/token`,
    revocationEndpoint: `${server.url}/revoke`,
    ...{ clientId: 'clipdraft', clientAuthentication: 'client_secret_post', scope: '', responseMode: 'query' },
    ...more,
  });

  function request(more: Partial<ConnectRequest> = {}): ConnectRequest {
    const address = `${site.url}/`;
    const found = { siteUrl: address, apiUrl: address, title: 'Lab', version: '', settings: {} };
    const origins = [`http://${new URL(address).hostname}/*`];
    return { destination: 'wordpress', discovery: { ...found, origins }, settings: {}, ...more };
  }

  /** As the sign-in window's end does it, with what the code was exchanged for. */
  function signIn(more: Partial<ConnectRequest> = {}, tokens: TokenSet = oauth.signIn()): Promise<ConnectResult> {
    const { refreshToken } = tokens;
    const credentials: Credentials = {
      ...{ method: 'authorization_code', clientSecret: SECRET },
      ...(refreshToken === undefined ? {} : { refreshToken }),
    };
    const asked = request({ authorization: settings(), credentials, ...more });
    return world.accounts.connect(asked, { madeForUs: true, tokens });
  }

  async function connected(more: Partial<ConnectRequest> = {}, tokens?: TokenSet): Promise<Account> {
    const { account, report } = await signIn(more, tokens);
    return account ?? expect.unreachable(JSON.stringify(report));
  }

  return {
    ...{ site, server, world, oauth, settings, request, signIn, connected },
    /** The site asks for a token again, after a test had it do something else. */
    restore: () => site.set(answer),
    edit: ({ id }: Account, more: Partial<ConnectRequest>) =>
      world.accounts.connect(request({ accountId: id, ...more })),
    credentialsOf: ({ id }: Account) => world.vault.getCredentials(id),
    tokenOf: ({ id }: Account) => JSON.parse(world.sessionItems.get(`token:${id}`) ?? 'null'),
    stop: () => Promise.all([site.stop(), server.stop()]),
  };
}
