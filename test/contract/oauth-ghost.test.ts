/** Sign-ins at a real authorization server in front of a real Ghost: drafts arrive, whatever becomes of the tokens. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aDraft } from '../fixtures/draft.ts';
import { ghostSite } from '../servers/bearer-proxy.ts';
import { type RunningGhost, startGhost } from '../servers/ghost.ts';
import { hashed, type TokenRequest } from '../servers/oidc/requests.ts';
import { EditorApi } from './ghost-harness.ts';
import { newKey, newNonce } from './keys.ts';
import { anOAuthSite, type OAuthSite, type OAuthSiteOptions } from './oauth-site.ts';

const HOUR = 3_600_000;

let ghost: RunningGhost;
let editor: EditorApi;
beforeAll(async () => {
  ghost = await startGhost({ version: process.env.GHOST_VERSION === '5' ? '5' : '6' });
  editor = new EditorApi(ghost);
});
afterAll(() => ghost?.stop());

const running: OAuthSite[] = [];
afterEach(async () => {
  for (const site of running.splice(0)) await site.stop();
});

async function start(options: Partial<OAuthSiteOptions> = {}): Promise<OAuthSite> {
  const site = ghostSite(ghost.url, ghost.staffToken);
  const one = await anOAuthSite({ destination: 'ghost', site, ...options });
  running.push(one);
  return one;
}

async function signIn(site: OAuthSite, accountId?: string): Promise<string> {
  const { account, report } = await site.browser.authorize(site.request(accountId === undefined ? {} : { accountId }));
  return account?.id ?? expect.unreachable(JSON.stringify(report));
}

/** Its title; it stands in Ghost once. */
async function deliver(site: OAuthSite, accountId: string): Promise<void> {
  const { title, state } = await send(site, accountId);
  expect(state).toBe('delivered');
  expect(await editor.countByTitle(title)).toBe(1);
}

async function send({ browser }: OAuthSite, accountId: string) {
  const title = `By OAuth ${newNonce()}`;
  const id = await browser.send(aDraft({ id: title, title }), accountId);
  const entry = await browser.entry(id);
  return { id, title, state: entry?.state, error: entry?.error };
}

const refreshes = ({ oidc }: OAuthSite): TokenRequest[] =>
  oidc.tokenRequests.filter(({ grantType }) => grantType === 'refresh_token');

/** Each refresh token reached the server once, and each was the newest there was. */
function expectRotation({ oidc }: OAuthSite): void {
  const requests = oidc.tokenRequests.filter(({ endpoint }) => endpoint === 'token');
  expect(requests.map(({ status }) => status)).toEqual(requests.map(() => 200));
  expect(requests.slice(1).map(({ refreshToken }) => refreshToken)).toEqual(
    requests.slice(0, -1).map(({ given }) => given.refreshToken),
  );
}

describe('sign-in, drafts, refreshes, sign-out', () => {
  test.each<[string, Partial<OAuthSiteOptions>]>([
    ['the answer in the query, a secret in the form', {}],
    [
      'the answer in the fragment, a secret in the header',
      { responseMode: 'fragment', authentication: 'client_secret_basic' },
    ],
    ['the answer in the fragment, no secret', { responseMode: 'fragment', authentication: 'none' }],
    ['a server at Ghost’s own addresses that says nothing of itself', { responseMode: 'fragment', atDefaults: true }],
  ])('%s', async (_name, options) => {
    const site = await start(options);
    const accountId = await signIn(site);
    const [account] = await site.browser.background().vault.listAccounts();
    expect(account).toMatchObject({
      ...{ id: accountId, authMethod: 'authorization_code', apiUrl: `${site.proxy.url}/` },
      identity: { siteTitle: 'Clip Lab', userName: ghost.ownerName },
    });
    await deliver(site, accountId);
    expect(refreshes(site)).toEqual([]);

    site.clock.advance(HOUR);
    await deliver(site, accountId);
    expect(refreshes(site)).toHaveLength(1);
    expect(site.proxy.requests.filter(({ status }) => status === 401)).toEqual([]);

    site.oidc.destroyAccessTokens();
    await deliver(site, accountId);
    expect(refreshes(site)).toHaveLength(2);
    expect(site.proxy.requests.filter(({ status }) => status === 401)).toHaveLength(1);
    expectRotation(site);

    const last = (await site.refreshToken(accountId)) ?? expect.unreachable();
    expect(site.browser.atRest()).not.toContain(last);
    await site.browser.background().accounts.remove(accountId);
    if (site.authorization.revocationEndpoint === undefined) return;
    const [revoked] = site.oidc.tokenRequests.filter(({ endpoint }) => endpoint === 'revocation');
    expect(revoked).toMatchObject({ status: 200, token: hashed(last), clientId: site.client.clientId });
    expect(await site.replay(last)).toEqual({ status: 400, error: 'invalid_grant' });
  });
});

