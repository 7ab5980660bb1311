/** What the connection doctor says of accounts that an authorization server speaks for, over real HTTP. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type AuthorizationServerFaults,
  startAuthorizationServerFaults,
  tokenAnswer,
} from '../../test/servers/authorization-server-faults.ts';
import { type Fault, type FaultServer, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import type { Account } from '../vault/account.ts';

let server: AuthorizationServerFaults;
let site: FaultServer;
let world: ReturnType<typeof createAccountsWorld>;
beforeAll(async () => {
  server = await startAuthorizationServerFaults();
  site = await startFaults();
});
beforeEach(() => {
  server.reset();
  world = createAccountsWorld();
});
afterAll(async () => {
  await server?.stop();
  await site?.stop();
});

const SETTINGS = {
  ghost: { apiVersion: 'unversioned' },
  wordpress: { jwtNamespace: 'jwt-auth/v1', images: 'link' },
} as const;

/** The checks of an account whose access token has ended. */
async function checked(destination: 'ghost' | 'wordpress', answer: Fault): Promise<string[]> {
  site.set(answer);
  const account: Account = {
    ...{ v: 1, id: 'account-1', destination, siteUrl: `${site.url}/`, apiUrl: `${site.url}/` },
    ...{ authMethod: 'authorization_code', authorization: server.settings(), origins: ['http://127.0.0.1/*'] },
    ...{ identity: { siteTitle: 'Lab', userName: null, role: null }, settings: SETTINGS[destination] },
    createdAt: '2026-01-01T00:00:00.000Z',
  };
  await world.vault.saveAccount(account, { method: 'authorization_code', refreshToken: 'refresh-1' });
  const { steps, ok } = await world.accounts.check(account.id);
  expect(ok).toBe(false);
  return steps
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(({ id, outcome, error }) => [id, outcome, error?.reason ?? error?.code].filter(Boolean).join(' '));
}

const refusedByProxy = jsonAnswer(401, { error: 'invalid_token' });
const tooSmall = jsonAnswer(403, {}, { 'www-authenticate': 'Bearer error="insufficient_scope", scope="drafts"' });

test.each(['ghost', 'wordpress'] as const)(
  '%s: what the server says of the sign-in is no word about the site',
  async (kind) => {
    server.at('token', jsonAnswer(400, { error: 'invalid_grant' }));
    expect(await checked(kind, refusedByProxy)).toEqual(['credentials failed oauth_sign_in_again']);
    server.at('token', jsonAnswer(401, { error: 'invalid_client' }));
    expect(await checked(kind, refusedByProxy)).toEqual(['credentials failed oauth_wrong_client']);
    server.at('token', { kind: 'drop' });
    expect(await checked(kind, refusedByProxy)).toEqual(['credentials failed oauth_unreachable']);
  },
);

test.each(['ghost', 'wordpress'] as const)('%s: a token that is refused is a matter of the sign-in', async (kind) => {
  server.at('token', tokenAnswer());
  expect(await checked(kind, refusedByProxy)).toEqual(['reach ok', 'credentials failed oauth_token_refused']);
  expect(await checked(kind, tooSmall)).toEqual(['reach ok', 'credentials failed oauth_scope_too_small']);
});
