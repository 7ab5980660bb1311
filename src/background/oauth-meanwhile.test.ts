/** What else happens to an account while its token is refreshed, in any order. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Through } from '../../test/support/mortal.ts';
import { ACCOUNT, oauthWorld } from '../../test/support/oauth-world.ts';
import { runs } from '../../test/support/scale.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

type World = ReturnType<typeof oauthWorld>;
type Context = ReturnType<World['context']>;
const SIGN_IN_AGAIN = { code: 'reauthorization_required', reason: 'oauth_sign_in_again' };
const FULL = { code: 'storage_full' };

async function signedIn(): Promise<World> {
  const world = oauthWorld();
  await world.signIn();
  return world;
}

/** Three requests with a token that has ended or is refused, and `meanwhile` beside them, in another context. */
function anyOrder(
  meanwhile: (context: Context, world: World) => Promise<unknown>,
  afterwards: (world: World, calls: PromiseSettledResult<string>[]) => Promise<void>,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (s, isRefused) => {
      const world = await signedIn();
      if (isRefused) world.server.refuse('access-1');
      else world.wait(world.server.life * 1000);
      let running = true;
      const through: Through = (task) => (running ? s.schedule(Promise.resolve()).then(task) : task());
      const [one, two, three] = [world.context(through), world.context(through), world.context(through)];
      const calls = Promise.allSettled([one.call(), one.call(), two.call()]);
      const all = Promise.all([calls, meanwhile(three, world)]);
      await s.waitFor(all);
      running = false;
      const { refreshes } = world.server;
      expect(new Set(refreshes).size, 'no refresh token is sent twice').toBe(refreshes.length);
      await afterwards(world, await calls);
    }),
    { numRuns: runs(60, 10) },
  );
}

/** Now, and after the next refresh. */
async function isUsable({ fate, wait, server }: World): Promise<void> {
  expect(await fate(1)).toBe('Anna');
  wait(server.life * 1000);
  expect(await fate(1)).toBe('Anna');
}

test('the account is removed: nothing is written back', () =>
  anyOrder(
    ({ accounts }) => accounts.remove(ACCOUNT.id),
    async ({ disk, sessionItems, server }) => {
      expect([...disk.keys()].filter((key) => key !== 'settings')).toEqual([]);
      expect([...sessionItems.keys()]).toEqual([]);
      expect(server.revoked.length).toBeGreaterThan(0);
    },
  ));

test('somebody else signs in: theirs is what stays', () =>
  anyOrder(
    ({ accounts }, { newSignIn }) => accounts.connect(...newSignIn('there', 'bea')),
    async (world, calls) => {
      expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
      const refreshToken = await world.refreshToken();
      expect(world.server.personOf(refreshToken)).toBe('bea');
      await isUsable(world);
      expect(world.server.revoked).toEqual([]);
    },
  ));

test('headers and settings are edited: the newest refresh token stays, with the headers', () =>
  anyOrder(
    async ({ accounts }, { edit }) => {
      await accounts.connect(edit({ extraHeaders: 'X-Staging: one' }));
      await accounts.connect(edit({ settings: { images: 'link' }, extraHeaders: 'X-Staging: two' }));
    },
    async (world, calls) => {
      expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
      const { vault } = world.context();
      expect(await vault.getCredentials(ACCOUNT.id)).toMatchObject({ extraHeaders: 'X-Staging: two' });
      expect(await vault.getAccount(ACCOUNT.id)).toEqual({ ...ACCOUNT, settings: { images: 'link' } });
      await isUsable(world);
    },
  ));

