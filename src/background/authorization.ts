/**
 * A sign-in in a window of its own, whatever the grant. What it needs to believe the answer rests in the session store
 * while the window is open and is used once; what would repeat it rests there until its end, for the next background.
 */
import { type AuthorizationReason, authorizationError, newState } from '../auth/authorization.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { AuthorizeRequest } from '../messages/contract.ts';
import type { WindowOutcome } from '../platform/identity.ts';
import { createInterrupted, type Interrupted, type InterruptedDeps } from './interrupted.ts';
import {
  type PendingAuthorization,
  parsePendingAuthorization,
  pendingKey,
  withoutWindow,
} from './pending-authorization.ts';

export interface AuthorizationDeps extends InterruptedDeps {
  random: Random;
  clock: Clock;
  redirectUrl(path: string): string;
  /** @param onWindow is told which window it is, and null once that is not certain any more */
  launch(url: string, onWindow: (windowId: number | null) => void): Promise<WindowOutcome>;
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
  /** What would repeat it. */
  request: AuthorizeRequest;
  /** Below our redirect address. */
  path: string;
  /** How long after its beginning an answer is believed. */
  lifeMs: number;
  /** The address to open. */
  url(attempt: Attempt): string;
  /**
   * What the person's yes leads to, up to its end. The attempt is over by then, and no other answer is believed.
   * @param address where the window ended, whatever that is
   */
  read(address: string, attempt: Attempt): Promise<T>;
}

export interface Authorizations {
  /** @throws DestinationError credentials_rejected with an AuthorizationReason, and whatever `read` throws */
  run<T>(authorization: Authorization<T>): Promise<T>;
  interrupted: Interrupted;
}

/** A person may have to find a password first, and a second factor. */
const LONGEST_MS = 30 * 60_000;

const REASONS: Record<Extract<WindowOutcome, { none: string }>['none'], AuthorizationReason> = {
  closed: 'authorization_closed',
  open: 'authorization_open',
  failed: 'authorization_failed',
};

export function createAuthorizations({ random, clock, ...deps }: AuthorizationDeps): Authorizations {
  const { store } = deps;
  const own = new Set<string>();
  const interrupted = createInterrupted(deps, own);

  async function begin(id: string, request: AuthorizeRequest): Promise<PendingAuthorization> {
    const record: PendingAuthorization = {
      ...{ v: 2, id, state: newState(random), startedAt: clock.now() },
      ...{ destination: request.destination, siteUrl: request.discovery.siteUrl, accountId: request.accountId ?? null },
      request: await deps.sealed.seal(JSON.stringify(request), id),
    };
    await store.set(pendingKey(id), record);
    return record;
  }

  /** Opens the window, and keeps in the record which one it is. What it takes the place of is forgotten once it is open. */
  async function launch(record: PendingAuthorization, url: string): Promise<WindowOutcome> {
    // What stays in spite of it can be dismissed.
    const forgetSame = (): Promise<void> => interrupted.forgetSame(record).catch(() => undefined);
    let hasEnded = false;
    let writing = Promise.resolve();
    const outcome = await deps.launch(url, (windowId) => {
      const known = windowId === null ? record : { ...record, windowId };
      const write = async (): Promise<void> => {
        if (hasEnded) return;
        await store.set(pendingKey(record.id), known);
        await forgetSame();
      };
      // Without room for it the sign-in itself can still succeed.
      writing = writing.then(write).catch(() => undefined);
    });
    hasEnded = true;
    await writing;
    if (!('none' in outcome) || outcome.none !== 'open') await forgetSame();
    return outcome;
  }

  /**
   * Once only: a state that is taken can't be used again.
   * @throws DestinationError where it is another account's, is gone or has ended
   */
  async function take({ id, destination, accountId }: PendingAuthorization, lifeMs: number): Promise<string> {
    const pending = parsePendingAuthorization(await store.get(pendingKey(id)));
    if (pending === null || pending.state === null || pending.accountId !== accountId) {
      throw authorizationError(destination, 'authorization_state');
    }
    await store.set(pendingKey(id), withoutWindow(pending));
    const age = clock.now() - pending.startedAt;
    // A clock that was set back tells nobody how old it is.
    if (age < 0 || age > lifeMs) throw authorizationError(destination, 'authorization_expired');
    return pending.state;
  }

  return {
    interrupted,

    async run({ request, path, lifeMs, url, read }) {
      // A window that was left open would keep this one from opening.
      await interrupted.find();
      const attemptId = random.uuid();
      own.add(attemptId);
      try {
        const record = await begin(attemptId, request);
        const redirectUrl = deps.redirectUrl(path);
        const address = url({ attemptId, state: record.state ?? '', redirectUrl });
        return await deps.keepAlive(async () => {
          const outcome = await launch(record, address);
          if ('none' in outcome) throw authorizationError(request.destination, REASONS[outcome.none]);
          return read(outcome.url, { attemptId, state: await take(record, lifeMs), redirectUrl });
        }, LONGEST_MS);
      } finally {
        await store.remove(pendingKey(attemptId));
        own.delete(attemptId);
      }
    },
  };
}
