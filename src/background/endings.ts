/**
 * Tells once that what an account signs in with ends within a week, and once that it has ended. One alarm stands for the
 * next that is due; whether a person was told already outlives the browser.
 */
import { type InferOutput, literal, object, picklist, record, safeParse, string } from 'valibot';
import type { Clock, Locks, Store } from '../core/ports.ts';
import { type Ending, endsSoon, nextEnding } from '../ui/ending.ts';
import type { Account } from '../vault/account.ts';
import { ENDINGS_KEY } from '../vault/keys.ts';
import type { Vault } from '../vault/vault.ts';

const LOCK = 'clipdraft-endings';

/** By account: of which end, and what. */
const Told = object({
  v: literal(1),
  told: record(string(), object({ endAt: string(), state: picklist(['soon', 'ended']) })),
});

export interface EndingsDeps {
  vault: Pick<Vault, 'listAccounts'>;
  /** Survives the browser. */
  store: Store;
  locks: Locks;
  clock: Clock;
  tell(account: Account, ending: Ending): Promise<void>;
  /** The one wake-up wanted next, ms since the epoch, in place of any earlier wish; null for none. Then call it again. */
  schedule(at: number | null): Promise<void>;
}

/** Call it at every start, and whenever accounts have changed: credentials that were replaced are forgotten. */
export function createEndings({ vault, store, locks, clock, tell, schedule }: EndingsDeps): () => Promise<void> {
  async function pass(): Promise<void> {
    const now = clock.now();
    const accounts = await vault.listAccounts();
    const stored = safeParse(Told, await store.get(ENDINGS_KEY));
    const before = stored.success ? stored.output.told : {};
    const told: InferOutput<typeof Told>['told'] = {};
    const due: [Account, Ending][] = [];
    for (const account of accounts) {
      const { id, credentialsEndAt: endAt } = account;
      const last = before[id]?.endAt === endAt ? before[id] : undefined;
      const ending = endsSoon(account, now);
      // A clock that was set back makes nothing new.
      const isNews = last === undefined || (last.state === 'soon' && ending?.state === 'ended');
      if (endAt !== undefined && ending !== null && isNews) {
        told[id] = { endAt, state: ending.state };
        due.push([account, ending]);
      } else if (last !== undefined) told[id] = last;
    }
    // Remembered first: rather not told, which the account's card does too, than told at every start.
    if (JSON.stringify(told) !== JSON.stringify(before)) await store.set(ENDINGS_KEY, { v: 1, told });
    for (const [account, ending] of due) await tell(account, ending);
    const moments = accounts.map((account) => nextEnding(account, now)).filter((at) => at !== null);
    await schedule(moments.length === 0 ? null : Math.min(...moments));
  }

  return () => locks.withLock(LOCK, pass);
}
