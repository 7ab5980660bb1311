/** A sign-in in a window of its own, with windows in the test's hand. */
import { expect, vi } from 'vitest';
import { answerOf } from '../../src/auth/authorization.ts';
import { type Attempt, type Authorization, createAuthorizations } from '../../src/background/authorization.ts';
import type { RequestOf } from '../../src/background/authorize.ts';
import type { AuthorizeRequest, InterruptedSignIn } from '../../src/messages/contract.ts';
import type { WindowOutcome } from '../../src/platform/identity.ts';
import { authorizationDeps, memorySealed, redirectUrl } from './authorizations.ts';
import { handClock, memoryKeyStore, memoryStore } from './memory.ts';

export const REDIRECT = redirectUrl('sign-in');
export const MINUTE = 60_000;

/** A browser whose windows are in the test's hand; `items` and `keyStore` outlive its backgrounds. */
export function signInWindows(items = new Map<string, string>(), keyStore = memoryKeyStore()) {
  interface Window {
    url: URL;
    end(outcome: WindowOutcome): void;
    /** The browser shows it, and says which one it is. */
    show(windowId: number | null): void;
  }
  const windows: Window[] = [];
  const keptAliveFor: (number | undefined)[] = [];
  const closed: (number | undefined)[] = [];
  const told: InterruptedSignIn[] = [];
  const toldNoMore = vi.fn(async () => {});
  const clock = handClock();
  const authorizations = createAuthorizations(
    authorizationDeps({
      ...{ store: memoryStore(items), sealed: memorySealed(keyStore), clock },
      launch: (url, show) =>
        new Promise((end) => {
          windows.push({ url: new URL(url), end, show });
        }),
      keepAlive: (task, longestMs) => {
        keptAliveFor.push(longestMs);
        return task();
      },
      clearAway: async (id) => void closed.push(id),
      sayInterrupted: async (signIn) => void told.push(signIn),
      sayNoMore: toldNoMore,
    }),
  );
  /** The window that was opened last. */
  const opened = async () => {
    const before = windows.length;
    await vi.waitUntil(() => windows.length > before);
    return windows[before] ?? expect.unreachable();
  };
  /** Begins a sign-in, and gives it with its window. */
  async function begin(authorization: Authorization<string>) {
    const window = opened();
    const run = authorizations.run(authorization);
    run.catch(() => {});
    return { run, ...(await window) };
  }
  const { interrupted } = authorizations;
  return { authorizations, interrupted, items, keyStore, opened, begin, keptAliveFor, closed, told, toldNoMore, clock };
}

export const request = (more: Partial<RequestOf<'application_password'>> = {}): AuthorizeRequest => ({
  ...{ method: 'application_password', destination: 'wordpress', settings: {} },
  discovery: {
    ...{ siteUrl: 'https://blog.example/', apiUrl: 'https://blog.example/wp-json/', title: 'Lab', version: '1' },
    ...{ origins: ['https://blog.example/*'], settings: {} },
  },
  ...more,
});

/** Takes the `gift` that comes along. */
export const site: Authorization<string> = {
  ...{ request: request(), path: 'sign-in', lifeMs: 10 * MINUTE },
  url: ({ state, redirectUrl }: Attempt) =>
    `https://blog.example/sign-in?${new URLSearchParams({ state, redirectUrl })}`,
  async read(address, attempt) {
    const answer = answerOf(address, { destination: 'wordpress', ...attempt });
    return answer.get('gift') ?? 'nothing';
  },
};
export const stateOf = (url: URL): string => url.searchParams.get('state') ?? '';
export const answer = (url: URL, gift: string): WindowOutcome => ({
  url: `${REDIRECT}?state=${stateOf(url)}&gift=${gift}`,
});
export const refused = (reason: string) => ({ code: 'credentials_rejected', destination: 'wordpress', reason });
