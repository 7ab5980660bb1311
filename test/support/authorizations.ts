/** What sign-ins in windows of their own need of the browser, where the test says only what becomes of the window. */
import type { AuthorizationDeps } from '../../src/background/authorization.ts';
import { createSealedTexts } from '../../src/vault/sealed-text.ts';
import { lockSpace } from './locks.ts';
import { handClock, memoryKeyStore, memoryStore, realRandom } from './memory.ts';

/** What a sign-in comes back to. */
export const redirectUrl = (path: string): string => `https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/${path}`;

export const memorySealed = (keyStore = memoryKeyStore()) =>
  createSealedTexts({ keyStore, locks: lockSpace().context(), random: realRandom });

export const authorizationDeps = (
  given: Pick<AuthorizationDeps, 'launch'> & Partial<AuthorizationDeps>,
): AuthorizationDeps => ({
  ...{ store: memoryStore(), sealed: memorySealed(), random: realRandom, clock: handClock(), redirectUrl },
  keepAlive: (task) => task(),
  clearAway: async () => {},
  sayInterrupted: async () => {},
  sayNoMore: async () => {},
  onChange: () => {},
  ...given,
});
