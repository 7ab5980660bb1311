/**
 * Keeps sign-ins from ending that end unless they are renewed: while the browser is open, where the person chose so, else
 * while drafts wait for the account. One alarm stands for the next that is due. Accounts of other kinds are not even
 * opened, and nothing is asked of a site whose sign-in has time left.
 */
import type { Authorizer } from '../auth/authorizer.ts';
import { isRenewed } from '../auth/credentials.ts';
import { DestinationError, ERROR_RULES } from '../core/errors.ts';
import type { Clock, Locks } from '../core/ports.ts';
import type { KeepAlive } from '../outbox/deps.ts';
import { isOpen } from '../outbox/due.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { Vault } from '../vault/vault.ts';

/** After a failure that may pass: no network, a server in trouble. */
const AGAIN_MS = 30_000;
const LOCK = 'clipdraft-renewal';

export interface RenewalDeps {
  vault: Pick<Vault, 'listAccounts'>;
  store: Pick<OutboxStore, 'list'>;
  /** Throws what keeps the account from being used. */
  openAccount(accountId: string): Promise<{ authorizer: Pick<Authorizer, 'renewAhead'> }>;
  locks: Locks;
  clock: Clock;
  keepAlive: KeepAlive;
  /** The one wake-up wanted next, ms since the epoch, in place of any earlier wish; null for none. Then call it again. */
  schedule(at: number | null): Promise<void>;
}

/** Call it at every start, and whenever accounts or the outbox have changed. A call during a run makes it look again. */
export function createRenewal({ vault, store, openAccount, locks, clock, keepAlive, schedule }: RenewalDeps) {
  let active: Promise<void> | null = null;
  let asked = false;

  async function accountsToKeep(): Promise<string[]> {
    const renewed = (await vault.listAccounts()).filter(({ authMethod }) => isRenewed(authMethod));
    if (renewed.length === 0) return [];
    const waiting = new Set((await store.list()).filter(isOpen).map(({ accountId }) => accountId));
    return renewed
      .filter(({ id, settings }) => settings.renewal === 'while_open' || waiting.has(id))
      .map(({ id }) => id);
  }

  /** When the account is wanted next; null for never. A sign-in that has ended is asked for when it is needed. */
  async function renew(accountId: string): Promise<number | null> {
    try {
      const { authorizer } = await openAccount(accountId);
      return (await authorizer.renewAhead?.()) ?? null;
    } catch (error) {
      const mayPass = error instanceof DestinationError && ERROR_RULES[error.code].retryable;
      return mayPass ? clock.now() + AGAIN_MS : null;
    }
  }

  async function pass(): Promise<void> {
    asked = false;
    const wanted = await Promise.all((await accountsToKeep()).map(renew));
    const times = wanted.filter((at) => at !== null);
    await schedule(times.length === 0 ? null : Math.min(...times));
  }

  async function whileAsked(): Promise<void> {
    try {
      // Nothing may come between the last look at `asked` and `active = null`, or a call would be forgotten.
      while (asked) await locks.withLock(LOCK, () => keepAlive(pass));
    } finally {
      active = null;
    }
  }

  return (): Promise<void> => {
    asked = true;
    active ??= whileAsked();
    return active;
  };
}
