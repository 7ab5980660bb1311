/** However many ask at once, in whatever order things happen: one refresh, and everybody has its token. */
import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import type { Through } from '../../test/support/mortal.ts';
import { oauthWorld } from '../../test/support/oauth-world.ts';
import { runs } from '../../test/support/scale.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

/** Why the token that is there does not do. */
const BEGINNINGS = ['ended', 'about to end', 'refused', 'gone with the browser'] as const;

const seen = { interleavings: 0, callers: 0, refreshes: 0, calls: 0, tooEarly: 0 };
afterAll(() => {
  const { interleavings, callers, refreshes, calls, tooEarly } = seen;
  console.log(
    `1, 2 and 50 callers at once: ${interleavings} interleavings, ${callers} callers, ${refreshes} refreshes, ` +
      `${calls} requests to the API, ${tooEarly} of them with a token whose refresh token was not in the vault yet`,
  );
});

test.each([1, 2, 50])('%i callers in a worker and three pages make one refresh', async (callers) => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.constantFrom(...BEGINNINGS),
      fc.array(fc.nat(3), { minLength: callers, maxLength: callers }),
      async (s, beginning, of) => {
        const world = oauthWorld();
        const { server, wait, log } = world;
        await world.signIn();
        if (beginning === 'ended') wait(server.life * 1000);
        if (beginning === 'about to end') wait((server.life - 30) * 1000);
        if (beginning === 'refused') server.refuse('access-1');
        if (beginning === 'gone with the browser') world.sessionItems.clear();

        let running = false;
        const through: Through = (task) => (running ? s.schedule(Promise.resolve()).then(task) : task());
        const contexts = [0, 1, 2, 3].map(() => world.context(through));
        const opened = await Promise.all(contexts.map(async ({ open, call }) => ({ call, account: await open() })));
        running = true;
        const all = Promise.all(of.map((index) => opened[index]?.call(opened[index].account)));
        await s.waitFor(all);
        running = false;

        expect(new Set(await all)).toEqual(new Set(['Anna']));
        expect(server.refreshes).toEqual(['refresh-1']);
        expect(world.sessionToken()).toEqual(expect.objectContaining({ accessToken: 'access-2' }));
        expect(world.sessionToken()).not.toHaveProperty('refreshToken');
        expect(await world.refreshToken()).toBe('refresh-2');
        const order = log.filter((what) => what !== 'api access-1');
        expect(order.slice(0, 3)).toEqual(['given access-2', 'vault', 'api access-2']);
        expect(order.slice(2)).toEqual(of.map(() => 'api access-2'));

        seen.interleavings += 1;
        seen.callers += callers;
        seen.refreshes += server.refreshes.length;
        seen.calls += server.calls.length;
        seen.tooEarly += log.slice(0, log.indexOf('vault')).filter((what) => what === 'api access-2').length;
      },
    ),
    { numRuns: runs(200, 5) },
  );
});
