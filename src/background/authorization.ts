/**
 * A sign-in in the site's own window. What it needs to believe the answer rests in the session store while the window is
 * open, is used once, and is gone whatever the end; a background that dies leaves at most a record that the next one removes.
 */
import {
  type AuthorizationReason,
  answerOf,
  authorizationError,
  newState,
  type PendingAuthorization,
  parsePendingAuthorization,
} from '../auth/authorization.ts';
import type { Clock, Random, Store } from '../core/ports.ts';
import type { DestinationId } from '../destinations/destination.ts';
import type { WindowOutcome } from '../platform/identity.ts';

export interface AuthorizationDeps {
  /** The browser session's. */
  store: Store;
  random: Random;
  clock: Clock;
  redirectUrl(path: string): string;
  launch(url: string): Promise<WindowOutcome>;
  keepAlive<T>(task: () => Promise<T>, longestMs?: number): Promise<T>;
}

/** One attempt, for which nothing else stands. */
export interface Attempt {
  attemptId: string;
  state: string;
  redirectUrl: string;
}

/** How one kind of site is asked and its answer read. */
export interface Authorization<T> {
  destination: DestinationId;
  /** Below our redirect address. */
  path: string;
  url(attempt: Attempt): string;
  /** The state is the attempt's already; all else is as the window brought it. */
  read(answer: URLSearchParams): T;
}

export interface Authorizations {
  /** @throws DestinationError credentials_rejected with an AuthorizationReason, and whatever `read` throws */
  run<T>(authorization: Authorization<T>): Promise<T>;
  /** At the start of a background: removes what one that died with its window open left behind. */
  sweep(): Promise<void>;
}

const PREFIX = 'authorization:';
/** A person may have to find a password first, and a second factor. */
const LONGEST_MS = 30 * 60_000;

const REASONS: Record<Extract<WindowOutcome, { none: string }>['none'], AuthorizationReason> = {
  closed: 'authorization_closed',
  open: 'authorization_open',
  failed: 'authorization_failed',
};

export function createAuthorizations({ store, random, clock, ...deps }: AuthorizationDeps): Authorizations {
  /** Attempts of this background: the sweep may come after the first of them. */
  const own = new Set<string>();

  /** Once only: what is removed first can't be used again. */
  async function take(id: string): Promise<PendingAuthorization | null> {
    const pending = parsePendingAuthorization(await store.get(PREFIX + id));
    await store.remove(PREFIX + id);
    return pending;
  }

  return {
    async run({ destination, path, url, read }) {
      const id = random.uuid();
      const state = newState(random);
      const redirectUrl = deps.redirectUrl(path);
      const address = url({ attemptId: id, state, redirectUrl });
      const record: PendingAuthorization = { v: 1, id, state, startedAt: clock.now() };
      own.add(id);
      try {
        await store.set(PREFIX + id, record);
        const outcome = await deps.keepAlive(() => deps.launch(address), LONGEST_MS);
        const pending = await take(id);
        if ('none' in outcome) throw authorizationError(destination, REASONS[outcome.none]);
        if (pending === null) throw authorizationError(destination, 'authorization_state');
        return read(answerOf(outcome.url, { destination, redirectUrl, state: pending.state }));
      } finally {
        own.delete(id);
      }
    },

    async sweep() {
      for (const key of await store.keys(PREFIX)) {
        if (!own.has(key.slice(PREFIX.length))) await store.remove(key);
      }
    },
  };
}
