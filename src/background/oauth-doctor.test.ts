/** What the connection doctor says of accounts that an authorization server speaks for, over real HTTP. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type AuthorizationServerFaults,
  startAuthorizationServerFaults,
  tokenAnswer,
} from '../../test/servers/authorization-server-faults.ts';
import { type Fault, type FaultServer, jsonAnswer, startFaults } from '../../test/servers/faults.ts';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import { asksForSignIn } from '../options/asks-sign-in.ts';
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

/** An account whose access token has ended. */
async function accountAt(destination: 'ghost' | 'wordpress'): Promise<Account> {
  const account: Account = {
    ...{ v: 1, id: 'account-1', destination, siteUrl: `${site.url}/`, apiUrl: `${site.url}/` },
    ...{ authMethod: 'authorization_code', authorization: server.settings(), origins: ['http://127.0.0.1/*'] },
    ...{ identity: { siteTitle: 'Lab', userName: null, role: null }, settings: SETTINGS[destination] },
    createdAt: '2026-01-01T00:00:00.000Z',
  };
  await world.vault.saveAccount(account, { method: 'authorization_code', refreshToken: 'refresh-1' });
  return account;
}

/** What its checks find, where the site answers alike to everything. */
async function checked(destination: 'ghost' | 'wordpress', answer: Fault): Promise<string[]> {
  site.set(answer);
  const { steps, ok } = await world.accounts.check((await accountAt(destination)).id);
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

test.each<['ghost' | 'wordpress', Fault]>([
  ['ghost', jsonAnswer(403, { errors: [{ message: 'Authorization failed' }] })],
  ['ghost', jsonAnswer(400, { errors: [{ code: 'INVALID_JWT', message: 'Invalid token: jwt malformed' }] })],
  ['wordpress', jsonAnswer(403, { code: 'jwt_auth_invalid_token', message: 'Wrong number of segments' })],
  ['wordpress', jsonAnswer(403, { code: 'jwt_auth_no_auth_header', message: 'No header' })],
])('%s: what it says of keys and passwords of its own is said of the token', async (kind, answer) => {
  server.at('token', tokenAnswer());
  expect(await checked(kind, answer)).toEqual(['reach ok', 'credentials failed oauth_token_refused']);
});

test('a sign-in that will end is a warning, and no reason to sign in again now', async () => {
  const { id } = await accountAt('ghost');
  await world.vault.replaceSecret(id, 'refreshToken', null);
  await world.sessionStore.set(`token:${id}`, { v: 1, accessToken: 'token-1', expiresAt: null });
  const answers: Record<string, Fault> = {
    site: jsonAnswer(200, { site: { title: 'Lab', url: 'https://blog.example/', version: '6.65' } }),
    config: jsonAnswer(200, { config: {} }),
    posts: jsonAnswer(200, { posts: [] }),
    users: jsonAnswer(200, { users: [{ name: 'Olive', roles: [] }] }),
  };
  site.set(({ path }) => answers[path.split('/')[4] ?? ''] ?? jsonAnswer(404, {}));
  const report = await world.accounts.check(id);
  expect(report.ok).toBe(true);
  expect(report.steps.at(-1)).toMatchObject({ outcome: 'warning', error: { reason: 'oauth_no_refresh_token' } });
  expect(asksForSignIn(null, report)).toBe(false);
});
