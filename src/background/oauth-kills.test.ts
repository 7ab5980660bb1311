/** A context that ends at each of its awaits, in the middle of what it does with tokens: the next one has a session, or says so once. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Death } from '../../test/support/mortal.ts';
import { ACCOUNT, oauthWorld } from '../../test/support/oauth-world.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

type World = ReturnType<typeof oauthWorld>;
type Context = ReturnType<World['mortalContext']>;

const USABLE = 'Anna';
const SIGN_IN_AGAIN = 'reauthorization_required oauth_sign_in_again';
const DEATHS: Omit<Death, 'at'>[] = [
  { side: 'before', ports: 'silence' },
  { side: 'after', ports: 'silence' },
  { side: 'after', ports: 'throws' },
];

const seen = { kills: 0, usable: 0, again: 0, most: 0 };
afterAll(() => {
  const { kills, usable, again, most } = seen;
  console.log(
    `kills at each await: ${kills}; after them usable ${usable}, "sign in again" ${again}; ` +
      `at most ${most} requests to a token endpoint, that of the dead context included`,
  );
});

/** Kills a context at its first await, its second … as often as there are awaits before the task is done. */
async function killEach(
  beforehand: (world: World) => Promise<void> | void,
  task: (context: Context, world: World) => Promise<unknown>,
  afterwards: (world: World) => Promise<void>,
): Promise<void> {
  for (const how of DEATHS) {
    for (let at = 1; ; at += 1) {
      const world = oauthWorld();
      await world.signIn();
      await beforehand(world);
      const context = world.mortalContext({ ...how, at });
      const done = task(context, world).catch(() => undefined);
      await Promise.race([done, context.died]);
      if (context.steps() < at) {
        expect(at).toBeGreaterThan(15);
        break;
      }
      seen.kills += 1;
      await afterwards(world);
    }
  }
}

/** Usable for good, or over for good; found out with few questions. */
async function fares(world: World): Promise<string> {
  const { server, other, fate, wait } = world;
  const found = await fate();
  const asked = server.refreshes.length + other.refreshes.length;
  seen.most = Math.max(seen.most, asked);
  expect(asked).toBeLessThanOrEqual(2);
  if (found === USABLE) {
    // The next refresh works too: what is in the vault is the newest.
    wait(server.life * 1000);
    expect(await fate(1)).toBe(USABLE);
    seen.usable += 1;
  } else if (found === SIGN_IN_AGAIN) {
    expect(await world.refreshToken()).toBeUndefined();
    seen.again += 1;
  }
  return found;
}

describe('in the middle of a refresh', () => {
  const beginnings: [string, (world: World) => void][] = [
    ['has ended', ({ wait, server }) => wait(server.life * 1000)],
    ['is refused', ({ server }) => server.refuse('access-1')],
    ['is gone with the browser', ({ sessionItems }) => sessionItems.clear()],
  ];

  test.each(beginnings)('of a token that %s: a session, or one clear word', async (_, begin) => {
    await killEach(
      begin,
      ({ call }) => call(),
      async (world) => expect([USABLE, SIGN_IN_AGAIN]).toContain(await fares(world)),
    );
  });

  test('at a server that gives the same successor again: always a session', async () => {
    await killEach(
      ({ server, wait }) => {
        server.hasGrace = true;
        wait(server.life * 1000);
      },
      ({ call }) => call(),
      async (world) => expect(await fares(world)).toBe(USABLE),
    );
  });
});

describe('in the middle of storing a new sign-in', () => {
  test('at the same server: always a session, the former one or the new', async () => {
    await killEach(
      () => {},
      ({ accounts }, { newSignIn }) => accounts.connect(...newSignIn()),
      async (world) => expect(await fares(world)).toBe(USABLE),
    );
  });

  test('at another server: no secret and no token of one is ever sent to the other', async () => {
    await killEach(
      () => {},
      ({ accounts }, { newSignIn }) => accounts.connect(...newSignIn('elsewhere')),
      async (world) => {
        expect([USABLE, SIGN_IN_AGAIN]).toContain(await fares(world));
        expect(world.server.heard).not.toMatch(/other-access|other-refresh|secret-elsewhere/);
        expect(world.other.heard).not.toMatch(/[^-](access|refresh)-\d|our-secret/);
      },
    );
  });
});

test('in the middle of an edit, and of the refresh that its check needs: a session, or one clear word', async () => {
  await killEach(
    ({ server }) => server.refuse('access-1'),
    ({ accounts }, { edit }) => accounts.connect(edit({ extraHeaders: 'X-Staging: open' })),
    async (world) => expect([USABLE, SIGN_IN_AGAIN]).toContain(await fares(world)),
  );
});

test('in the middle of a removal: it can be removed again, and nothing is left', async () => {
  await killEach(
    () => {},
    ({ accounts }) => accounts.remove(ACCOUNT.id),
    async ({ context, disk }) => {
      const { accounts, vault } = context();
      if ((await vault.getAccount(ACCOUNT.id)) !== null) await accounts.remove(ACCOUNT.id);
      expect([...disk.keys()].filter((key) => key !== 'settings')).toEqual([]);
    },
  );
});
