/**
 * Sign-ins that their background did not live to see the end of. Nothing of them is left dangling: the window that
 * nobody listens to any more is closed (it would keep every further one from opening), the person is told, and one click
 * repeats it.
 */
import { authorizationError } from '../auth/authorization.ts';
import type { Store } from '../core/ports.ts';
import type { AuthorizeRequest, InterruptedSignIn } from '../messages/contract.ts';
import type { SealedTexts } from '../vault/sealed-text.ts';
import {
  PENDING_PREFIX,
  type PendingAuthorization,
  parsePendingAuthorization,
  pendingKey,
  withoutWindow,
} from './pending-authorization.ts';

export interface InterruptedDeps {
  /** The browser session's. */
  store: Store;
  sealed: SealedTexts;
  /** Clears away what a background left of its window when it ended; the window itself where it is known. */
  clearAway(windowId: number | undefined): Promise<void>;
  /** Tells the person, who may look at anything. */
  sayInterrupted(signIn: InterruptedSignIn): Promise<void>;
  /** None is left to be told of. */
  sayNoMore(): Promise<void>;
  /** Open pages. */
  onChange(): void;
}

export interface Interrupted {
  /** Once in the life of a background, whoever asks first: finds what was left behind. It never throws. */
  find(): Promise<void>;
  /** Oldest first. */
  list(): Promise<InterruptedSignIn[]>;
  /** What repeats it. @throws DestinationError credentials_rejected with reason authorization_interrupted: it has gone */
  requestOf(id: string): Promise<AuthorizeRequest>;
  forget(id: string): Promise<void>;
  /** Another sign-in has taken their place: those of the same account, or of the same site that was to be added. */
  forgetSame(signIn: Pick<PendingAuthorization, 'destination' | 'siteUrl' | 'accountId'>): Promise<void>;
}

/** @param own ids of this background's own attempts */
export function createInterrupted(deps: InterruptedDeps, own: ReadonlySet<string>): Interrupted {
  const { store, sealed, onChange } = deps;
  let found: Promise<void> | undefined;

  async function left(): Promise<PendingAuthorization[]> {
    const records: PendingAuthorization[] = [];
    for (const key of await store.keys(PENDING_PREFIX)) {
      if (own.has(key.slice(PENDING_PREFIX.length))) continue;
      const record = parsePendingAuthorization(await store.get(key));
      if (record === null) await store.remove(key);
      else records.push(record);
    }
    return records.sort((a, b) => a.startedAt - b.startedAt);
  }

  async function find(): Promise<void> {
    for (const record of await left()) {
      if (record.interrupted === true) continue;
      await deps.clearAway(record.windowId);
      await store.set(pendingKey(record.id), { ...withoutWindow(record), interrupted: true });
      onChange();
      // The settings show it too.
      await deps.sayInterrupted(viewOf(record)).catch(() => undefined);
    }
  }

  async function forget(id: string): Promise<void> {
    if (own.has(id)) return;
    await store.remove(pendingKey(id));
    onChange();
    if ((await left()).length === 0) await deps.sayNoMore().catch(() => undefined);
  }

  return {
    find: () => {
      found ??= find().catch(() => undefined);
      return found;
    },
    list: async () => (await left()).map(viewOf),
    forget,

    async requestOf(id) {
      const record = (await left()).find((one) => one.id === id);
      const text = record === undefined ? null : await sealed.open(record.request, id);
      if (text === null) throw authorizationError(record?.destination ?? 'clipdraft', 'authorization_interrupted');
      // We wrote it, and nobody else can have: it was opened with the vault's key.
      return JSON.parse(text);
    },

    async forgetSame({ destination, siteUrl, accountId }) {
      for (const record of await left()) {
        const isSame = record.destination === destination && record.siteUrl === siteUrl;
        if (record.accountId === accountId && (accountId !== null || isSame)) await forget(record.id);
      }
    },
  };
}

const viewOf = ({ id, destination, siteUrl, accountId, startedAt }: PendingAuthorization): InterruptedSignIn => ({
  ...{ id, destination, siteUrl, accountId, startedAt },
});
