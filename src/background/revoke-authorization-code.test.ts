/** What is said of a sign-in by an authorization server, and what is revoked of it, over real HTTP. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { jsonAnswer } from '../../test/servers/faults.ts';
import { type OAuthLab, startOAuthLab } from '../../test/support/oauth-lab.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';
import type { AuthorizationSettings } from '../auth/authorization-settings.ts';
import type { Account } from '../messages/contract.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let lab: OAuthLab;
beforeEach(async () => {
  lab = await startOAuthLab();
});
afterEach(() => lab.stop());

describe('a sign-in that does not serve', () => {
  const asSubscriber = () => {
    lab.oauth.role = 'subscriber';
  };

  test('leaves nothing behind, and its tokens are revoked, the refresh token first', async () => {
    asSubscriber();
    expect((await lab.signIn()).account).toBeNull();
    expect(await lab.world.vault.listAccounts()).toEqual([]);
    expect(lab.world.sessionItems.size).toBe(0);
    expect(lab.oauth.revoked).toEqual(['refresh-1', 'access-1']);
    expect(lab.server.requests.at(-1)?.body).toContain('client_id=clipdraft');
  });

  test('of an account leaves that as it was, its tokens too: they may be of the same grant', async () => {
    const account = await lab.connected();
    const before = [
      await lab.credentialsOf(account),
      lab.tokenOf(account),
      await lab.world.vault.getAccount(account.id),
    ];
    asSubscriber();
    expect((await lab.signIn({ accountId: account.id })).account).toBeNull();
    expect([
      await lab.credentialsOf(account),
      lab.tokenOf(account),
      await lab.world.vault.getAccount(account.id),
    ]).toEqual(before);
    expect(lab.oauth.revoked).toEqual([]);
  });

  test('beside an account of the same client at the same server leaves what both live on', async () => {
    await lab.connected();
    asSubscriber();
    await lab.signIn();
    expect(lab.oauth.revoked).toEqual([]);
  });

  test('because the site does not take the token says so, and does not ask to sign in again', async () => {
    lab.oauth.givesRefreshTokens = false;
    const tokens = lab.oauth.signIn();
    lab.oauth.refuse(tokens.accessToken);
    await expect(lab.signIn({}, tokens)).rejects.toMatchObject({
      code: 'credentials_rejected',
      reason: 'oauth_token_refused',
    });
  });

  test('because the site wants more says so, from its challenge', async () => {
    const challenge = { 'www-authenticate': 'Bearer realm="x", error="insufficient_scope"' };
    lab.site.set(jsonAnswer(403, {}, challenge));
    await expect(lab.signIn()).rejects.toMatchObject({ code: 'insufficient_scope', reason: 'oauth_scope_too_small' });
    lab.site.set(jsonAnswer(403, {}));
    await expect(lab.signIn()).rejects.toMatchObject({ reason: 'stale' });
  });
});

describe('a server that gives no refresh token', () => {
  const warning = {
    ...{ id: 'stay_signed_in', outcome: 'warning' },
    error: { code: 'insufficient_scope', destination: 'wordpress', reason: 'oauth_no_refresh_token' },
  };

  test('is said at the set-up and at each test, and keeps nobody from using it', async () => {
    lab.oauth.givesRefreshTokens = false;
    const { account, report } = await lab.signIn();
    expect(report).toMatchObject({ ok: true, steps: [{ id: 'identity', outcome: 'ok' }, warning] });
    const tested = await lab.world.accounts.check(account?.id ?? '');
    expect(tested.steps.at(-1)).toEqual(warning);
  });

  test('is no word about one that does', async () => {
    const { account, report } = await lab.signIn();
    const tested = await lab.world.accounts.check(account?.id ?? '');
    for (const { steps } of [report, tested]) expect(steps.map(({ id }) => id)).toEqual(['identity']);
  });

  test('is not said beside a failure', async () => {
    lab.oauth.givesRefreshTokens = false;
    lab.oauth.role = 'subscriber';
    expect((await lab.signIn()).report.steps.map(({ id }) => id)).toEqual(['identity']);
  });
});

describe('a new sign-in', () => {
  test('as another client, or at another server, ends the grant of the former', async () => {
    const account = await lab.connected();
    const authorization = lab.settings({ clientId: 'another' });
    await lab.signIn({ accountId: account.id, authorization }, lab.oauth.signIn('berta'));
    expect(lab.oauth.revoked).toEqual(['refresh-1']);
    expect((await lab.world.accounts.check(account.id)).ok).toBe(true);
  });

  test('as the same client at the same server leaves it: it may be the same grant', async () => {
    const account = await lab.connected();
    await lab.signIn({ accountId: account.id });
    expect(lab.oauth.revoked).toEqual([]);
  });

  test('that takes the place of a grant that another account lives on leaves that alone', async () => {
    const account = await lab.connected();
    await lab.connected();
    await lab.signIn({ accountId: account.id, authorization: lab.settings({ clientId: 'another' }) });
    expect(lab.oauth.revoked).toEqual([]);
  });
});

describe('a removal', () => {
  const remove = ({ id }: Account) => lab.world.accounts.remove(id);

  test('revokes the refresh token, then the access token, and leaves nothing here', async () => {
    const account = await lab.connected();
    await remove(account);
    expect(lab.oauth.revoked).toEqual(['refresh-1', 'access-1']);
    expect(await lab.world.vault.listAccounts()).toEqual([]);
    expect(lab.world.sessionItems.size).toBe(0);
    expect(lab.site.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  test('of one of two accounts of the same client at the same server leaves what both live on', async () => {
    const [one, two] = [await lab.connected(), await lab.connected()];
    await remove(one);
    expect(lab.oauth.revoked).toEqual([]);
    expect((await lab.world.accounts.check(two.id)).ok).toBe(true);
    await remove(two);
    expect(lab.oauth.revoked).toEqual(['refresh-2', 'access-2']);
  });

  test('beside an account of another client, or at another lab.server, revokes', async () => {
    const one = await lab.connected();
    await lab.connected({ authorization: lab.settings({ clientId: 'another' }) });
    const elsewhere = { issuer: 'https://as.example', tokenEndpoint: 'https://as.example/token' };
    await lab.connected({ authorization: lab.settings(elsewhere) });
    await remove(one);
    expect(lab.oauth.revoked).toHaveLength(2);
  });

  test.each<[string, () => Partial<AuthorizationSettings>]>([
    ['has no revocation', () => ({})],
    ['revokes at a host that we may not ask', () => ({ revocationEndpoint: 'http://localhost:1/revoke' })],
  ])('at a server that %s asks nobody', async (_, more) => {
    const { revocationEndpoint: __, ...authorization } = lab.settings();
    const account = await lab.connected({ authorization: { ...authorization, ...more() } });
    lab.world.granted.but.push('http://localhost/*');
    lab.server.requests.length = 0;
    await remove(account);
    expect(lab.server.requests).toEqual([]);
    expect(await lab.world.vault.listAccounts()).toEqual([]);
  });

  test.each<[string, () => Promise<void> | void]>([
    ['can’t be reached', () => lab.server.stop()],
    ['refuses', () => lab.server.set(jsonAnswer(400, { error: 'invalid_request' }))],
    ['is in trouble', () => lab.server.set({ kind: 'answer', status: 500, body: '' })],
  ])('at a server that %s succeeds all the same', async (_, happen) => {
    const account = await lab.connected();
    await happen();
    await remove(account);
    expect(await lab.world.vault.listAccounts()).toEqual([]);
    expect(lab.world.sessionItems.size).toBe(0);
  });
});
