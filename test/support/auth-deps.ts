import type { AuthDeps, Http } from '../../src/destinations/destination.ts';
import { memoryStore } from './memory.ts';

/** For authorizers that sign in by themselves: over this Http, with tokens in memory and one context. */
export function authDeps(http: Http, siteUrl: string, apiUrl = siteUrl): AuthDeps {
  return {
    ...{ subject: 'account-1', siteUrl, apiUrl, http },
    httpWith: () => http,
    tokens: memoryStore(),
    locks: { withLock: (_name, task) => task() },
    clock: { now: () => Date.now() },
  };
}

/** For authorizers that ask nobody. */
export const noHttp: Http = {
  request: () => Promise.reject(new Error('nothing is asked here')),
};