describe('storage is full', () => {
  const isRefreshToken = (key: string): boolean => key.endsWith(':refreshToken');

  test('when the new refresh token is to be stored: it waits in the session, and the old one is not sent again', async () => {
    const world = await signedIn();
    const { server, full, log } = world;
    server.refuse('access-1');
    full.disk = isRefreshToken;
    const { call } = world.context();
    await expect(call()).rejects.toMatchObject(FULL);
    await expect(call()).rejects.toMatchObject(FULL);
    expect(log).not.toContain('api access-2');
    full.disk = () => false;
    expect(await call()).toBe('Anna');
    expect(server.refreshes).toEqual(['refresh-1', 'refresh-2']);
    expect(await world.refreshToken()).toBe('refresh-3');
    expect(world.sessionToken()).not.toHaveProperty('refreshToken');
    await isUsable(world);
  });

  test('and in the session too: the old one is forgotten, because it would end more than itself', async () => {
    const world = await signedIn();
    world.server.refuse('access-1');
    const { call } = world.context();
    world.full.disk = isRefreshToken;
    world.full.session = () => world.server.refreshes.length > 0;
    await expect(call()).rejects.toMatchObject(FULL);
    world.full.disk = () => false;
    world.full.session = () => false;
    await expect(call()).rejects.toMatchObject(SIGN_IN_AGAIN);
    expect(world.server.refreshes).toEqual(['refresh-1']);
  });

  test('for the access token alone: the next one is got with the new refresh token', async () => {
    const world = await signedIn();
    world.wait(world.server.life * 1000);
    world.full.session = () => true;
    const { call } = world.context();
    await expect(call()).rejects.toMatchObject(FULL);
    world.full.session = () => false;
    expect(await call()).toBe('Anna');
    expect(world.server.refreshes).toEqual(['refresh-1', 'refresh-2']);
  });

  test('and the account is removed: what waited in the session is revoked, and gone', async () => {
    const world = await signedIn();
    world.server.refuse('access-1');
    world.full.disk = isRefreshToken;
    const { call, accounts } = world.context();
    await expect(call()).rejects.toMatchObject(FULL);
    await accounts.remove(ACCOUNT.id);
    expect(world.server.revoked[0]).toBe('refresh-2');
    expect(world.sessionItems.size).toBe(0);
  });

  test('and somebody signs in anew meanwhile: what waited is not put over that', async () => {
    const world = await signedIn();
    world.server.refuse('access-1');
    world.full.disk = isRefreshToken;
    const { call, accounts } = world.context();
    await expect(call()).rejects.toMatchObject(FULL);
    world.full.disk = () => false;
    await accounts.connect(...world.newSignIn('there', 'bea'));
    await isUsable(world);
    expect(world.server.personOf(await world.refreshToken())).toBe('bea');
  });
});

test('a clock that jumps: always a session, and no refresh token is sent twice', async () => {
  const hours = fc.integer({ min: -10_000, max: 10_000 }).map((tenths) => tenths * 360_000);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ passed: fc.nat(7_200_000), jump: hours }), { maxLength: 8 }),
      async (steps) => {
        const { signIn, server, serverClock, clock, context } = await signedIn();
        await signIn();
        for (const { passed, jump } of steps) {
          serverClock.advance(passed);
          clock.advance(passed + jump);
          expect(await context().call()).toBe('Anna');
        }
        expect(new Set(server.refreshes).size).toBe(server.refreshes.length);
        expect(server.refreshes.length).toBeLessThanOrEqual(steps.length);
      },
    ),
    { numRuns: runs(60, 10) },
  );
});

test('the grant has ended: said to everybody, asked once, and a new sign-in makes it good', async () => {
  const world = await signedIn();
  const { server, context, wait, newSignIn } = world;
  server.endGrant();
  const contexts = [context(), context()];
  const outcomes = await Promise.allSettled([0, 1, 0, 1].map((index) => contexts[index]?.call()));
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: SIGN_IN_AGAIN });
  expect(await world.refreshToken()).toBeUndefined();
  wait(3_600_000);
  await expect(context().call()).rejects.toMatchObject(SIGN_IN_AGAIN);
  expect(server.refreshes).toEqual(['refresh-1']);
  await context().accounts.connect(...newSignIn());
  await isUsable(world);
});
