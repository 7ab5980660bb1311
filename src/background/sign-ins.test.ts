/** What the pages ask for around sign-ins in windows of their own: metadata, and those that were interrupted. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { jsonAnswer } from '../../test/servers/faults.ts';
import { authorizationDeps } from '../../test/support/authorizations.ts';
import { type CodeServers, createCodeWorld, sayYes, startCodeServers } from '../../test/support/code-sign-in.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';
import type { AuthorizeRequest } from '../messages/contract.ts';
import type { WindowOutcome } from '../platform/identity.ts';
import { createSignIns } from './sign-ins.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let servers: CodeServers;
let world: ReturnType<typeof createCodeWorld>;
beforeAll(async () => {
  servers = await startCodeServers();
});
beforeEach(() => {
  servers.reset();
  world = createCodeWorld(servers);
});
afterAll(() => servers?.stop());

const never = (): Promise<WindowOutcome> => new Promise(() => {});

/** A background in this world. */
function background(
  launch: (address: string) => Promise<WindowOutcome> = async (address) => ({ url: await sayYes(address) }),
) {
  const { sessionStore, sealed, clock, vault, accounts, fetch, granted } = world;
  return createSignIns({
    ...authorizationDeps({ store: sessionStore, sealed, clock, launch }),
    ...{ vault, fetch, connect: accounts.connect, mayReach: async () => granted.all },
  });
}

/** A background that ended with a window open. */
async function interrupt(request: AuthorizeRequest = world.request({ clientSecret: 's3cret' })): Promise<void> {
  void background(never).authorize(request);
  await vi.waitUntil(() => [...world.sessionItems.keys()].some((key) => key.startsWith('authorization:')));
}

describe('an interrupted sign-in', () => {
  test('is listed for the pages, holds no secret there, and one click brings it to its end', async () => {
    await interrupt();
    const { interrupted, repeat } = background();
    const [signIn, ...more] = await interrupted();
    const { siteUrl } = world.request().discovery;
    expect(signIn).toEqual({
      ...{ destination: 'wordpress', siteUrl, accountId: null },
      ...{ id: expect.any(String), startedAt: world.clock.now() },
    });
    expect(more).toEqual([]);
    expect([...world.sessionItems.values()].join()).not.toContain('s3cret');
    const { account } = await repeat({ id: signIn?.id ?? '' });
    expect(account?.identity.userName).toBe('Anna');
    expect(await world.vault.getCredentials(account?.id ?? '')).toMatchObject({ clientSecret: 's3cret' });
    expect(await interrupted()).toEqual([]);
    await expect(repeat({ id: signIn?.id ?? '' })).rejects.toMatchObject({ reason: 'authorization_interrupted' });
  });

  test('that is dismissed is gone', async () => {
    await interrupt();
    const { interrupted, forgetInterrupted } = background();
    const [signIn] = await interrupted();
    expect(await forgetInterrupted({ id: signIn?.id ?? '' })).toBeNull();
    expect(await interrupted()).toEqual([]);
    expect(world.sessionItems.size).toBe(0);
  });

  test('is cleared by another sign-in at the same site, and not by one at another', async () => {
    await interrupt();
    const { authorize, interrupted } = background();
    const { discovery } = world.request();
    await authorize(
      world.request({ discovery: { ...discovery, siteUrl: `${servers.site.url.replace('127.0.0.1', 'localhost')}/` } }),
    );
    expect(await interrupted()).toHaveLength(1);
    await authorize(world.request());
    expect(await interrupted()).toEqual([]);
  });

  test.each<[string, () => AuthorizeRequest]>([
    ['through an authorization server', () => world.request()],
    [
      'for a password of our own',
      () => {
        const { destination, settings, discovery } = world.request();
        const authorizeUrl = `${servers.site.url}/wp-admin/authorize-application.php`;
        return { method: 'application_password', destination, settings, discovery: { ...discovery, authorizeUrl } };
      },
    ],
  ])('of an account that was removed meanwhile opens no window and is gone, %s', async (_, request) => {
    const { account } = await background().authorize(world.request());
    const accountId = account?.id ?? '';
    await interrupt({ ...request(), accountId });
    const launch = vi.fn(async (): Promise<WindowOutcome> => ({ none: 'closed' }));
    const { interrupted, repeat } = background(launch);
    const [signIn] = await interrupted();
    await world.accounts.remove(accountId);
    await expect(repeat({ id: signIn?.id ?? '' })).rejects.toMatchObject({ reason: 'account_missing' });
    expect(launch).not.toHaveBeenCalled();
    expect(await interrupted()).toEqual([]);
  });

  test('is still there where repeating it came to nothing before its window opened', async () => {
    await interrupt();
    const { interrupted, repeat } = background();
    const [signIn] = await interrupted();
    world.granted.all = false;
    await expect(repeat({ id: signIn?.id ?? '' })).rejects.toMatchObject({ code: 'host_permission_missing' });
    expect(await interrupted()).toEqual([signIn]);
  });
});

describe('the metadata of an authorization server', () => {
  const ask = (more: object = {}) =>
    background().authorizationServer({ destination: 'wordpress', issuer: servers.server.url, ...more });
  const headerAtServer = () => servers.server.askedOf('metadata').at(-1)?.headers['x-staging'];

  test('are given as far as a sign-in needs them', async () => {
    const { issuer, authorizationEndpoint, tokenEndpoint } = servers.server.settings();
    expect(await ask()).toMatchObject({ issuer, authorizationEndpoint, tokenEndpoint });
  });

  test('are null where there are none', async () => {
    servers.server.at('metadata', jsonAnswer(404, {}));
    expect(await ask()).toBeNull();
  });

  test('are not asked for at a host that may not be reached, nor without encryption', async () => {
    world.granted.all = false;
    await expect(ask()).rejects.toMatchObject({ code: 'host_permission_missing' });
    await expect(ask({ issuer: 'http://as.example' })).rejects.toMatchObject({ reason: 'address_insecure' });
    await expect(ask({ issuer: 'as' })).rejects.toMatchObject({ reason: 'address_invalid' });
    expect(servers.server.requests).toEqual([]);
  });

  test('a proxy’s headers go along to the site itself, those that were typed or else the account’s own', async () => {
    const site = `${servers.server.url}/`;
    await ask({ extraHeaders: 'X-Staging: typed', site: servers.site.url });
    expect(headerAtServer()).toBeUndefined();
    await ask({ extraHeaders: 'X-Staging: typed' });
    expect(headerAtServer()).toBeUndefined();
    await ask({ extraHeaders: 'X-Staging: typed', site });
    expect(headerAtServer()).toBe('typed');
    const { discovery } = world.request();
    const { account } = await background().authorize(
      world.request({ extraHeaders: 'X-Staging: kept', discovery: { ...discovery, apiUrl: site } }),
    );
    await ask({ site, accountId: account?.id });
    expect(headerAtServer()).toBe('kept');
    await ask({ site, accountId: account?.id, extraHeaders: '' });
    expect(headerAtServer()).toBeUndefined();
  });
});