describe('a token that has ended', () => {
  test('fifty callers in five contexts make one refresh', async () => {
    const site = await start();
    const accountId = await signIn(site);
    site.clock.advance(HOUR);
    const contexts = Array.from({ length: 5 }, () => site.browser.background());
    const found = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const { destination, session } =
          (await contexts[index % 5]?.sessions.openAccount(accountId)) ?? expect.unreachable();
        return destination.findDraft(newKey(destination), session);
      }),
    );
    expect(found).toEqual(Array(50).fill(null));
    expect(refreshes(site)).toHaveLength(1);
    expectRotation(site);
  });

  test('for the server, and for nobody else: twenty refusals make one refresh', async () => {
    const site = await start();
    const accountId = await signIn(site);
    site.oidc.destroyAccessTokens();
    const { sessions } = site.browser.background();
    const { destination, session } = await sessions.openAccount(accountId);
    await Promise.all(Array.from({ length: 20 }, () => destination.findDraft(newKey(destination), session)));
    expect(refreshes(site)).toHaveLength(1);
  });

  test('while the server is away: the draft waits for it, and nothing is lost', async () => {
    const site = await start();
    const accountId = await signIn(site);
    site.clock.advance(HOUR);
    await site.oidc.stop();
    const waiting = await send(site, accountId);
    expect(waiting.error).toMatchObject({ code: 'offline', reason: 'oauth_unreachable' });
    await site.oidc.restart();
    await site.browser.pass(HOUR);
    expect((await site.browser.entry(waiting.id))?.state).toBe('delivered');
    expect(await editor.countByTitle(waiting.title)).toBe(1);
    expect(refreshes(site)).toHaveLength(1);
    expectRotation(site);
  });
});

describe('a sign-in that the server has ended', () => {
  const SIGN_IN_AGAIN = { code: 'reauthorization_required', reason: 'oauth_sign_in_again' };

  test.each<[string, (site: OAuthSite, first: string) => Promise<void>]>([
    ['by its administrator', async ({ oidc }) => oidc.revokeGrants()],
    [
      'because a thief came with a refresh token that was replaced',
      async (site, first) => {
        expect(await site.replay(first)).toMatchObject({ error: 'invalid_grant' });
      },
    ],
  ])(
    '%s: the draft waits, nothing is tried again and again, and arrives once after a new sign-in',
    async (_n, ends) => {
      const site = await start();
      const accountId = await signIn(site);
      const first = (await site.refreshToken(accountId)) ?? expect.unreachable();
      site.clock.advance(HOUR);
      await deliver(site, accountId);
      await ends(site, first);

      site.oidc.tokenRequests.length = 0;
      const waiting = await send(site, accountId);
      expect(waiting).toMatchObject({ state: 'needs_attention', error: SIGN_IN_AGAIN });
      expect(await editor.countByTitle(waiting.title)).toBe(0);
      expect(refreshes(site)).toMatchObject([{ status: 400, error: 'invalid_grant' }]);
      expect(await site.refreshToken(accountId)).toBeUndefined();
      site.clock.advance(HOUR);
      expect(await send(site, accountId)).toMatchObject({ state: 'needs_attention', error: SIGN_IN_AGAIN });
      expect(refreshes(site)).toHaveLength(1);

      site.person.forgetCookies();
      expect(await signIn(site, accountId)).toBe(accountId);
      expect((await site.browser.entry(waiting.id))?.state).toBe('delivered');
      expect(await editor.countByTitle(waiting.title)).toBe(1);
      await deliver(site, accountId);
    },
  );
});

test('a token that is good for too little: said so, nothing is stored, and what was given is given back', async () => {
  const site = await start({ scope: 'openid' });
  const { account, report } = await site.browser.authorize(site.request());
  expect(account).toBeNull();
  expect(report.steps.find(({ outcome }) => outcome === 'failed')?.error).toMatchObject({
    ...{ code: 'insufficient_scope', reason: 'oauth_scope_too_small' },
  });
  const [exchange, revocation] = site.oidc.tokenRequests;
  expect(revocation).toMatchObject({ endpoint: 'revocation', token: exchange?.given.refreshToken, status: 200 });
});

test('a server that gives no refresh token: said so at once, and the person signs in anew when the token has ended', async () => {
  const site = await start({ oidc: { refreshTokens: 'never' } });
  const { account, report } = await site.browser.authorize(site.request());
  expect(report.steps.at(-1)).toMatchObject({ outcome: 'warning', error: { reason: 'oauth_no_refresh_token' } });
  const accountId = account?.id ?? expect.unreachable();
  await deliver(site, accountId);
  site.oidc.destroyAccessTokens();
  const waiting = await send(site, accountId);
  expect(waiting).toMatchObject({ state: 'needs_attention', error: { reason: 'oauth_sign_in_again' } });
  await signIn(site, accountId);
  expect((await site.browser.entry(waiting.id))?.state).toBe('delivered');
  expect(refreshes(site)).toEqual([]);
});

test('two accounts of one person at one server: removing the first does not end the second', async () => {
  const site = await start();
  const first = await signIn(site);
  const second = await signIn(site);
  expect(second).not.toBe(first);
  const { accounts } = site.browser.background();
  await accounts.remove(first);
  site.clock.advance(HOUR);
  await deliver(site, second);
  const token = (await site.refreshToken(second)) ?? expect.unreachable();
  await accounts.remove(second);
  expect(await site.replay(token)).toEqual({ status: 400, error: 'invalid_grant' });
});

test('a real Ghost forwards what it does not know: nothing there says anything of a server', async () => {
  const { browser } = await start();
  const { authorizationServer } = browser.background().signIns;
  const at = { destination: 'ghost', issuer: ghost.url } as const;
  expect(await authorizationServer({ ...at, site: `${ghost.url}/` })).toBeNull();
  // Somebody who has typed its address is told.
  await expect(authorizationServer({ ...at, site: 'https://blog.example/' })).rejects.toMatchObject({
    reason: 'oauth_redirected',
  });
});
